import type { EntryContent } from '../ports/event-log.js';

/** The version written today. Raise it when the shape of stored content changes, and teach `upcast` the old one. */
const VERSION = 1;

/** JSON bytes, not jsonb: nothing in PostgreSQL reads them, and a NUL in one sender's text cannot fail a batch. */
export function encode(content: EntryContent): Buffer {
  return Buffer.from(JSON.stringify({ v: VERSION, ...content }), 'utf8');
}

export function decode(bytes: Buffer, position: number): EntryContent {
  const { v, ...stored } = JSON.parse(bytes.toString('utf8')) as Stored;
  if (!Number.isInteger(v) || v < 1 || v > VERSION) {
    throw new Error(
      `The log's entry ${position} was written in format ${String(v)}, this Earshot reads up to ${VERSION}. Start the newer version again.`,
    );
  }
  return upcast(v, stored);
}

interface Stored {
  readonly v: number;
  readonly kind: string;
}

/**
 * The only place that knows older formats: stored bytes are never rewritten, they are read as today's content.
 * Each change adds one step from a version to the next.
 */
function upcast(_version: number, stored: Omit<Stored, 'v'>): EntryContent {
  return stored as EntryContent;
}
