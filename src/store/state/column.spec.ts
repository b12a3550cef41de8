import { expect, test } from '@jest/globals';
import { fromColumn, toColumn, toInteger } from './column.js';

test('leaves ordinary texts as they are', () => {
  for (const text of ['', 'Support', 'Zürich 🎧', '1789.42', '�']) expect(toColumn(text)).toBe(text);
});

test('writes what PostgreSQL refuses in another way, and reads it back', () => {
  const hostile = ['a\0b', '\ud83d', 'x\udc00y', '\u001a', '\u001a0000', '\0\u001a\0', '\ud83d\ud83d\ude00'];
  for (const text of hostile) {
    expect(Buffer.from(toColumn(text), 'utf8').toString('utf8')).toBe(toColumn(text));
    expect(toColumn(text)).not.toContain('\0');
    expect(fromColumn(toColumn(text))).toBe(text);
  }
  expect(new Set(hostile.map(toColumn)).size).toBe(hostile.length);
});

test('shortens long texts so that an index takes them, and keeps them apart', () => {
  const long = ['ü'.repeat(5_000), `${'ü'.repeat(4_999)}v`, '🎧'.repeat(300), '\0'.repeat(300)];
  for (const text of long) expect(Buffer.byteLength(toColumn(text))).toBeLessThan(800);
  expect(new Set(long.map(toColumn)).size).toBe(long.length);
});

test('makes any number one that a bigint column takes', () => {
  expect([1.5, -1.5, 1e300, -Infinity, Number.NaN].map(toInteger)).toEqual([1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0]);
});
