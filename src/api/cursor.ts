import type { Instant } from '../domain/time.js';

/** Where an item stands in a list that is sorted newest first. */
export interface Place {
  readonly at: Instant;
  readonly id: string;
}

/** Opaque to who sends it back. */
export function cursorOf({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Undefined for what is no cursor of ours. */
export function placeIn(cursor: string): Place | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(read) || read.length !== 2) return undefined;
    const [at, id] = read as unknown[];
    return Number.isSafeInteger(at) && typeof id === 'string' ? { at: at as Instant, id } : undefined;
  } catch {
    return undefined;
  }
}

/** Newest first; of one instant, the greater id. */
export function newestFirst(a: Place, b: Place): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
