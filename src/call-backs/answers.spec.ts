import { expect, test } from '@jest/globals';
import { ok, refused } from '../domain/result.js';
import type { CallStep } from '../ports/dialler.js';
import { CallAnswers } from './answers.js';

const heard: (readonly [string, CallStep])[] = [];
const answers = new CallAnswers({
  progress: { heard: async (id, step) => (heard.push([id, step]), id === 'c1'), orderOf: async () => undefined },
  proves: (headers) => (headers['webhook-signature'] === 'good' ? ok(undefined) : refused('its webhook-signature does not fit the secret')),
});
const take = async (body: unknown, id = 'c1', signature = 'good') => (await answers.take(id, { 'webhook-signature': signature }, typeof body === 'string' ? body : JSON.stringify(body))).status;

test('hears what a dialler tells of a call, with the call\'s own id where it names one', async () => {
  expect(await take({ result: 'busy', call: 'x-1' })).toBe(204);
  expect(await take({ result: 'agent-not-reached', call: 'x-1' })).toBe(204);
  expect(heard).toEqual([['c1', { is: 'agent-there', call: 'x-1' }], ['c1', { is: 'not-answered', result: 'busy' }], ['c1', { is: 'agent-not-reached' }]]);
});

test('believes nobody without the signature, and says what is wrong with the rest', async () => {
  heard.length = 0;
  expect([await take({ result: 'answered' }, 'c1', 'bad'), await take({ result: 'perhaps' }), await take('{'), await take({ result: 'over' }, 'c2')]).toEqual([401, 400, 400, 404]);
  expect(heard).toEqual([['c2', { is: 'over' }]]);
});

test('hears that the agent is there also where the call has no id of its own, and knows no call that nobody asked for', async () => {
  heard.length = 0;
  expect([await take({ result: 'agent-there' }), await take({ result: 'agent-there' }, 'c2')]).toEqual([204, 404]);
  expect(heard).toEqual([['c1', { is: 'agent-there' }], ['c2', { is: 'agent-there' }]]);
});
