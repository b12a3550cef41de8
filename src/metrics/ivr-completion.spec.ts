import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { ivrCompletion } from './ivr-completion.js';

test('is the share of those in the menu who got done what they came for', () => {
  expect(ivrCompletion.value(readingOf({ inMenu: 80, contained: 20, completed: 16 }))).toBe(0.2);
});

test('says nothing where nobody entered a menu', () => {
  expect(ivrCompletion.value(readingOf({ contacts: 20 }))).toBeNull();
});
