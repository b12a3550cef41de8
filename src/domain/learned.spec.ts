import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { knownForEver, learnAnew, noLearned, wayKnownAt } from './learned.js';
import type { Learned } from './learned.js';
import { DAY, HOUR, MINUTE, seconds } from './time.js';

const NOW = 100 * DAY + 7 * MINUTE;
const NEXT_QUARTER = 100 * DAY + 15 * MINUTE;
const found = (ways: Readonly<Record<string, number>>): ReadonlyMap<string, number> => new Map(Object.entries(ways).map(([entry, of]) => [entry, seconds(of)]));
const learned = (of: number, at = 90 * DAY): Learned => ({ at, ways: { '+4930': [{ since: at, ms: seconds(of) }] } });

test('what is learned holds for contacts that begin in the next quarter-hour, in whole seconds', () => {
  const known = learnAnew(noLearned, new Map([['+4930', 79_600]]), NOW);
  expect(known).toEqual({ at: NOW, ways: { '+4930': [{ since: NEXT_QUARTER, ms: seconds(80) }] } });
  if (known === undefined) return;
  expect([NOW, NEXT_QUARTER - 1, NEXT_QUARTER].map((at) => wayKnownAt(known, '+4930', at))).toEqual([undefined, undefined, seconds(80)]);
  expect([wayKnownAt(known, '+4940', NEXT_QUARTER), wayKnownAt(known, undefined, NEXT_QUARTER), wayKnownAt(known, 'constructor', NEXT_QUARTER)]).toEqual([undefined, undefined, undefined]);
});

test('a fifth more or less is the same way, and so are five seconds', () => {
  expect(learnAnew(learned(80), found({ '+4930': 96 }), NOW)).toBeUndefined();
  expect(learnAnew(learned(10), found({ '+4930': 15 }), NOW)).toBeUndefined();
  expect(learnAnew(learned(80), found({ '+4930': 97 }), NOW)?.ways['+4930']).toEqual([{ since: 90 * DAY, ms: seconds(80) }, { since: NEXT_QUARTER, ms: seconds(97) }]);
});

test('where traffic has become too thin, it is unknown from then on and known before', () => {
  const known = learnAnew(learned(80), new Map(), NOW);
  expect(known?.ways['+4930']).toEqual([{ since: 90 * DAY, ms: seconds(80) }, { since: NEXT_QUARTER, ms: null }]);
  expect(known && [wayKnownAt(known, '+4930', 95 * DAY), wayKnownAt(known, '+4930', NEXT_QUARTER)]).toEqual([seconds(80), undefined]);
});

test('once a day at the most', () => {
  expect(learnAnew(learned(80, NOW - DAY + 1), found({ '+4930': 400 }), NOW)).toBeUndefined();
  expect(learnAnew(learned(80, NOW - DAY), found({ '+4930': 400 }), NOW)).toBeDefined();
});

test('however traffic swings, it is bounded, and what was known of the past stays known while it is kept', () => {
  const look = fc.record({ hours: fc.integer({ min: 1, max: 60 }), ways: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.integer({ min: 1, max: 600 })) });
  fc.assert(fc.property(fc.array(look, { maxLength: 40 }), (looks) => {
    let now = NOW;
    let known = noLearned;
    let entries = 0;
    for (const { hours, ways } of looks) {
      now += hours * HOUR;
      const before = known;
      const next = learnAnew(known, found(ways), now);
      if (next === undefined) continue;
      entries += 1;
      // Over JSON, as the log keeps it.
      known = JSON.parse(JSON.stringify(next)) as Learned;
      for (const [entry, values] of Object.entries(before.ways)) {
        const oldest = known.ways[entry]?.[0]?.since ?? Infinity;
        for (const { since } of values) if (since >= oldest) expect(wayKnownAt(known, entry, since)).toBe(wayKnownAt(before, entry, since));
      }
      expect(Object.values(known.ways).every((values) => values.length <= 8 && values.every(({ since }, place) => place === 0 || since > (values[place - 1]?.since ?? 0)))).toBe(true);
    }
    expect(entries).toBeLessThanOrEqual(1 + (now - NOW) / DAY);
  }), { numRuns: 300 });
});

test('of a thousand numbers the busiest two hundred', () => {
  const many = new Map(Array.from({ length: 1_000 }, (_, place) => [`+49${place}`, seconds(60)]));
  const known = learnAnew(noLearned, many, NOW);
  expect([Object.keys(known?.ways ?? {}).length, known !== undefined && wayKnownAt(known, '+49199', NOW + DAY), known !== undefined && wayKnownAt(known, '+49200', NOW + DAY)]).toEqual([200, seconds(60), undefined]);
});

test('what was known first can be held against calls of before', () => {
  const known = learnAnew(learned(80), found({ '+4930': 300 }), NOW) ?? noLearned;
  expect([0, 95 * DAY, NEXT_QUARTER].map((at) => wayKnownAt(knownForEver(known), '+4930', at))).toEqual([seconds(80), seconds(80), seconds(300)]);
});
