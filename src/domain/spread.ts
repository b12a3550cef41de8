import { bucketOf } from './histogram.js';

/**
 * What is counted by bucket (histogram.ts), under measures such as `waited:152`: the waits of those answered, of those who gave
 * up, and of those who left otherwise; the handling of one agent segment; from a contact's start to its first queue and first
 * agent; the keys pressed before; one step through a menu. Milliseconds, but for keys.
 */
export const spreads = ['waited', 'gaveUp', 'flowedOut', 'handled', 'toQueue', 'toHuman', 'keys', 'stepped'] as const;
export type Spread = (typeof spreads)[number];
export type SpreadMeasure = `${Spread}:${number}`;

/** The same string each time, as of every key (`reading-key.ts`). */
const names: Readonly<Record<Spread, SpreadMeasure[]>> = { waited: [], gaveUp: [], flowedOut: [], handled: [], toQueue: [], toHuman: [], keys: [], stepped: [] };

export function spreadMeasure(spread: Spread, value: number): SpreadMeasure {
  const bucket = bucketOf(value);
  return names[spread][bucket] ??= `${spread}:${bucket}`;
}

/** Which spread a measure belongs to, if any. */
export function spreadOf(measure: string): Spread | undefined {
  const end = measure.indexOf(':');
  if (end < 0) return undefined;
  const name = measure.slice(0, end);
  return spreads.find((spread) => spread === name);
}
