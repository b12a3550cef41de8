import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { singles } from '../../../test/support/contributions.js';
import type { Contribution } from '../metric.js';
import { changesOf } from './changes.js';

const anyList: fc.Arbitrary<readonly Contribution[]> = fc.array(fc.record({
  at: fc.nat(3), attribution: fc.constantFrom('arrival', 'disconnect'), key: fc.constantFrom('voice/total', 'voice/queue/a'),
  tally: fc.dictionary(fc.constantFrom('offered', 'answered', 'talkMs'), fc.integer({ min: 0, max: 3 })),
}), { maxLength: 12 });

function sumsOf(...lists: readonly (readonly Contribution[])[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { at, attribution, key, measure, value } of lists.flatMap(singles)) {
    const name = `${at} ${attribution} ${key} ${measure}`;
    sums[name] = (sums[name] ?? 0) + value;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
}

test('the changes turn the one list into the other', () => {
  fc.assert(fc.property(anyList, anyList, (before, after) => {
    const { changes, counted } = changesOf(before, after);
    expect(sumsOf(before, changes)).toEqual(sumsOf(after));
    expect(sumsOf(counted)).toEqual(sumsOf(after));
  }), { numRuns: 1_000 });
});

test('where nothing changed there is nothing to add', () => {
  fc.assert(fc.property(anyList, (list) => {
    const { changes, counted } = changesOf(list, list.map(({ tally, ...rest }) => ({ ...rest, tally: { ...tally } })));
    expect(changes).toEqual([]);
    for (const [place, each] of counted.entries()) expect(each).toBe(list[place]);
  }));
});
