import { expect, test } from '@jest/globals';
import { csvOf } from './csv.js';

test('writes cells as they are read, quoted where they have to be', () => {
  expect(csvOf([['Queue', 'SL %'], ['Billing, new', 'so "called"'], ['a\n  b', '80.8']])).toBe('Queue,SL %\r\n"Billing, new","so ""called"""\r\na b,80.8\r\n');
});

test('makes no formula of what a caller or a platform named so', () => {
  expect(csvOf([['=1+1', '@cmd', '-12', '-5.5 %', '+49 30']])).toBe('\'=1+1,\'@cmd,-12,-5.5 %,\'+49 30\r\n');
});

test('begins no formula behind a semicolon either, where other spreadsheets cut', () => {
  expect(csvOf([['Billing; =1+1', 'x;y']])).toBe('"Billing; \'=1+1","x;y"\r\n');
});
