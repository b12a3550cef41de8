import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { containment } from './containment.js';

test('is the share of those in the menu who ended there', () => {
  expect(containment.value(readingOf({ inMenu: 80, contained: 20, completed: 15 }))).toBe(0.25);
});

test('says nothing where nobody entered a menu', () => {
  expect(containment.value(readingOf({ contacts: 20 }))).toBeNull();
});
