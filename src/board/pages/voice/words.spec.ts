import { expect, test } from '@jest/globals';
import { barsOf, coveredWords, gapWords, periodIn, pointsWords, shareWords, spanWords, windowOf } from './words.js';

test('writes a share with its interval, and nothing as a dash', () => {
  expect([shareWords({ value: 0.614, low: 0.52, high: 0.694 }), shareWords({ value: 0.5, low: null, high: null }), shareWords({ value: null, low: null, high: null })]).toEqual(['61 % (52–69)', '50 %', '–']);
});

test('writes a difference in points with its sign', () => {
  expect([pointsWords({ value: 0.14, low: 0.06, high: 0.21 }), pointsWords({ value: -0.141, low: -0.21, high: 0 }), pointsWords({ value: null, low: null, high: null })]).toEqual(['+14 (+6 to +21)', '−14 (−21 to 0)', '–']);
});

test('says of a gap what its interval lets it', () => {
  const gap = (low: number, high: number): string => gapWords({ gap: { value: (low + high) / 2, low, high } });
  expect([gap(0.02, 0.2), gap(-0.3, -0.1), gap(-0.1, 0.1)]).toEqual(['Agents call more resolved than customers show.', 'Customers show more resolved than agents call so.', 'Within chance, both sides see the same share.']);
});

test('shows the whole scale, with what nobody said', () => {
  expect(barsOf({ question: 'csat-5', counts: { 5: 8, 1: 2 } })).toEqual([
    { answer: '1', count: 2, part: 0.25 }, { answer: '2', count: 0, part: 0 }, { answer: '3', count: 0, part: 0 }, { answer: '4', count: 0, part: 0 }, { answer: '5', count: 8, part: 1 },
  ]);
  expect(barsOf({ question: 'taste', counts: { sweet: 1 } })).toEqual([{ answer: 'sweet', count: 1, part: 1 }]);
});

test('reads a period from the address, and cuts it at quarter-hours', () => {
  expect([periodIn('7'), periodIn('6'), periodIn(undefined)]).toEqual([7, 28, 28]);
  const now = Date.parse('2026-03-02T12:07:00Z');
  expect(windowOf(1, now)).toEqual({ from: Date.parse('2026-03-01T12:15:00Z'), to: Date.parse('2026-03-02T12:15:00Z') });
});

test('says windows and coverage in words', () => {
  expect([spanWords('7d'), spanWords('1h'), spanWords('15m'), coveredWords({ covered: 1 }), coveredWords({ covered: 0.8 })]).toEqual(['7 days', '1 hour', '15 minutes', 'all contacts', '80 % of contacts: of the others fewer than five answered']);
});
