import { expect, test } from '@jest/globals';
import { retryWords, whenRefused } from './words.js';

const of = (taken: number, refused: number, reason: string | null = null) => retryWords({ ok: true, value: { taken, refused, reason } });

test('says what became of reading again', () => {
  expect([of(0, 0), of(1, 0), of(3, 0), of(2, 1, 'subject: is missing'), of(0, 2, 'time: is no time')]).toEqual([
    'There was nothing to read again.', '1 thing taken.', '3 things taken.', '2 things taken, 1 refused again: subject: is missing', 'None was taken, 2 refused again: time: is no time',
  ]);
});

test('says what went wrong where there is no answer', () => {
  expect(retryWords({ ok: false, status: 0, what: 'Earshot did not answer.', do: 'Check that the server runs.' })).toBe('Earshot did not answer. Check that the server runs.');
});

test('says when a thing came, also after it was read again and refused again', () => {
  const came = Date.UTC(2026, 2, 2, 9, 0, 0);
  const when = (afterMs: number, times: number) => whenRefused({ firstAt: came, lastAt: came + afterMs, times }, came + 7_200_000, 'UTC');
  expect([when(0, 1), when(3_600_000, 1), when(60_000, 3)]).toEqual(['09:00:00', '09:00:00, last tried 10:00:00', '3 times since 09:00:00, last tried 09:01:00']);
});
