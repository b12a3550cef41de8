import { describe, expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import { summarise } from '../domain/journey.js';
import { DAY, HOUR, seconds } from '../domain/time.js';
import { asksForCallback, caller, contactOf, hangsUp, isCalledBack, isTried, leavesQueue, partsFrom, queues, reaches, wantsNoCallback } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { recoveryOf } from './recovery-line.js';

const lineOf = (stories: readonly Story[], today = 0) => recoveryOf('ann', stories.map((story) => summarise(contactOf(story), unnamedFloor)), unnamedFloor, today);
const asked = caller({ id: 'a' }).at(0, queues('bill')).at(60, leavesQueue('bill', 'callback'), asksForCallback(seconds(3_600))).at(61, hangsUp());
const call = (result: 'answered' | 'no-answer') => caller({ id: 'b' }).at(2_000, { type: 'contact.started', data: { direction: 'callback', to: 'tel_1' } }, { type: 'contact.linked', data: { contact: 'a', relation: 'callback' } })
  .at(2_001, reaches('anna')).at(2_002, { type: 'outbound.dialed', data: {} }).at(2_020, { type: 'outbound.result', data: { result } }).at(2_100, partsFrom('anna')).at(2_100, hangsUp());

describe('who asked for a call', () => {
  test('is on the list with the time that was promised', () => {
    expect(lineOf([asked])).toMatchObject({ why: 'call-asked', at: seconds(60), due: seconds(3_600), queue: { id: 'bill' }, state: 'open', attempts: 0, contact: 'a' });
  });

  test('stays on it with the tries, and with who calls now', () => {
    const tried = asked.at(100, { type: 'callback.attempted', data: { agent: 'anna', result: 'busy' } });
    expect(lineOf([tried])).toMatchObject({ state: 'attempted', by: 'anna', attempts: 1, lastAttempt: { at: seconds(100), result: 'busy' } });
    const claimed = tried.at(200, { type: 'callback.claimed', data: { agent: 'bert' } });
    expect(lineOf([claimed])).toMatchObject({ state: 'calling', by: 'bert', callingSince: seconds(200), attempts: 1 });
    expect(lineOf([claimed.at(230, { type: 'callback.released', data: { reason: 'agent-not-reached' } })]))
      .toMatchObject({ state: 'attempted', by: 'anna', notCalled: { at: seconds(230), why: 'agent-not-reached' } });
  });

  test('leaves it when reached, when they want no call any more, and three days past the time', () => {
    expect(lineOf([asked.at(100, isTried()).at(130, isCalledBack())])).toBeUndefined();
    expect(lineOf([asked.at(100, wantsNoCallback())])).toBeUndefined();
    expect(lineOf([asked], seconds(3_600) + 3 * DAY)).toBeDefined();
    expect(lineOf([asked], seconds(3_600) + 3 * DAY + 1)).toBeUndefined();
  });

  test('is on it also where an agent who had them on the line promised the call', () => {
    expect(lineOf([caller({ id: 'a' }).at(0, reaches('anna')).at(60, asksForCallback()).at(61, partsFrom('anna')).at(61, hangsUp())])).toMatchObject({ why: 'call-asked' });
  });

  test('and offers nobody to be called who is known by a platform\'s own id', () => {
    const known = (from: string) => lineOf([caller({ id: 'a', from }).at(0, queues('support')).at(60, leavesQueue('support', 'abandoned'), hangsUp())]);
    expect([known('tel_7')?.noNumber, known('K-17')?.noNumber, known('K-17')?.reachable]).toEqual([undefined, true, true]);
  });

  test('and has no number to be called at but that which they named', () => {
    expect(lineOf([asked])?.reachable).toBe(false);
    expect(lineOf([asked.at(62, { type: 'callback.requested', data: { number: 'tel_7' } })])?.reachable).toBe(true);
  });
});

describe('a returned call that is a contact of its own', () => {
  test('serves its customer when they picked up', () => {
    expect(lineOf([asked, call('answered')])).toBeUndefined();
  });

  test('serves nobody when only the agent was on the line', () => {
    expect(lineOf([asked, call('no-answer')])).toMatchObject({ why: 'call-asked' });
    const lost = caller({ id: 'a' }).at(0, queues('bill')).at(60, hangsUp());
    expect(lineOf([lost, call('no-answer')])).toMatchObject({ why: 'abandoned', at: seconds(60) });
    expect(lineOf([lost, call('answered')])).toBeUndefined();
  });
});

test('of a customer with several troubles the last says why, and the earliest promise when', () => {
  const later = caller({ id: 'c' }).at(HOUR / 1_000, queues('tech')).at(HOUR / 1_000 + 90, hangsUp());
  expect(lineOf([asked, later])).toMatchObject({ why: 'abandoned', times: 2, at: seconds(60), due: seconds(3_600), contact: 'c' });
});
