import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../domain/event.js';
import { protect } from './protect.js';

const pseudonyms = { customerOf: (number: string) => (number === 'anonymous' ? undefined : `tel_${number.length}`) };
const dataOf = (type: string, data: object): unknown => protect({ id: 'e', source: 's', subject: 'c', time: 1, type, data } as EarshotEvent, pseudonyms).data;

/** Anything a sender may put where a caller's typing could stand. */
const typed = fc.array(fc.constantFrom('0', '1', '2', '4', '7', '9', '*', '#'), { minLength: 7, maxLength: 24 }).map((digits) => digits.join(''));
const anyShape = fc.oneof(
  typed, typed.map(Number), typed.map((digits) => digits.split('')), typed.map((digits) => digits.replaceAll(/(.{4})/g, '$1 ')), typed.map((digits) => ({ deep: [{ digits }] })), fc.anything(),
);
const anyInput = fc.record(
  { kind: fc.constantFrom('key', 'slot', 'speech'), key: fc.oneof(typed, fc.constantFrom('1', '#', 'a', 'agent')), slot: fc.oneof(typed, fc.constantFrom('card')), length: fc.nat(30), digits: anyShape, value: anyShape, speech: anyShape },
  { requiredKeys: ['kind'] },
);

test('leaves no run of seven typed digits in any shape of an input', () => {
  fc.assert(fc.property(anyInput, (data) => {
    const kept = JSON.stringify(dataOf('ivr.input', data));
    expect(kept.replaceAll(/[^\w]/g, '')).not.toMatch(/\d{7}/);
    expect(Object.keys(JSON.parse(kept) as object).filter((name) => !['kind', 'key', 'slot', 'length'].includes(name))).toEqual([]);
  }), { numRuns: 500 });
});

test('keeps one menu key, and of anything longer the length', () => {
  expect(dataOf('ivr.input', { kind: 'key', key: '#', node: 'main' })).toEqual({ kind: 'key', key: '#', node: 'main' });
  expect(dataOf('ivr.input', { kind: 'key', key: '4111', node: 'main' })).toEqual({ kind: 'slot', length: 4, node: 'main' });
  expect(dataOf('ivr.input', { kind: 'slot', key: '1', slot: 'pin' })).toEqual({ kind: 'slot', slot: 'pin', length: 1 });
});

test('an inbound caller is hashed, the number called is not', () => {
  expect(dataOf('contact.started', { from: '+4930123', to: '+4930456' })).toEqual({ from: 'tel_8', to: '+4930456' });
});

test('an outbound contact is with whom it calls', () => {
  expect(dataOf('contact.started', { direction: 'outbound', from: '+4930456', to: '+49301' })).toEqual({ direction: 'outbound', to: 'tel_6' });
  expect(dataOf('outbound.dialed', { to: '+49301' })).toEqual({ to: 'tel_6' });
});

test('who withholds the number is nobody', () => {
  expect(dataOf('contact.started', { from: 'anonymous' })).toEqual({});
  expect(dataOf('outbound.dialed', { to: 'anonymous' })).toEqual({});
});

test('keeps no number to call back, only a hash where one is asked for', () => {
  expect(dataOf('callback.requested', { callback: 'cb1', number: '+4930123', due: 900 })).toEqual({ callback: 'cb1', due: 900, number: pseudonyms.customerOf('+4930123') });
  expect(dataOf('callback.attempted', { callback: 'cb1', number: '+4930123', result: 'busy' })).toEqual({ callback: 'cb1', result: 'busy' });
});

test('leaves everything else as it came', () => {
  const event: EarshotEvent = { id: 'e', source: 's', subject: '4915112345678', time: 1_780_000_000_000, type: 'queue.entered', data: { queue: 'support', position: 3 } };
  expect(protect(event, pseudonyms)).toEqual(event);
});

test('takes every digit out of fields that are named like typing, however few stand there: a number may come one digit an event', () => {
  expect(dataOf('other', { digit: '4', dtmfDigits: 7, keyed: ['1', { pin: '22' }], note: 'room 12' })).toEqual({ digit: '#', dtmfDigits: '#', keyed: ['#', { pin: '##' }], note: 'room 12' });
  expect(dataOf('contact.ended', { by: 'customer', digits: '1' })).toEqual({ by: 'customer', digits: '#' });
});

test('a name that a mapping took from a column of free text holds no secret, and no other name changes', () => {
  expect(dataOf('queue.left', { queue: 'support_de', reason: 'password: hunter2hunter2' })).toEqual({ queue: 'support_de', reason: 'password: ###' });
  expect(dataOf('agent.state', { agent: 'Alice', state: 'away', reason: 'token=abcdef, back at 10', queues: ['sales', 'sk_live_9c2e4f'] })).toEqual({ agent: 'Alice', state: 'away', reason: 'token=###, back at 10', queues: ['sales', '###'] });
});
