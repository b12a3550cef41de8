import { expect, test } from '@jest/globals';
import type { Measure, Sums } from '../domain/metric.js';
import { perceivedIn } from './perception.js';

const week = { within: '7d', scope: 'any' } as const;
const sums = (counts: Partial<Record<Measure, number>>): Sums => counts as Sums;

test('tells the gap of all, and of those alone who said it themselves', () => {
  // Silence flatters: of a hundred and twenty who did not come back, agents had called sixty not resolved.
  const { n, table } = perceivedIn(sums({ 'gap.yes.any.never': 60, 'gap.no.any.never': 60, 'gap.yes.said.yes': 20, 'gap.yes.said.no': 15, 'gap.no.said.yes': 1, 'gap.no.said.no': 4 }), week);
  expect([n, table?.said, table?.gap.value]).toEqual([160, 40, (15 - 61) / 160]);
  expect(table?.asSaid).toEqual({
    agents: expect.objectContaining({ count: 35, of: 40 }), customers: expect.objectContaining({ count: 21, of: 40 }),
    gap: { value: 14 / 40, low: expect.closeTo(0.17683, 4), high: expect.closeTo(0.49923, 4) },
  });
});

test('of fewer than thirty who said it there is no share', () => {
  const { table } = perceivedIn(sums({ 'gap.yes.any.never': 60, 'gap.yes.said.yes': 29 }), week);
  expect([table?.said, table?.asSaid]).toEqual([29, null]);
});
