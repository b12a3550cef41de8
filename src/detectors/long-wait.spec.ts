import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { answerOf, asksAgainAt, caller, ends, flagsOf, hangsUp, leavesQueue, queues, reaches } from '../../test/support/story.js';
import { longWait } from './long-wait.js';

const story = caller().at(10, queues('support'));
const floor = { queues: { support: { name: 'Support' } } };

test('flags a caller who still waits after two minutes', () => {
  expect(flagsOf(story, [longWait], { now: 131, floor })).toEqual([{
    rule: 'long-wait', subject: 'support#1', since: seconds(130), severity: 'warning', because: 'still waiting in Support after 2:00', place: { queue: 'support' },
  }]);
});

test('stays quiet at two minutes sharp, and wakes at the instant after', () => {
  expect(flagsOf(story, [longWait], { now: 130 })).toEqual([]);
  expect(asksAgainAt(story, longWait, { now: 11 })).toBe(seconds(130) + 1);
  expect(flagsOf(story, [longWait], { now: 130.001 })).toHaveLength(1);
});

test('wakes once more to become severe, and then no more', () => {
  expect(asksAgainAt(story, longWait, { now: 131 })).toBe(seconds(310) + 1);
  expect(answerOf(story, longWait, { now: 311 })).toEqual({
    raised: [{ subject: 'support#1', since: seconds(130), severity: 'severe', because: 'still waiting in support after 5:00', place: { queue: 'support' } }],
  });
});

test('says how it ended, and is over then', () => {
  const answered = flagsOf(story.at(195, reaches('anna')), [longWait], { now: 900 });
  expect(answered).toEqual([{
    rule: 'long-wait', subject: 'support#1', since: seconds(130), until: seconds(195), severity: 'warning',
    because: 'waited 3:05 in support, then was answered', place: { queue: 'support' },
  }]);
  const ways = [hangsUp(), leavesQueue('support', 'callback')].map((way) => flagsOf(story.at(195, way), [longWait])[0]?.because);
  expect(ways).toEqual(['waited 3:05 in support, then hung up', 'waited 3:05 in support, then left: callback']);
});

test('needs no waking once the wait is over', () => {
  expect(asksAgainAt(story.at(20, reaches('anna')), longWait)).toBeUndefined();
});

test('asks about each stay by itself', () => {
  const twice = story.at(100, leavesQueue('support', 'overflow')).at(100, queues('billing'));
  expect(flagsOf(twice, [longWait], { now: 200 })).toEqual([]);
  expect(flagsOf(twice, [longWait], { now: 221 }).map((flag) => flag.subject)).toEqual(['billing#2']);
});

test('counts from the first entry for a caller who kept the place', () => {
  const back = caller().at(100, queues('support', { originalEnteredAt: seconds(10) }));
  expect(asksAgainAt(back, longWait)).toBe(seconds(130) + 1);
});

test('takes the queue\'s own limits', () => {
  const tuned = { ...floor, flags: { 'long-wait': { queues: { support: { after: 60 } } } } };
  expect(asksAgainAt(story, longWait, { now: 11, floor: tuned })).toBe(seconds(70) + 1);
});

test('stays quiet for mail, for who is called back, and where the contact was lost sight of', () => {
  const mail = caller({ channel: 'email' }).at(10, queues('support'));
  const back = caller({ direction: 'callback' }).at(10, queues('support'));
  const gone = story.at(900, ends('inferred'));
  expect([mail, back, gone].map((told) => answerOf(told, longWait, { now: 1_000 }))).toEqual([{ raised: [] }, { raised: [] }, { raised: [] }]);
});

test('takes the flag back when it shows late that the caller was answered in time', () => {
  expect(flagsOf(story, [longWait], { now: 200 })).toHaveLength(1);
  expect(flagsOf(story.at(15, reaches('anna')), [longWait], { now: 200 })).toEqual([]);
});
