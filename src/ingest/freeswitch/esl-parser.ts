/** One message of the event socket: its own headers, and what it carries. */
export interface EslFrame {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What has arrived but does not make a whole message yet. */
export interface EslRest {
  readonly chunks: readonly Uint8Array[];
  readonly length: number;
  /** With fewer bytes than this there is nothing to look at. */
  readonly needed: number;
  /** Bytes of a message too large to keep that are still to come. */
  readonly skip: number;
}

export interface EslReading {
  readonly rest: EslRest;
  readonly frames: readonly EslFrame[];
  /** Messages thrown away because they were larger than any that FreeSWITCH sends. */
  readonly oversized: number;
  /** A length came that no message has: what follows is not to be told from its text any more. */
  readonly isOutOfStep: boolean;
}

/** The listing of some thousand channels is the largest there is. */
export const MAX_BODY_BYTES = 8 * 1_024 * 1_024;
/** A larger one is passed over as long as it may be one. */
const NO_MESSAGE_BYTES = 64 * 1_024 * 1_024;
export const MAX_HEADER_BYTES = 65_536;
export const nothingRead: EslRest = { chunks: [], length: 0, needed: 0, skip: 0 };

/** Cuts the stream into messages, however the network cut it into chunks. Lengths are in bytes, so it works on bytes. */
export function readEsl(rest: EslRest, chunk: Uint8Array): EslReading {
  const fresh = chunk.subarray(Math.min(rest.skip, chunk.length));
  const skip = rest.skip - (chunk.length - fresh.length);
  const length = rest.length + fresh.length;
  const chunks = fresh.length > 0 ? [...rest.chunks, fresh] : rest.chunks;
  // Joining on every chunk would make a large body quadratic.
  if (skip > 0 || length < rest.needed) return { rest: { chunks, length, needed: rest.needed, skip }, frames: [], oversized: 0, isOutOfStep: false };
  return cut(Buffer.concat(chunks, length));
}

function cut(bytes: Buffer): EslReading {
  const frames: EslFrame[] = [];
  let oversized = 0;
  let from = 0;
  for (;;) {
    const end = bytes.indexOf('\n\n', from);
    if (end < 0) break;
    const headers = headersIn(bytes.toString('utf8', from, end));
    const bodyFrom = end + 2;
    const size = sizeOf(headers);
    if (size > NO_MESSAGE_BYTES) return { rest: nothingRead, frames, oversized, isOutOfStep: true };
    if (size > MAX_BODY_BYTES) {
      const left = bodyFrom + size - bytes.length;
      oversized++;
      if (left > 0) return { rest: { ...nothingRead, skip: left }, frames, oversized, isOutOfStep: false };
    } else if (bodyFrom + size > bytes.length) {
      return { rest: restOf(bytes, from, bodyFrom + size - from), frames, oversized, isOutOfStep: false };
    } else if (headers.size > 0) {
      frames.push({ headers, body: bytes.toString('utf8', bodyFrom, bodyFrom + size) });
    }
    from = bodyFrom + size;
  }
  // No header is so long: what this is nobody knows, and the next empty line ends it.
  if (bytes.length - from > MAX_HEADER_BYTES) return { rest: restOf(bytes, bytes.length - 1, 0), frames, oversized: oversized + 1, isOutOfStep: false };
  return { rest: restOf(bytes, from, 0), frames, oversized, isOutOfStep: false };
}

function restOf(bytes: Buffer, from: number, needed: number): EslRest {
  // A copy, so that a few bytes do not keep a large buffer alive.
  return { chunks: from < bytes.length ? [Uint8Array.from(bytes.subarray(from))] : [], length: bytes.length - from, needed, skip: 0 };
}

function sizeOf(headers: ReadonlyMap<string, string>): number {
  const text = headers.get('Content-Length') ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : 0;
}

/** `Key: value` lines; of a key that comes twice the first counts. */
export function headersIn(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const key = line.slice(0, colon);
    if (colon > 0 && !headers.has(key)) headers.set(key, line.slice(colon + 1).trim());
  }
  return headers;
}
