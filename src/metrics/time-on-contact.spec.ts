import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { timeOnContact } from './time-on-contact.js';

test('is the time of all quarter-hours together', () => {
  expect(timeOnContact.value(readingOf({ 'state.on-contact': 90_000, 'state.offline': 5 }))).toBe(90_000);
});

test('is 0 where the source tells states and this was none of them', () => {
  expect(timeOnContact.value(readingOf({ 'state.offline': 5 }))).toBe(0);
});

test('is known from contacts too', () => {
  expect(timeOnContact.value(readingOf({ 'untold.on-contact': 70_000 }))).toBe(70_000);
});
