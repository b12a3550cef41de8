import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { contactServedInTime } from './contact-served-in-time.js';

test('counts who hung up in the menu as a miss', () => {
  expect(contactServedInTime.value(readingOf({ contacts: 10, offered: 6, answered: 6, answeredInTime: 6, leftInMenu: 2 }))).toBe(0.75);
});

test('leaves out who found what they came for in the menu', () => {
  expect(contactServedInTime.value(readingOf({ contacts: 10, inMenu: 10, offered: 5, answered: 5, answeredInTime: 5 }))).toBe(1);
});

test('takes whoever waits past the threshold now for a miss', () => {
  expect(contactServedInTime.value(readingOf({ contacts: 4, offered: 3, answered: 3, answeredInTime: 3 }, { now: 1, pastThreshold: 1 }))).toBe(0.75);
});

test('is 0 where all hung up in the menu, and nothing without calls', () => {
  expect(contactServedInTime.value(readingOf({ contacts: 2, leftInMenu: 2 }))).toBe(0);
});

test('says nothing without calls', () => {
  expect(contactServedInTime.value(readingOf({}))).toBeNull();
});
