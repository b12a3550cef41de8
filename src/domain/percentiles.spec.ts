import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import type { Sums } from './metric.js';
import { countsIn, percentilesOf } from './percentiles.js';
import { spreadMeasure, spreadOf } from './spread.js';

const waits = (...all: readonly number[]): Sums => {
  const sums: Record<string, number> = {};
  for (const ms of all) sums[spreadMeasure('waited', ms)] = (sums[spreadMeasure('waited', ms)] ?? 0) + 1;
  return sums as Sums;
};

test('tells a spread\'s measures from others', () => {
  expect(['waited:3', 'waited', 'flag.menu:3', 'constructor:1', 'resolution.lost'].map(spreadOf)).toEqual(['waited', undefined, undefined, undefined, undefined]);
});

test('puts the spreads of several sums together', () => {
  expect(countsIn([waits(5, 5, 9), { ...waits(9), 'gaveUp:9': 4, answered: 1 }], 'waited')).toEqual(new Map([[5, 2], [9, 2]]));
  expect(countsIn({ ...waits(9), 'gaveUp:9': 4 }, 'waited', 'gaveUp')).toEqual(new Map([[9, 5]]));
});

test('reads percentiles by the nearest rank', () => {
  expect(percentilesOf(readingOf(waits(...Array.from({ length: 50 }, (_, place) => place))), ['waited'])).toEqual({ n: 50, p50: 24, p75: 37, p90: 44, p95: 47, p99: 49, max: 49 });
});

test('says nothing of nothing', () => {
  expect(percentilesOf(readingOf({ answered: 3 }), ['waited'])).toBeNull();
  expect(percentilesOf({ ...readingOf({ ...waits(0, 0), direct: 2 }), directAnswers: 'exclude' }, ['waited'])).toBeNull();
});

test('leaves direct answers out where the floor does', () => {
  const sums: Sums = { ...waits(0, 0, 0, 40, 50), direct: 2 };
  expect([percentilesOf(readingOf(sums), ['waited'])?.p50, percentilesOf({ ...readingOf(sums), directAnswers: 'exclude' }, ['waited'])?.p50]).toEqual([0, 40]);
});
