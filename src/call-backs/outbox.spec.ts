import { beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryCallStore } from '../../test/support/memory-call-store.js';
import { unnamedFloor } from '../domain/floor.js';
import { begun, placed, toldOf } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { CallOrder, Looked, Placed } from '../ports/dialler.js';
import { Outbox } from './outbox.js';

const order: CallOrder = { id: 'c1', contact: 'a', agent: 'anna', phone: '+4930', number: '+49301', callerId: '+49302', ringMs: 30_000 };
const made = begun({ id: 'c1', person: 'ann', contact: 'a', by: 'sue', phone: '+4930', way: 'twilio' }, 0);
/** The log knows the claim. */
const due = toldOf(made, made.untold);

let store: MemoryCallStore;
let now: number;
let asked: string[];
let answer: Placed;
let looked: Looked;
let number: CallOrder | undefined;

beforeEach(() => {
  store = new MemoryCallStore();
  now = 1_000;
  asked = [];
  answer = { is: 'taken' };
  looked = { is: 'not-there' };
  number = order;
});

/** One round of a server's life; a new one each time, as after a restart. */
async function round(): Promise<PlacedCall> {
  const outbox = new Outbox({
    store, clock: { now: () => now }, floor: () => unnamedFloor, note: () => undefined, orderOf: async () => number,
    dialler: () => ({ way: 'twilio', place: async ({ id }) => (asked.push(id), answer), find: async () => looked }),
  });
  await outbox.work(await store.underway());
  await outbox.settled();
  return (await store.find('c1'))?.call ?? made;
}

describe('the outbox', () => {
  test('asks once, and only when the log knows that the number is used', async () => {
    await store.open(made);
    expect([(await round()).stage, asked]).toEqual(['due', []]);
    await store.save({ call: made, version: 1 }, due);
    expect([(await round()).stage, (await round()).stage, asked]).toEqual(['placed', 'placed', ['c1']]);
  });

  test('says what was refused', async () => {
    answer = { is: 'refused', reason: 'no such phone' };
    await store.open(due);
    expect(await round()).toMatchObject({ stage: 'not-called', notCalled: 'refused' });
  });

  test('looks up what nobody answered, never asks again, and says so when nobody can tell', async () => {
    answer = { is: 'unclear', reason: 'cut' };
    await store.open(due);
    expect((await round()).stage).toBe('asking');
    now += 29 * SECOND;
    expect((await round()).stage).toBe('asking');
    now += SECOND;
    expect(await round()).toMatchObject({ stage: 'not-called', notCalled: 'unknown' });
    expect(asked).toEqual(['c1']);
  });

  test('finds after a restart what was placed before it', async () => {
    answer = { is: 'unclear', reason: 'killed' };
    looked = { is: 'taken', call: 'earshot-c1', isReported: true };
    await store.open(due);
    await round();
    expect(await round()).toMatchObject({ stage: 'placed', call: 'earshot-c1', isReported: true });
    expect(asked).toEqual(['c1']);
  });

  test('places no call that was asked for a minute ago, and none without a number', async () => {
    await store.open(due);
    now = MINUTE + 1;
    expect(await round()).toMatchObject({ stage: 'not-called', notCalled: 'stopped' });
    store = new MemoryCallStore();
    number = undefined;
    now = 1_000;
    await store.open(due);
    expect(await round()).toMatchObject({ notCalled: 'stopped' });
    expect(asked).toEqual([]);
  });

  test('gives up a call of which nothing is heard for longer than two phones ring', async () => {
    await store.open(placed({ ...due, stage: 'asking', askedAt: 0 }, 0));
    now = 2 * MINUTE - 1;
    expect((await round()).stage).toBe('placed');
    now = 2 * MINUTE;
    expect(await round()).toMatchObject({ stage: 'not-called', notCalled: 'unknown' });
  });
});
