import { gunzipSync, gzipSync } from 'node:zlib';

/** A text in which another one is packed. */
export interface Unpacked {
  readonly text: string;
  /** Packs another text in the same way. */
  readonly again: (text: string) => string;
  /** Nobody can see what stands in it. */
  readonly isOpaque: boolean;
}

const MOST = 16 * 1_024 * 1_024;

/** JSON, JSON in base64, gzip in base64. Undefined: it is none of these. */
export function unpacked(sent: string): Unpacked | undefined {
  if (/^\s*[[{]/.test(sent)) return { text: sent, again: (text) => text, isOpaque: false };
  if (sent.length < 24 || !/^[A-Za-z0-9+/]+={0,2}$/.test(sent)) return undefined;
  const bytes = Buffer.from(sent, 'base64');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const text = gunzipped(bytes);
    return { text: text ?? '', again: (each) => gzipSync(each).toString('base64'), isOpaque: true };
  }
  const text = bytes.toString('utf8');
  return /^\s*[[{]/.test(text) ? { text, again: (each) => Buffer.from(each).toString('base64'), isOpaque: true } : undefined;
}

function gunzipped(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST }).toString('utf8');
  } catch {
    return undefined;
  }
}
