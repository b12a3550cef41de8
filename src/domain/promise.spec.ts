import { expect, test } from '@jest/globals';
import type { EarshotEvent } from './event.js';
import { foldPromise, isBroken, isKept, isOpen } from './promise.js';
import type { Promised } from './promise.js';

const event = (type: string, time: number, data: object = {}): EarshotEvent => ({ id: `${type} ${time}`, source: 's', type, time, subject: 'c', data }) as EarshotEvent;
const fold = (...events: EarshotEvent[]): readonly Promised[] => events.reduce<readonly Promised[]>(foldPromise, []);
const made = (promise: string, due?: number, at = 1): EarshotEvent => event('promise.made', at, { promise, ...(due === undefined ? {} : { due }) });

test('is open until it is fulfilled, broken once its due time has passed', () => {
  const [open] = fold(made('p', 100));
  expect(open && [isOpen(open), isBroken(open, 99), isBroken(open, 100)]).toEqual([true, false, true]);
  const [kept] = fold(made('p', 100), event('promise.fulfilled', 100, { promise: 'p' }));
  expect(kept && [isOpen(kept), isBroken(kept, 500), isKept(kept)]).toEqual([false, false, true]);
  const [late] = fold(made('p', 100), event('promise.fulfilled', 101, { promise: 'p' }));
  expect(late && [isBroken(late, 500), isKept(late)]).toEqual([false, false]);
});

test('without a due time is never broken', () => {
  const [open] = fold(made('p'));
  expect(open && isBroken(open, 1e15)).toBe(false);
});

test('made again means the newer word, from the first time on', () => {
  expect(fold(made('p', 100), made('p', 200, 5))).toEqual([{ id: 'p', madeAt: 1, due: 200 }]);
});

test('a fulfilment that names none fulfils those that are open', () => {
  const all = fold(made('p', 100), made('q', 200), event('promise.fulfilled', 50, { promise: 'q' }), event('promise.fulfilled', 60));
  expect(all.map(({ id, fulfilledAt }) => [id, fulfilledAt])).toEqual([['p', 60], ['q', 50]]);
  expect(fold(made('p', 100), event('promise.fulfilled', 50, { promise: 'another' })).every(isOpen)).toBe(true);
});
