import { expect, test } from '@jest/globals';
import { isNumberToCall, masked } from './mask.js';

test.each(['+49 151 2345678', 'tel:12345', ' sip:12345@host', '(415) 555 0123', '0151 234-5678'])('%p is a number to call', (text) => {
  expect(isNumberToCall(text)).toBe(true);
});

test.each(['', '   ', '4711', '12345678', '0151-2345678', 'room (12) 34567', '+49 15', '(415) 555'])('%p is none', (text) => {
  expect(isNumberToCall(text)).toBe(false);
});

test('a row of one sign as long as it likes is looked at once', () => {
  const rows = [' ', '(', '1 ', '-', '.', '+', '1', '@'].map((sign) => sign.repeat(2_000_000));
  expect(rows.map((row) => isNumberToCall(`${row}x`))).toEqual(rows.map(() => false));
  expect(masked(`${'1'.repeat(200_000)}x`)).toBe(`${'1'.repeat(200_000)}x`);
  expect(masked(`${'1 '.repeat(200_000)}x`)).toBe(`${'# '.repeat(200_000)}x`);
});
