import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { singles } from '../../test/support/contributions.js';
import type { Contribution } from '../domain/metric.js';
import { MINUTE, QUARTER, quarterOf } from '../domain/time.js';
import { deltasOf, Readings } from './readings.js';

const anyContribution: fc.Arbitrary<Contribution> = fc.record({
  at: fc.integer({ min: -2 * QUARTER, max: 6 * QUARTER }), attribution: fc.constantFrom('arrival', 'completion', 'disconnect'),
  key: fc.constantFrom('voice/total', 'voice/queue/a b', 'chat/contacts'),
  tally: fc.dictionary(fc.constantFrom('offered', 'answeredWaitMs', 'flow.timeout'), fc.integer({ min: -5, max: 90_000 })),
});
const anyContributions = fc.array(anyContribution, { maxLength: 30 });
const answered = (at: number, value = 1): Contribution => ({ at, attribution: 'arrival', key: 'voice/total', tally: { answered: value } });

test('what is put in and taken out again, in any order, leaves nothing behind', () => {
  fc.assert(fc.property(anyContributions.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([added, retracted]) => {
    const readings = new Readings(QUARTER);
    readings.add(added, 1);
    readings.add(retracted, -1);
    expect([readings.all(), readings.keys('arrival'), readings.keys('completion')]).toEqual([[], [], []]);
  }));
});

test('the difference of two lists turns the one into the other', () => {
  fc.assert(fc.property(anyContributions, anyContributions, (before, after) => {
    const changed = new Readings(QUARTER);
    changed.add(before, 1);
    changed.addDeltas(deltasOf(before, after), 1);
    const fresh = new Readings(QUARTER);
    fresh.add(after, 1);
    expect(changed.all()).toEqual(fresh.all());
  }));
});

test('the sums of a key are those of its contributions within the window', () => {
  fc.assert(fc.property(anyContributions, fc.nat(5), fc.nat(5), (all, from, length) => {
    const [begin, end] = [from * QUARTER, (from + length) * QUARTER];
    const readings = new Readings(MINUTE);
    readings.add(all, 1);
    const within = singles(all).filter(({ at, attribution, key, measure }) => at >= begin && at < end && attribution === 'arrival' && key === 'voice/total' && measure === 'offered');
    expect(readings.sums('arrival', 'voice/total', begin, end).offered ?? 0).toBe(within.reduce((sum, { value }) => sum + value, 0));
    const cells = [...readings.cellsOf('arrival', 'voice/total', begin, end)].reduce((sum, [, cell]) => sum + (cell.offered ?? 0), 0);
    expect(cells).toBe(readings.sums('arrival', 'voice/total', begin, end).offered ?? 0);
  }));
});

test('takes a cell from its beginning, and leaves the window\'s end out', () => {
  const readings = new Readings(QUARTER);
  readings.add([answered(QUARTER), answered(2 * QUARTER - 1), answered(2 * QUARTER)], 1);
  expect(readings.sums('arrival', 'voice/total', QUARTER, 2 * QUARTER)).toEqual({ answered: 2 });
});

test('what was forgotten is neither there nor taken, nor taken out', () => {
  const readings = new Readings(QUARTER);
  readings.add([answered(0), answered(QUARTER)], 1);
  readings.forgetBefore(QUARTER);
  readings.add([answered(0)], 1);
  readings.add([answered(0)], -1);
  expect(readings.all().map(({ quarter, value }) => [quarter, value])).toEqual([[QUARTER, 1]]);
});

test('nothing changed needs no difference', () => {
  expect(deltasOf([answered(5), answered(QUARTER + 1)], [answered(QUARTER + 2), answered(quarterOf(5))])).toEqual([]);
});
