import { expect, test } from '@jest/globals';
import { drawLines } from './lines.js';

const draft = { name: 'Draft', look: 'draft', points: [{ x: 60, y: 30 }, { x: 120, y: 15 }, { x: 240, y: 0 }] } as const;

test('draws counts upwards from nothing, on a scale that ends on a round number', () => {
  const { series, grid } = drawLines([draft], [], 180, 100);
  expect(series).toEqual([{ look: 'draft', path: 'M0 25L60 62.5L180 100', dots: [{ x: 0, y: 25 }, { x: 60, y: 62.5 }, { x: 180, y: 100 }] }]);
  expect(grid).toEqual([{ y: 100, value: 0 }, { y: 50, value: 20 }, { y: 0, value: 40 }]);
});

test('names only values that have room, and marks what holds', () => {
  const { ticks, marks } = drawLines([draft], [{ at: 240, look: 'inForce' }], 180, 100);
  expect(ticks).toEqual([{ x: 0, value: 60, anchor: 'start' }, { x: 180, value: 240, anchor: 'end' }]);
  expect(marks).toEqual([{ x: 180, look: 'inForce', anchor: 'end' }]);
});

test('a line of one value, or of nothing, is drawn too', () => {
  expect(drawLines([{ ...draft, points: [{ x: 5, y: 0 }] }], [], 100, 50).series[0]?.path).toBe('M0 50');
  expect(drawLines([], [], 100, 50).ticks).toEqual([]);
});
