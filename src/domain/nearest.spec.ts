import { expect, test } from '@jest/globals';
import { nearest } from './nearest.js';

test('finds the name that takes the fewest edits', () => {
  expect(nearest('kitten', ['sitting', 'mitten', 'kin'])).toBe('mitten');
});

test('takes the first of those equally near', () => {
  expect(nearest('b', ['c', 'a'])).toBe('c');
});

test('knows the very name', () => {
  expect(nearest('port', ['ports', 'port'])).toBe('port');
});

test('has nothing to offer where there is nothing', () => {
  expect(nearest('port', [])).toBe('');
});
