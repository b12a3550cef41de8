import type { Chance } from '../../src/demo/chance.js';

/** Everything once more in any order (Fisher and Yates). */
export function shuffled<Thing>(things: readonly Thing[], chance: Chance): Thing[] {
  const all = [...things];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [all[at], all[other]] = [all[other] as Thing, all[at] as Thing];
  }
  return all;
}
