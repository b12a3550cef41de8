import type { EarshotEvent } from './event.js';

/** FNV-1a of source and id: two of a day's events with one hash cost a needless query, nothing else. */
export function eventHash({ source, id }: EarshotEvent): number {
  const text = `${source} ${id}`;
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash >>> 0;
}
