import { expect, test } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { ProblemFilter, toldOf } from './problem.filter.js';

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

test('a problem is JSON also where the answer would have been something else', () => {
  const said: unknown[] = [];
  const reply = { status: () => reply, header: (name: string, value: string) => (said.push(`${name}: ${value}`), reply), send: (body: unknown) => said.push(body) };
  const host = { getType: () => 'http', switchToHttp: () => ({ getRequest: () => asked, getResponse: () => reply }) };
  new ProblemFilter().catch(new HttpException(problem, 403), host as unknown as ArgumentsHost);
  expect(said).toEqual(['content-type: application/json; charset=utf-8', problem]);
});
