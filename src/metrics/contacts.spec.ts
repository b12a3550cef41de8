import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { contacts } from './contacts.js';

test('counts everyone who called', () => {
  expect(contacts.value(readingOf({ contacts: 9, offered: 7, closed: 2 }))).toBe(9);
});

test('is 0 without calls', () => {
  expect(contacts.value(readingOf({}))).toBe(0);
});
