import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HELD, InOrder, Reordered, TICK } from './in-order.js';
import { until } from './story.js';

interface Thing { readonly at?: number; readonly said?: string }
const event = (at: number): Thing => ({ at });
const orderly = (): InOrder<Thing> => new InOrder(({ at }) => at);
const sequences = (things: readonly Thing[]): (number | undefined)[] => things.map(({ at }) => at);

test('events that overtook each other come out in the order in which they happened', () => {
  fc.assert(fc.property(fc.array(fc.nat(HELD / 2), { minLength: 1, maxLength: 300 }), (delays) => {
    const sent = delays.map((delay, index) => ({ at: index + delay, sequence: index })).sort((a, b) => a.at - b.at);
    const order = orderly();
    const out = [...sent.flatMap(({ sequence }) => order.put(event(sequence))), ...order.all()];
    expect(sequences(out)).toEqual(delays.map((_, index) => index));
  }));
});

test('holds nothing longer than two ticks, and waits one for what was overtaken', () => {
  const order = orderly();
  order.put(event(2));
  expect(order.tick()).toEqual([]);
  order.put(event(1));
  order.put(event(3));
  expect(sequences(order.tick())).toEqual([1, 2]);
  expect(sequences(order.tick())).toEqual([3]);
  expect(order.isEmpty).toBe(true);
});

test('what comes too late comes out at once it is its turn', () => {
  const order = orderly();
  const late = Array.from({ length: HELD + 2 }, (_, index) => event(index + 10));
  expect(sequences(late.flatMap((each) => order.put(each)))).toEqual([10, 11]);
  expect(sequences(order.put(event(5)))).toEqual([5]);
});

test('what has no place of its own stays behind what came before it', () => {
  const order = orderly();
  for (const each of [{ at: 2 }, { said: 'a' }, { at: 1 }, { at: 3 }, { said: 'b' }]) order.put(each);
  expect(order.all()).toEqual([{ at: 1 }, { at: 2 }, { said: 'a' }, { at: 3 }, { said: 'b' }]);
});

test('on a line nothing waits for what never comes, nothing passes what stays where it came, and its end hands on the rest', async () => {
  const out: number[] = [];
  const line = new Reordered<number>((item) => item, (items) => void out.push(...items));
  line.put([2, 1]);
  expect(out).toEqual([]);
  await until(() => out.length === 2);
  line.put([4, 3]);
  line.pass(9);
  line.put([6, 5]);
  line.end();
  await new Promise((resolve) => setTimeout(resolve, 3 * TICK));
  expect(out).toEqual([1, 2, 3, 4, 9, 5, 6]);
});
