import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, ends, flagsOf, hangsUp, leavesQueue, queues, reaches, rings } from '../../test/support/story.js';
import { abandonedInQueue } from './abandoned-in-queue.js';

const rule = [abandonedInQueue];
const afterWaiting = (second: number) => caller().at(0, queues('support')).at(second, hangsUp());

test('flags a caller who gives up, for ten minutes', () => {
  expect(flagsOf(afterWaiting(42), rule, { floor: { queues: { support: { name: 'Support' } } } })).toEqual([{
    rule: 'abandoned-in-queue', subject: 'support#1', since: seconds(42), until: seconds(642), severity: 'warning',
    because: 'hung up after waiting 0:42 in Support', place: { queue: 'support' },
  }]);
});

test('stays quiet up to five seconds', () => {
  expect([flagsOf(afterWaiting(5), rule), flagsOf(afterWaiting(5.001), rule).length]).toEqual([[], 1]);
});

test('is severe past three times the promise of the queue', () => {
  expect([60, 60.001].map((second) => flagsOf(afterWaiting(second), rule)[0]?.severity)).toEqual(['warning', 'severe']);
  const floor = { queues: { support: { answerWithinMs: seconds(10) } } };
  expect(flagsOf(afterWaiting(31), rule, { floor })).toEqual([{
    rule: 'abandoned-in-queue', subject: 'support#1', since: seconds(31), until: seconds(631), severity: 'severe',
    because: 'hung up after waiting 0:31 in support, over 3 times the 0:10 promised', place: { queue: 'support' },
  }]);
});

test('flags who hangs up while a phone rings for them', () => {
  expect(flagsOf(caller().at(0, queues('support')).at(10, rings('anna')).at(20, hangsUp()), rule)).toHaveLength(1);
});

test('believes the wait that the source measured', () => {
  const story = caller().at(0, queues('support')).at(8, leavesQueue('support', 'abandoned', { waitMs: 4_000 }));
  expect(flagsOf(story, rule)).toEqual([]);
});

test('stays quiet for every other way out', () => {
  const ways = (['answered', 'timeout', 'exit-key', 'callback', 'overflow'] as const).map((way) => caller().at(0, queues('support')).at(42, leavesQueue('support', way)).at(43, hangsUp()));
  expect(ways.flatMap((story) => flagsOf(story, rule))).toEqual([]);
});

test('stays quiet where the end is inferred, and for call-backs', () => {
  expect(flagsOf(caller().at(0, queues('support')).at(42, ends('inferred')), rule)).toEqual([]);
  expect(flagsOf(caller({ direction: 'callback' }).at(0, queues('support')).at(42, hangsUp()), rule)).toEqual([]);
});

test('takes the flag back when a late event shows an answer', () => {
  const story = caller().at(0, queues('support')).at(42, hangsUp());
  expect(flagsOf(story, rule)).toHaveLength(1);
  expect(flagsOf(story.at(30, reaches('anna')), rule)).toEqual([]);
  expect(flagsOf(story.at(42.5, leavesQueue('support', 'answered')), rule)).toEqual([]);
});
