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

/** Each thing up to so many places away from where it was, the same way every time: as what overtakes each other on a line. */
export function jostled<Thing>(things: readonly Thing[], within: number): readonly Thing[] {
  let seed = 20_261_121;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  return things.map((thing, index) => ({ thing, at: index + next() * within })).sort((a, b) => a.at - b.at).map(({ thing }) => thing);
}
