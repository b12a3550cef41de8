import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lengthOf, past, spans, spansWithin, whenOf } from './return-window.js';
import { DAY } from './time.js';

test('a return is counted under the first window that holds it, the border included', () => {
  expect([whenOf(0), whenOf(DAY), whenOf(DAY + 1), whenOf(30 * DAY), whenOf(30 * DAY + 1), whenOf(Infinity)]).toEqual(['15m', '1d', '2d', '30d', 'never', 'never']);
});

test('whichever window is asked for, a return lies within it or past it as its time says', () => {
  fc.assert(fc.property(fc.nat(40 * DAY), fc.constantFrom(...spans), (elapsed, within) => {
    expect([spansWithin(within).includes(whenOf(elapsed) as never), past(within).includes(whenOf(elapsed))]).toEqual([elapsed <= lengthOf(within), elapsed > lengthOf(within)]);
  }));
});
