import { expect, test } from '@jest/globals';
import { mapOf } from './menu-map.js';
import type { StepCount } from './menu-map.js';
import { spreadMeasure } from './spread.js';
import { publicTimes, publicWay } from './way-to-a-person.js';
import type { PublicWay } from './way-to-a-person.js';

const step = (from: string, to: string, steps: number, key?: string): StepCount => ({ step: { flow: undefined, flowVersion: undefined, from, to }, sums: { steps, [spreadMeasure('stepped', 10_000)]: steps, ...(key === undefined ? {} : { [`key.${key}`]: steps }) } });
const wayOf = (...counts: readonly StepCount[]): PublicWay | undefined => publicWay(mapOf(counts), counts);

test('tells the keys of the shortest way, and to wait where none is needed', () => {
  expect(wayOf(step('start', 'node:main', 900), step('node:main', 'node:news', 500, '2'), step('node:news', 'node:more', 400), step('node:more', 'queue:support', 300))?.steps).toEqual([{ is: 'press', key: '2' }, { is: 'wait' }]);
});

test('tells nothing over steps that fewer than fifty callers took, and nothing where no source tells of keys', () => {
  expect(wayOf(step('start', 'node:main', 900), step('node:main', 'queue:support', 49, '0'))).toBeUndefined();
  expect(wayOf(step('start', 'node:main', 900), step('node:main', 'queue:support', 300))).toBeUndefined();
});

test('tells no time of fewer than fifty', () => {
  expect(publicTimes(new Map([[10, 40], [60, 9]]))).toBeUndefined();
  expect(publicTimes(new Map([[10, 40], [60, 10]]))).toEqual({ half: 10, nineOfTen: 60 });
});
