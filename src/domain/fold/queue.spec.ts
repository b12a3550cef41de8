import { expect, test } from '@jest/globals';
import { asksForCallback, caller, contactOf, hangsUp, leavesQueue, queues, reaches, rings } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { seconds } from '../time.js';

const staysOf = (story: Story) => contactOf(story).visits.map(({ id, reason, waitMs }) => [id, reason, waitMs]);

test('ends a stay by an answer, whether or not the source says that the caller left', () => {
  const answered = { id: 'support#1', queue: 'support', enteredAt: 0, leftAt: seconds(30), reason: 'answered', waitMs: seconds(30), agent: 'anna', direct: false, transferredIn: false };
  expect(contactOf(caller().at(0, queues('support')).at(30, reaches('anna'))).visits).toEqual([answered]);
  expect(contactOf(caller().at(0, queues('support')).at(30, leavesQueue('support', 'answered'), reaches('anna', 'support'))).visits).toEqual([answered]);
});

test('takes the wait that the source measured, and never a negative one', () => {
  expect(staysOf(caller().at(0, queues('support')).at(30, leavesQueue('support', 'answered', { waitMs: 28_500 })))).toEqual([['support#1', 'answered', 28_500]]);
  expect(staysOf(caller().at(0, queues('support')).at(30, leavesQueue('support', 'abandoned', { waitMs: -2_000 })))).toEqual([['support#1', 'abandoned', 0]]);
  expect(staysOf(caller().at(0, queues('support', { visit: 'v' })).at(5, reaches('anna')).at(6, leavesQueue('support', 'answered', { visit: 'v', waitMs: 4_000 }))))
    .toEqual([['v', 'answered', 4_000]]);
});

test('takes an exit by key that leads to a call-back as one way out, by call-back', () => {
  const story = caller().at(0, queues('support')).at(40, leavesQueue('support', 'exit-key')).at(44, asksForCallback()).at(50, hangsUp());
  expect(staysOf(story)).toEqual([['support#1', 'callback', seconds(40)]]);
  expect(contactOf(story).callback).toEqual({ attempts: 0, triedAt: [], requestedAt: seconds(44) });
});

test('lets the source say how a hang-up ended the stay, before or after', () => {
  const story = caller().at(0, queues('support')).at(40, hangsUp());
  expect(staysOf(story)).toEqual([['support#1', 'abandoned', seconds(40)]]);
  expect(staysOf(story.at(41, leavesQueue('support', 'timeout')))).toEqual([['support#1', 'timeout', seconds(41)]]);
  expect(staysOf(story.at(39, leavesQueue('support', 'timeout')))).toEqual([['support#1', 'timeout', seconds(39)]]);
});

test('keeps the place of a caller who resumes', () => {
  const story = caller().at(0, queues('support')).at(30, leavesQueue('support', 'withdrawn')).at(40, queues('support', { resumed: true })).at(60, reaches('anna'));
  expect(staysOf(story)).toEqual([['support#1', 'answered', seconds(60)]]);
});

test('tells stays in two queues apart, and an answer ends the one it names', () => {
  const story = caller().at(0, queues('sales')).at(5, queues('support')).at(20, reaches('anna', 'support'));
  expect(staysOf(story)).toEqual([['sales#1', undefined, undefined], ['support#2', 'answered', seconds(15)]]);
});

test('takes an answer without a stay as direct', () => {
  expect(contactOf(caller().at(20, reaches('anna', 'support'))).visits).toEqual([{
    id: 'support#1', queue: 'support', enteredAt: seconds(20), leftAt: seconds(20), reason: 'answered', waitMs: 0, direct: true, transferredIn: false, agent: 'anna',
  }]);
  expect(contactOf(caller().at(20, reaches('anna'))).visits).toEqual([]);
});

test('knows a stay of which only the end was heard', () => {
  expect(contactOf(caller().at(60, leavesQueue('support', 'abandoned', { waitMs: 45_000 }))).visits).toEqual([{
    id: 'support#1', queue: 'support', enteredAt: seconds(15), leftAt: seconds(60), reason: 'abandoned', waitMs: 45_000, direct: false, transferredIn: false,
  }]);
});

test('ends all offers when one of several phones is picked up', () => {
  const story = caller().at(0, queues('support')).at(2, rings('anna'), rings('bert')).at(9, reaches('bert'));
  expect(contactOf(story).offers).toEqual([
    { agent: 'anna', queue: 'support', at: seconds(2), endedAt: seconds(9), reason: 'elsewhere' },
    { agent: 'bert', queue: 'support', at: seconds(2), endedAt: seconds(9), reason: 'answered' },
  ]);
});
