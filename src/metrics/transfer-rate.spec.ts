import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { transferRate } from './transfer-rate.js';

test('is the share of agent segments that ended in a transfer', () => {
  expect(transferRate.value(readingOf({ segments: 8, transferred: 2 }))).toBe(0.25);
});

test('says nothing where no agent had a contact', () => {
  expect(transferRate.value(readingOf({}))).toBeNull();
});
