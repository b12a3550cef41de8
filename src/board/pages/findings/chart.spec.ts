import { expect, test } from '@jest/globals';
import type { FindingChartPoint } from '../../../contract/findings.js';
import { draw } from './chart.js';

const point = (from: number, value: number | null): FindingChartPoint => ({
  from, to: from + 10, share: { value, low: value === null ? null : value - 0.05, high: value === null ? null : value + 0.05, count: 1, of: 10 },
});

test('shares rise from 0 to a round number above the highest interval, time goes to the right', () => {
  const { points, grid, usual, marks } = draw([point(0, 0.05), point(10, 0.25)], 0.03, [{ at: 10, says: 'it rose' }], 200, 100);
  expect(grid.map(({ share, y }) => [share, y])).toEqual([[0, 100], [0.15, 50], [0.3, 0]]);
  expect(points.map(({ x, y, low, high }) => [x, y, low, high].map(Math.round))).toEqual([[50, 83, 100, 67], [150, 17, 33, 0]]);
  expect([usual, marks]).toEqual([90, [{ x: 100, says: 'it rose', before: false }]]);
});

test('what is too little for a share is left out', () => {
  expect(draw([point(0, null), point(10, 0.2)], null, [], 200, 100).points).toHaveLength(1);
  expect(draw([], null, [], 200, 100)).toMatchObject({ points: [], days: [], usual: null });
});
