import { expect, test } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import { toldOf } from './problem.filter.js';

const asked = { method: 'POST', url: '/ingest/events?history' };
const problem = { error: { what: 'Keys cannot be checked now.', do: 'Try again in a moment.' } };

test('a problem that was told leaves as it is, "later" included', () => {
  expect(toldOf(new HttpException(problem, 503), asked)).toEqual({ status: 503, problem });
  expect(toldOf(new HttpException(problem, 401), asked)).toEqual({ status: 401, problem });
});

test('what nobody expected is a bug', () => {
  expect(toldOf(new Error('a mistake'), asked)).toBeUndefined();
  expect(toldOf(new HttpException('a mistake', 500), asked)).toBeUndefined();
});

test('a framework\'s refusal is put in words', () => {
  expect(toldOf({ statusCode: 413 }, asked)).toMatchObject({ status: 413, problem: { error: { what: 'The body is too large.' } } });
});
