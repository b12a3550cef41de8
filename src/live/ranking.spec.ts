import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { byNeed, firstOver, Ranking } from './ranking.js';
import type { Rank } from './ranking.js';

const anyRank = fc.record({ id: fc.stringMatching(/^[a-f]$/), need: fc.integer({ min: 0, max: 3 }), startedAt: fc.integer({ min: 0, max: 3 }) });
/** Comes, or goes if it is there. */
const anyMoves = fc.array(fc.record({ rank: anyRank, ranking: fc.integer({ min: 0, max: 2 }) }), { maxLength: 60 });

test('is what sorting everything that is there comes to, over several rankings each once', () => {
  fc.assert(fc.property(anyMoves, fc.integer({ min: 1, max: 8 }), (moves, most) => {
    const rankings = [new Ranking<Rank>(), new Ranking<Rank>(), new Ranking<Rank>()];
    const there = new Map<string, Rank>();
    const placed = new Map<string, Rank>();
    for (const { rank: { id, ...asked }, ranking } of moves) {
      const rank = { id, ...(there.get(id) ?? asked) };
      const key = `${ranking} ${id}`;
      const known = placed.get(key);
      if (known) rankings[ranking]?.remove(known);
      else rankings[ranking]?.add(rank);
      if (known) placed.delete(key);
      else placed.set(key, rank);
      if ([0, 1, 2].some((each) => placed.has(`${each} ${id}`))) there.set(id, rank);
      else there.delete(id);
    }
    expect(firstOver(rankings, most)).toEqual([...there.values()].toSorted(byNeed).slice(0, most));
  }));
});

test('keeps thousands in order while they come and go', () => {
  const ranking = new Ranking<Rank>();
  const there = new Map<string, Rank>();
  for (let turn = 0; turn < 6_000; turn += 1) {
    const id = `c${(turn * 7_919) % 2_003}`;
    const known = there.get(id);
    if (known) ranking.remove(known);
    if (known && turn % 3 === 0) {
      there.delete(id);
      continue;
    }
    const rank = { id, need: (turn * 31) % 4, startedAt: (turn * 17) % 501 };
    ranking.add(rank);
    there.set(id, rank);
  }
  expect([...ranking]).toEqual([...there.values()].toSorted(byNeed));
  for (const rank of there.values()) ranking.remove(rank);
  expect([...ranking]).toEqual([]);
});
