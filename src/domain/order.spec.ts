import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../test/support/any-events.js';
import type { EarshotEvent } from './event.js';
import { compareEvents, isSameEvent } from './order.js';

const event = (more: object): EarshotEvent => ({ id: 'a', source: 's', type: 'queue.entered', time: 5, subject: 'call', data: { queue: 'support' }, ...more }) as EarshotEvent;
const isBefore = (a: object, b: object) => [Math.sign(compareEvents(event(a), event(b))), Math.sign(compareEvents(event(b), event(a)))];

test('orders by time, then sequence, then place in a call, then id, source and content', () => {
  expect(isBefore({ time: 4, sequence: 9 }, {})).toEqual([-1, 1]);
  expect(isBefore({ type: 'contact.ended' }, { sequence: 1 })).toEqual([-1, 1]);
  expect(isBefore({ id: 'z' }, { type: 'agent.connected', data: { agent: 'anna' } })).toEqual([-1, 1]);
  expect(isBefore({}, { id: 'b' })).toEqual([-1, 1]);
  expect(isBefore({}, { source: 't' })).toEqual([-1, 1]);
  expect(isBefore({}, { data: { queue: 'zoo' } })).toEqual([-1, 1]);
});

test('an absent sequence counts as 0', () => {
  expect(compareEvents(event({}), event({ sequence: 0 }))).toBe(0);
});

test('reads a key before the verdict on it', () => {
  expect(isBefore({ type: 'ivr.input', data: { kind: 'key' } }, { type: 'ivr.no-match', data: {} })).toEqual([-1, 1]);
});

test('the same content is the same, whatever the order of its keys, absent or undefined', () => {
  expect(compareEvents(event({ data: { queue: 'support', position: 2 } }), event({ data: { position: 2, queue: 'support', visit: undefined } }))).toBe(0);
});

test('events of two types that we do not read differ by the type that was sent', () => {
  expect(isBefore({ type: 'other', sentType: 'a.b', data: {} }, { type: 'other', sentType: 'a.c', data: {} })).toEqual([-1, 1]);
});

test('source and id make an event, nothing else does', () => {
  expect(isSameEvent(event({}), event({ time: 9, data: {} }))).toBe(true);
  expect([isSameEvent(event({}), event({ source: 't' })), isSameEvent(event({}), event({ id: 'b' }))]).toEqual([false, false]);
});

test('is a total order', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const sorted = events.toSorted(compareEvents);
    expect(events.toReversed().toSorted(compareEvents)).toEqual(sorted);
    for (const [place, each] of sorted.entries()) for (const after of sorted.slice(place)) expect(compareEvents(each, after)).toBeLessThanOrEqual(0);
  }), { numRuns: 100 });
});
