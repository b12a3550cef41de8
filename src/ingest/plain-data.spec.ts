import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { EventType } from '../domain/event.js';
import { dataSchemas, isPlainData } from './data-schemas.js';
import { plainCheckOf, some, textOf } from './plain-data.js';

const types = Object.keys(dataSchemas) as EventType[];
const anyValue = fc.oneof(
  fc.constantFrom('inbound', 'answered', 'available', 'key', 'success', 'agent', 'blind', 'acted', ''), fc.string(), fc.constantFrom(256, 257, 1_024, 1_025, 8, 9, 64, 65).map((length) => 'x'.repeat(length)),
  fc.integer({ min: -3, max: 40 }), fc.double(), fc.constantFrom(366 * 86_400_000, 366 * 86_400_000 + 1, 2 ** 53, Infinity, -0), fc.boolean(), fc.constant(null), fc.constant([]), fc.array(fc.string(), { maxLength: 3 }), fc.object(),
);
const fields = ['agent', 'queue', 'node', 'kind', 'key', 'reason', 'direction', 'waitMs', 'length', 'level', 'position', 'resumed', 'options', 'result', 'contact', 'relation', 'customer', 'state', 'name', 'leg', 'due', 'rule', 'mark', 'by', 'unknown', 'role', 'offer'];

test('what is told for plain is what the schema takes, as it is', () => {
  let plain = 0;
  fc.assert(fc.property(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), anyValue, { maxKeys: 5 }), (type, data) => {
    if (!isPlainData[type](data)) return;
    plain += 1;
    expect(dataSchemas[type].safeParse(data)).toEqual({ success: true, data });
  }), { numRuns: 5_000 });
  expect(plain).toBeGreaterThan(500);
});

test.each([
  ['contact.started', { channel: 'voice', direction: 'inbound', from: '+4930123', to: '+4930456' }], ['queue.entered', { queue: 'support', position: 3, resumed: true }],
  ['queue.left', { reason: 'answered', waitMs: 12_000 }], ['agent.connected', { agent: 'anna', queue: 'support', leg: 'l1' }], ['ivr.input', { kind: 'key', key: '#', node: 'main', length: 1 }],
  ['contact.ended', { by: 'customer' }], ['agent.state', { state: 'away', reason: 'Break' }], ['ivr.no-input', {}],
] as const)('what nearly all events hold is plain: %s %j', (type, data) => {
  expect(isPlainData[type](data)).toBe(true);
});

test('what lacks a needed field, or has one that no check knows, is left to the schema', () => {
  const isPlain = plainCheckOf({ queue: textOf(1, 9), note: some(textOf(0, 9)), at: z.date().optional() });
  expect([{ queue: 'a' }, { queue: 'a', note: '', more: 1 }, { note: 'a' }, { queue: 'a', at: new Date(0) }, JSON.parse('{"queue":"a","__proto__":1}') as object].map((data) => isPlain(data as Record<string, unknown>)))
    .toEqual([true, true, false, false, false]);
});

test.each([[{}, 'is missing'], [{ queue: '' }, 'is empty'], [{ queue: 7 }, 'must be text'], [{ queue: 'x'.repeat(257) }, 'is longer than 256 characters']])('says what is wrong with a text: %j', (data, says) => {
  expect(dataSchemas['queue.entered'].safeParse(data).error?.issues[0]?.message).toBe(says);
});
