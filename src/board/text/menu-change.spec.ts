import { expect, test } from '@jest/globals';
import { changeText } from './menu-change.js';

test('says what of a menu changed, shares in whole points and times as times', () => {
  expect(changeText({ what: 'hung-up', from: 0.05, to: 0.151, is: 'worse' })).toBe('hang up 5 % → 15 %');
  expect(changeText({ what: 'to-human', from: 31_000, to: 62_000, is: 'worse' })).toBe('median time to a person 0:31 → 1:02');
});
