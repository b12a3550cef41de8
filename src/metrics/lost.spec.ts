import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { lost } from './lost.js';

test('counts who hung up and who was turned away', () => {
  expect(lost.value(readingOf({ offered: 10, answered: 6, abandoned: 2, flowInvoluntary: 1, flowByChoice: 1 }))).toBe(0.3);
});

test('says nothing without calls', () => {
  expect(lost.value(readingOf({}))).toBeNull();
});
