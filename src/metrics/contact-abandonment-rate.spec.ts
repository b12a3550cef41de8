import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { contactAbandonmentRate } from './contact-abandonment-rate.js';

test('counts who hung up in the queue and who in the menu', () => {
  expect(contactAbandonmentRate.value(readingOf({ contacts: 100, inMenu: 90, abandoned: 10, leftInMenu: 8 }))).toBe(0.18);
});

test('says nothing without calls', () => {
  expect(contactAbandonmentRate.value(readingOf({}))).toBeNull();
});
