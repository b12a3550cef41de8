import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { keysToHuman } from './keys-to-human.js';

test('is the mean of those whose inputs are told', () => {
  expect(keysToHuman.value(readingOf({ contacts: 9, keyed: 4, keys: 10 }))).toBe(2.5);
});

test('is unknown where no input is told', () => {
  expect(keysToHuman.value(readingOf({ contacts: 9, toHuman: 4 }))).toBeNull();
});
