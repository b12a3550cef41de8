import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { metrics } from '../../metrics/index.js';
import { readingOf, vector } from '../../../test/support/readings.js';
import { measuresOf } from '../measures-of.js';
import type { Metric, Reading, Sums } from '../metric.js';
import type { Term } from './terms.js';
import { termsOf } from './terms.js';

const metric = (id: string): Metric => metrics.find((each) => each.id === id) as Metric;
const say = (terms: readonly Term[]): readonly string[] => terms.map(({ says, amount, times }) => `${times < 0 ? '− ' : ''}${amount} ${says}`);

test('puts the numbers into the formula of the service level', () => {
  const { above, beneath } = termsOf(metric('served_in_time'), readingOf(vector, { now: 4, pastThreshold: 2 }));
  expect(say(above)).toEqual(['860 A≤T, answered within the threshold']);
  expect(say(beneath)).toEqual(['1000 A, answered', '60 B, gave up waiting', '15 Fi, turned away', '− 10 B≤S, gave up shortly', '2 W>T, waiting now past the threshold']);
});

test('tells durations apart from counts', () => {
  const { above, beneath } = termsOf(metric('aht'), readingOf({ segments: 2, talkMs: 300_000, holdMs: 20_000, wrapUpMs: 60_000 }));
  expect(above.map(({ says, amount, unit }) => [says, amount, unit])).toEqual([['talk', 300_000, 'ms'], ['hold', 20_000, 'ms'], ['wrap-up', 60_000, 'ms']]);
  expect(say(beneath)).toEqual(['2 agent segments']);
});

test('uses the formula\'s own words where a side is made of many kin', () => {
  const { above, beneath } = termsOf(metric('fcr_by_repeat'), readingOf({ 'fcr.any.never.never': 3, 'fcr.any.never.1d': 1 }));
  expect([say(above), say(beneath)]).toEqual([['3 first contacts whose customer did not come back within the window'], ['4 first contacts']]);
});

/** Any sums of all that a metric reads. */
function anyReading(of: Metric): fc.Arbitrary<Reading> {
  const measures = measuresOf((read) => of.value(read));
  return fc.record({ counts: fc.array(fc.nat(1_000), { minLength: measures.length, maxLength: measures.length }), past: fc.nat(50), directAnswers: fc.constantFrom('count' as const, 'exclude' as const) })
    .map(({ counts, past, directAnswers }) => ({ sums: Object.fromEntries(measures.map((measure, place) => [measure, counts[place] ?? 0])), waiting: { now: past, pastThreshold: past }, directAnswers }));
}

const plus = (a: Sums, b: Sums): Sums => Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((measure) => [measure, (a[measure as keyof Sums] ?? 0) + (b[measure as keyof Sums] ?? 0)]));

test.each(metrics.map((each) => [each.id, each] as const))('%s is made of sums: what two give to it is what both give together', (_, of) => {
  fc.assert(fc.property(anyReading(of), anyReading(of), (a, b) => {
    const second = { ...b, directAnswers: a.directAnswers };
    const both = of.parts({ ...a, sums: plus(a.sums, b.sums), waiting: { now: a.waiting.now + b.waiting.now, pastThreshold: a.waiting.pastThreshold + b.waiting.pastThreshold } });
    const [one, other] = [of.parts(a), of.parts(second)];
    expect(both.part).toBe(one.part + other.part);
    expect(both.whole ?? 0).toBe((one.whole ?? 0) + (other.whole ?? 0));
    const { above, beneath } = termsOf(of, a);
    const sum = (terms: readonly Term[]): number => terms.reduce((total, { amount, times }) => total + amount * times, 0);
    expect([sum(above), sum(beneath)]).toEqual([one.part, one.whole ?? 0]);
  }), { numRuns: 30 });
});
