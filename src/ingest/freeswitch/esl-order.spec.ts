import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EslEvent } from './esl-event.js';
import { EslOrder, HELD_EVENTS } from './esl-order.js';

const event = (sequence: number): EslEvent => ({ fields: new Map([['Event-Sequence', String(sequence)]]) });
const sequences = (events: readonly EslEvent[]): number[] => events.map(({ fields }) => Number(fields.get('Event-Sequence')));

test('events that overtook each other come out in the order in which they happened', () => {
  fc.assert(fc.property(fc.array(fc.nat(HELD_EVENTS / 2), { minLength: 1, maxLength: 300 }), (delays) => {
    const sent = delays.map((delay, index) => ({ at: index + delay, sequence: index })).sort((a, b) => a.at - b.at);
    const order = new EslOrder();
    const out = [...sent.flatMap(({ sequence }) => order.put(event(sequence))), ...order.all()];
    expect(sequences(out)).toEqual(delays.map((_, index) => index));
  }));
});

test('holds nothing longer than two ticks, and waits one for what was overtaken', () => {
  const order = new EslOrder();
  order.put(event(2));
  expect(order.tick()).toEqual([]);
  order.put(event(1));
  order.put(event(3));
  expect(sequences(order.tick())).toEqual([1, 2]);
  expect(sequences(order.tick())).toEqual([3]);
  expect(order.isEmpty).toBe(true);
});

test('what comes too late comes out at once it is its turn', () => {
  const order = new EslOrder();
  const late = Array.from({ length: HELD_EVENTS + 2 }, (_, index) => event(index + 10));
  expect(sequences(late.flatMap((each) => order.put(each)))).toEqual([10, 11]);
  expect(sequences(order.put(event(5)))).toEqual([5]);
});
