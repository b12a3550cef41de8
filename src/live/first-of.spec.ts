import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstOf } from './first-of.js';

test('is what a sort of everything begins with, equals in the order in which they came', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }).map((numbers) => numbers.map((number, place) => ({ number, place })));
  fc.assert(fc.property(rows, fc.integer({ min: 1, max: 70 }), (all, most) => {
    expect(firstOf(all, most, (a, b) => a.number - b.number)).toEqual(all.toSorted((a, b) => a.number - b.number).slice(0, most));
  }));
});
