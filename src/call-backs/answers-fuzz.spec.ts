import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MemoryCallStore } from '../../test/support/memory-call-store.js';
import { unnamedFloor } from '../domain/floor.js';
import { asking, begun, placed } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { ok, refused } from '../domain/result.js';
import { CallAnswers } from './answers.js';
import { CallBacks } from './call-backs.js';

const NOW = 1_795_289_400_000;
const results = ['agent-there', 'agent-not-reached', 'dialling', 'answered', 'busy', 'no-answer', 'machine', 'refused', 'over'];
const made = begun({ id: 'c1', person: 'ann', contact: 'a', by: 'sue', phone: '600', way: 'webhook' }, NOW - 9_000);
const underway = placed(asking(made, NOW - 8_000) as PlacedCall, NOW - 7_000);

/** Names that stand in every object of the language, and texts that a database takes ill. */
const nasty = fc.constantFrom('__proto__', 'constructor', 'toString', 'result', 'call', '', '\0', '\ud800', 'x'.repeat(257), ...results);
const text = fc.oneof(nasty, fc.string({ unit: 'binary' }));
const result = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...results) }, text, fc.jsonValue());
/** About what is asked for, and not quite. */
const nearly = fc.record({ result, call: fc.oneof(text, fc.jsonValue()) }, { requiredKeys: [] }).chain((known) => fc.dictionary(text, fc.jsonValue(), { maxKeys: 3 }).map((more) => ({ ...more, ...known })));
const body = fc.oneof(nearly.map((value) => JSON.stringify(value)), fc.json(), text, nearly.map((value) => JSON.stringify(value).slice(0, -1)), nearly.map((value) => `[${JSON.stringify(value)}]`));
const isSigned = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const id = fc.oneof({ weight: 5, arbitrary: fc.constant('c1') }, { weight: 1, arbitrary: text.filter((each) => each !== 'c1') });

test('whatever a dialler answers is taken, or refused with what to do, and what is refused changes nothing', async () => {
  const seen = new Set<number>();
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(id, body, isSigned), { minLength: 1, maxLength: 6 }), async (posts) => {
    const { store, answers } = await aCall();
    for (const [to, posted, isTheirs] of posts) {
      const before = JSON.stringify([...store.rows]);
      const answer = await answers.take(to, { 'webhook-signature': isTheirs ? 'good' : 'bad' }, posted);
      seen.add(answer.status);
      if (answer.status === 204) expect(isTheirs && to === 'c1' && results.includes((JSON.parse(posted) as { readonly result: string }).result)).toBe(true);
      else {
        expect([isTheirs ? [400, 404].includes(answer.status) : answer.status === 401, answer.body?.error.what !== '' && answer.body?.error.do !== '', JSON.stringify([...store.rows])]).toEqual([true, true, before]);
      }
    }
  }), { numRuns: 400 });
  // Each of the answers came up: the posts are neither all sense nor all nonsense.
  expect([...seen].toSorted((a, b) => a - b)).toEqual([204, 400, 401, 404]);
});

async function aCall(): Promise<{ readonly store: MemoryCallStore; readonly answers: CallAnswers }> {
  const store = new MemoryCallStore();
  await store.open(underway);
  const calls = new CallBacks({ store, state: { floor: unnamedFloor, contacts: new Map() }, numbers: { numberOf: async () => undefined } as never, clock: { now: () => NOW }, newId: () => 'c2', note: () => undefined, wake: () => undefined });
  const answers = new CallAnswers({ progress: calls, proves: (headers) => (headers['webhook-signature'] === 'good' ? ok(undefined) : refused('its webhook-signature does not fit the secret')) });
  return { store, answers };
}
