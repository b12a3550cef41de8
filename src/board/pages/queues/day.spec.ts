import { expect, test } from '@jest/globals';
import type { NumberRead } from '../../../contract/numbers.js';
import { dayLines, shownOf } from './day.js';

const item = (id: string, values: readonly (number | null)[]): NumberRead => ({
  id, title: id, unit: 'count', formula: '', value: null, sample: {}, provisional: false, threshold: { answerWithinMs: 20_000, shortAbandonMs: 5_000, varies: false },
  intervals: values.map((value, nth) => ({ from: nth * 10, to: nth * 10 + 10, value, sample: {}, provisional: nth === 2 })),
});
const lines = dayLines({ items: [item('offered', [0, 10, 4]), item('answered', [0, 6, 1]), item('abandoned', [0, 2, 1]), item('flowouts_involuntary', [0, 1, 0]), item('served_in_time', [null, 0.6, null])] });

test('each interval says what became of all who were offered', () => {
  expect(lines[1]).toEqual({ from: 10, to: 20, offered: 10, answered: 6, abandoned: 2, turnedAway: 1, other: 1, servedInTime: 0.6, asaMs: null, ahtMs: null, provisional: false });
});

test('a day begins with its first caller and ends now', () => {
  expect(shownOf(lines, 15).map(({ from }) => from)).toEqual([10]);
  expect(shownOf(lines, 25).map(({ from }) => from)).toEqual([10, 20]);
  expect(shownOf(lines.slice(0, 1), 25)).toEqual([]);
});
