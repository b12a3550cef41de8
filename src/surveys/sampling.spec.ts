import { expect, test } from '@jest/globals';
import { drawOf } from './sampling.js';

const key = Buffer.alloc(32, 7);

test('draws the same for the same contact, and otherwise under another key', () => {
  expect(drawOf(key, 'after-call', 'c-1')).toBe(drawOf(key, 'after-call', 'c-1'));
  expect(drawOf(Buffer.alloc(32, 8), 'after-call', 'c-1')).not.toBe(drawOf(key, 'after-call', 'c-1'));
});

test('keeps its parts apart', () => {
  expect(drawOf(key, 'ab', 'c')).not.toBe(drawOf(key, 'a', 'bc'));
});

test('draws evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let each = 0; each < 20_000; each += 1) {
    const tenth = Math.floor(drawOf(key, 'after-call', `c-${each}`) * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // Six standard deviations around 2,000.
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(255);
});

test('two programmes draw independently', () => {
  const both = Array.from({ length: 20_000 }, (_, each) => `c-${each}`).filter((id) => drawOf(key, 'a', id) < 0.2 && drawOf(key, 'b', id) < 0.2);
  expect(Math.abs(both.length - 800)).toBeLessThan(170);
});
