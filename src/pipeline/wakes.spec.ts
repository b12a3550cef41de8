import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../domain/time.js';
import { StoryStreet } from '../../test/support/street.js';
import { caller, enters, hangsUp, presses } from '../../test/support/story.js';
import { forgetSettled, saveRows } from './save.js';
import { Wakes } from './wakes.js';
import type { Wake } from './wakes.js';

const START = 1_780_000_000_000;
const wake = (id: string, at: number): Wake => ({ kind: 'contact', id, at });

describe('wakes', () => {
  test('come in the order of their instants, however they went in and were pruned', () => {
    const wakes = new Wakes();
    for (const at of [5, 3, 9, 1, 7, 2]) wakes.add(wake(`c${at}`, at));
    wakes.prune(5, ({ at }) => at !== 3);
    wakes.add(wake('c4', 4));
    expect(wakes.takeDue(7).map(({ at }) => at)).toEqual([1, 2, 4, 5, 7]);
    expect(wakes.next).toBe(9);
  });

  test('are left alone while they are few', () => {
    const wakes = new Wakes();
    wakes.add(wake('a', 1));
    wakes.prune(1, () => false);
    expect(wakes.size).toBe(1);
  });

  test('that nobody waits for do not become the next', () => {
    const wakes = new Wakes();
    wakes.add(wake('gone', 1));
    wakes.add(wake('here', 2));
    wakes.skim(({ id }) => id === 'here');
    expect(wakes.next).toBe(2);
  });
});

test('a day of busy contacts leaves few wakes behind', async () => {
  const street = new StoryStreet();
  let at = START;
  for (let call = 0; call < 400; call += 1) {
    const story = caller({ id: `call-${call}`, begins: at }).at(1, enters('main')).at(2, presses('1')).at(3, enters('a')).at(4, presses('2')).at(5, enters('b')).at(6, hangsUp());
    for (const event of story.events) await street.arrive(at += 1_000, [event]);
    if (call % 20 === 0) await saveRows(street.memory, street.store, at);
  }
  await saveRows(street.memory, street.store, at + HOUR);
  forgetSettled(street.memory, at + 2 * MINUTE);
  expect(street.memory.contacts.size).toBe(0);
  expect(street.memory.wakes.size).toBeLessThanOrEqual(1_000);
});
