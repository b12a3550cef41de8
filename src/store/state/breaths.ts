import { setImmediate as breath } from 'node:timers/promises';

/** Events, or the like, written in one go: some 10 ms. More at once would keep the sockets waiting. */
const BREATH = 4_000;
/** What a record costs besides its events, in events. */
const FIXED = 5;

/** Most of a record's events were written with the slice before. */
export function toBeWritten({ events, written }: { readonly events: readonly unknown[]; readonly written?: { readonly of: readonly unknown[] } }): number {
  return FIXED + Math.max(0, events.length - (written?.of.length ?? 0));
}

/** `weigh`: how many events, or the like, are written with one. */
export async function inBreaths<Held>(list: readonly Held[], weigh: (held: Held) => number, write: (held: Held) => string): Promise<string[]> {
  const texts: string[] = [];
  let weight = 0;
  for (const held of list) {
    weight += weigh(held);
    if (weight > BREATH) {
      await breath();
      weight = weigh(held);
    }
    texts.push(write(held));
  }
  return texts;
}
