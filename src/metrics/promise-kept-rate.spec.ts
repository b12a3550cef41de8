import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { promiseKeptRate } from './promise-kept-rate.js';

test('is the share of promises that were kept by their due time', () => {
  expect(promiseKeptRate.value(readingOf({ promises: 8, promisesKept: 6 }))).toBe(0.75);
});

test('says nothing where nothing fell due', () => {
  expect(promiseKeptRate.value(readingOf({ contacts: 8 }))).toBeNull();
});
