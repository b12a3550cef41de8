import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../floor.js';
import { curveValues, floorWith } from './rule-draft.js';

test('a curve is drawn around the values that matter, within the range, in whole numbers', () => {
  expect(curveValues({ default: 120, min: 1, max: 300, says: '' }, 120, 90)).toEqual([23, 45, 68, 90, 113, 120, 135, 180, 270, 300]);
});

test('a short range is drawn whole', () => {
  expect(curveValues({ default: 3, min: 2, max: 6, says: '' }, 3, 3)).toEqual([2, 3, 4, 5, 6]);
});

test('a share keeps its fractions, and what is no number has no curve', () => {
  const values = curveValues({ default: 0.6, min: 0, max: 1, says: '' }, 0.6, 0.6);
  expect(values).toEqual([0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1]);
  expect(curveValues({ default: 'a, b', says: '' }, 0, 0)).toEqual([]);
});

test('a draft takes the place of what is in force, whole, and is in use', () => {
  const floor = { ...unnamedFloor, flags: { 'long-wait': { enabled: false, options: { after: 60 }, queues: { vip: { after: 20 } } }, 'menu-maze': {} } };
  expect(floorWith(floor, 'long-wait', { options: { after: 90 } }).flags).toEqual({ 'long-wait': { options: { after: 90 } }, 'menu-maze': {} });
});
