import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeToHuman } from './time-to-human.js';

test('is the mean from the start to the first agent', () => {
  expect(timeToHuman.value(readingOf({ contacts: 5, toHuman: 2, toHumanMs: 180_000 }))).toBe(90_000);
});

test('says nothing where nobody reached an agent', () => {
  expect(timeToHuman.value(readingOf({ contacts: 5 }))).toBeNull();
});
