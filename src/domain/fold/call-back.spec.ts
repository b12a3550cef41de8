import { expect, test } from '@jest/globals';
import { asksForCallback, caller, contactOf, isCalledBack, isTried, leavesQueue, queues } from '../../../test/support/story.js';
import { seconds } from '../time.js';

test('counts the tries of a call-back', () => {
  const story = caller().at(0, { type: 'callback.requested', data: { due: 900 } }).at(60, { type: 'callback.attempted', data: { agent: 'anna', result: 'busy' } })
    .at(90, { type: 'callback.attempted', data: { agent: 'bert' } }).at(95, { type: 'callback.reached', data: {} });
  expect(contactOf(story).callback).toEqual({
    attempts: 2, triedAt: [seconds(60), seconds(90)], requestedAt: 0, due: 900, lastAttemptAt: seconds(90), lastAttemptBy: 'bert', reachedAt: seconds(95),
  });
});

test('knows who is about to call, until they have or will not', () => {
  const claimed = caller().at(0, asksForCallback()).at(60, { type: 'callback.claimed', data: { agent: 'anna' } });
  expect(contactOf(claimed).callback).toMatchObject({ claim: { at: seconds(60), by: 'anna' }, attempts: 0 });
  expect(contactOf(claimed.at(90, { type: 'callback.released', data: { reason: 'agent-not-reached' } })).callback).toEqual({
    attempts: 0, triedAt: [], requestedAt: 0, released: { at: seconds(90), reason: 'agent-not-reached' },
  });
  expect(contactOf(claimed.at(90, isTried())).callback?.claim).toBeUndefined();
  expect(contactOf(claimed.at(90, isCalledBack())).callback?.claim).toBeUndefined();
});

test('takes one that is asked for after another was settled for a new one', () => {
  const story = caller().at(0, asksForCallback(900)).at(60, isTried()).at(60, isCalledBack()).at(200, asksForCallback());
  expect(contactOf(story).callback).toEqual({ attempts: 0, triedAt: [], requestedAt: seconds(200) });
});

test('reads an exit by key that led to one as one flow-out', () => {
  const story = caller().at(0, queues('bill')).at(40, leavesQueue('bill', 'exit-key')).at(41, asksForCallback());
  expect(contactOf(story).visits.map(({ reason }) => reason)).toEqual(['callback']);
});

test('knows what came of a call that we make', () => {
  const dialled = caller().at(0, { type: 'contact.started', data: { direction: 'callback' } }).at(3, { type: 'outbound.dialed', data: {} });
  expect(contactOf(dialled).dialled).toEqual({ at: seconds(3) });
  expect(contactOf(dialled.at(20, { type: 'outbound.result', data: { result: 'no-answer' } })).dialled).toEqual({ at: seconds(3), result: 'no-answer' });
});
