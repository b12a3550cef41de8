import { expect, test } from '@jest/globals';
import { metrics } from '../../metrics/index.js';
import { readingOf, vector } from '../../../test/support/readings.js';
import type { Metric } from '../metric.js';
import { outcomesOf } from './outcomes.js';

const metric = (id: string): Metric => metrics.find((each) => each.id === id) as Metric;
const told = (id: string, ...[sums, waiting]: Parameters<typeof readingOf>): readonly string[] =>
  outcomesOf(metric(id), readingOf(sums, waiting), 'visits').map((each) => `${each.counted} ${each.count} ${each.id}`);

test('tells how every visit counts in our service level, so that the sides are those of the formula', () => {
  const outcomes = outcomesOf(metric('served_in_time'), readingOf(vector), 'visits');
  expect(outcomes.map(({ counted, count, id }) => `${counted} ${count} ${id}`)).toEqual([
    'part 860 in-time', 'whole 140 late', 'out 10 short', 'whole 10 gave-up', 'whole 40 gave-up-late', 'whole 15 turned-away', 'out 6 callback-in-time', 'out 4 callback',
  ]);
  const sum = (...sides: readonly string[]): number => outcomes.filter(({ counted }) => sides.includes(counted)).reduce((total, { count }) => total + count, 0);
  expect(sum('part') / sum('part', 'whole')).toBeCloseTo(0.807_512, 6);
  expect(sum('part', 'whole', 'out')).toBe(vector.offered);
});

test('tells the same visits otherwise where Amazon counts them', () => {
  expect(told('removed_in_threshold', vector)).toEqual([
    'part 860 in-time', 'whole 140 late', 'part 10 short', 'part 10 gave-up', 'whole 40 gave-up-late', 'whole 15 turned-away', 'part 6 callback-in-time', 'whole 4 callback',
  ]);
});

test('counts who waits past the threshold as a miss, and who waits shorter not yet', () => {
  expect(told('abandon_negative', { offered: 1, answered: 1, answeredInTime: 1 }, { now: 3, pastThreshold: 1 })).toEqual(['part 1 in-time', 'whole 1 waiting-late', 'out 2 waiting']);
});

test('tells of contacts that reached no queue where contacts are counted', () => {
  const sums = { contacts: 5, offered: 2, answered: 1, abandoned: 1, inMenu: 4, contained: 2, leftInMenu: 1 };
  expect(outcomesOf(metric('contact_abandonment_rate'), readingOf(sums), 'contacts').map(({ counted, count, id }) => `${counted} ${count} ${id}`)).toEqual([
    'whole 1 late', 'part 1 gave-up-late', 'part 1 hung-up', 'whole 1 in-menu', 'whole 1 elsewhere',
  ]);
});

test('leaves out answers without a visit where the floor says so', () => {
  const reading = { ...readingOf({ offered: 2, answered: 2, answeredInTime: 2, direct: 1 }), directAnswers: 'exclude' as const };
  expect(outcomesOf(metric('answered_only'), reading, 'visits').map(({ counted, id }) => `${counted} ${id}`)).toEqual(['part in-time', 'out direct']);
});

test('says nothing of a metric that is no matter of how visits ended', () => {
  expect(outcomesOf(metric('aht'), readingOf({ segments: 2, talkMs: 1 }), 'visits')).toEqual([]);
});
