import { expect, test } from '@jest/globals';
import { HOUR, MINUTE, seconds } from '../domain/time.js';
import { answerOfCohort, caller, cohortOf, hangsUp, queues, reaches } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import { queueStarving } from './queue-starving.js';

const START = 1_780_000_020_000;
const floor = { queues: { support: { name: 'Support' } } };
const waiting = (count: number) => Array.from({ length: count }, (_, place) => START + seconds(place));
const support = (more: Parameters<typeof cohortOf>[0] | object) => cohortOf({ kind: 'queue', name: 'support', ...more });

test('flags more than two waiting for each agent at work', () => {
  const answer = (count: number, atWork: number) => answerOfCohort(support({ waiting: waiting(count), atWork }), queueStarving, START + seconds(60), floor).raised;
  expect(answer(4, 2)).toEqual([]);
  expect(answer(5, 2)).toEqual([{
    subject: 'queue', since: START + seconds(4), severity: 'warning', because: 'Support: 5 or more waiting for 2 at work', place: { queue: 'support' },
  }]);
  expect(answer(13, 2).map(({ severity, because }) => [severity, because])).toEqual([['severe', 'Support: 10 or more waiting for 2 at work']]);
});

test('flags the first who waits where nobody is at work, and knows nothing where nobody was ever heard of', () => {
  expect(answerOfCohort(support({ waiting: waiting(1), atWork: 0 }), queueStarving, START + 1, floor).raised.map(({ because }) => because)).toEqual(['Support: 1 waiting and nobody at work']);
  expect(answerOfCohort(support({ waiting: waiting(9) }), queueStarving, START + 1, floor).raised).toEqual([]);
});

test('flags the longest wait, at the instant at which it asked to be woken', () => {
  const one = support({ waiting: [START, START + seconds(60)], atWork: 5 });
  expect(answerOfCohort(support({ waiting: [START], atWork: 5 }), queueStarving, START + seconds(500)).raised).toEqual([]);
  expect(answerOfCohort(one, queueStarving, START + 1)).toEqual({ raised: [], askAgainAt: START + seconds(120) + 1 });
  expect(answerOfCohort(one, queueStarving, START + seconds(120) + 1).raised.map(({ since, because }) => [since, because])).toEqual([[START + seconds(120), 'support: the longest for more than 2:00']]);
});

test('flags a share served in time below 60 % of ten or more, over 15 whole minutes', () => {
  const level = (answered: number, answeredInTime: number) => answerOfCohort(support({ arrived: () => ({ answered, answeredInTime }) }), queueStarving, START).raised.map(({ because }) => because);
  expect([level(20, 9), level(20, 12), level(9, 0)]).toEqual([['support: 45 % of 20 served in time over 15 minutes'], [], []]);
});

test('stays quiet while the queue is closed', () => {
  const closed = { calendars: { office: { hours: {}, holidays: [] } }, queues: { support: { calendar: 'office' } } };
  expect(answerOfCohort(support({ waiting: waiting(9), atWork: 0 }), queueStarving, START, closed)).toEqual({ raised: [] });
});

test('is raised on the queue, goes on within five minutes, and is over when it is well again', async () => {
  const street = new StoryStreet();
  const toldOf = () => street.told.filter(({ flag }) => flag.includes('queue-starving')).map(({ kind, at }) => [kind, at - START]);
  await street.arrive(START, [{ id: 's', source: 'story', subject: 'anna', type: 'agent.signed-in', time: START, data: { queues: ['support'] } }]);
  const call = (id: string, second: number) => caller({ id, begins: START + seconds(second) }).at(0, queues('support'));
  await street.arrive(START + seconds(3), ['a', 'b', 'c'].flatMap((id, place) => [...call(id, place).events]));
  expect(toldOf()).toEqual([['raised', seconds(3)]]);
  await street.arrive(START + seconds(20), [...call('a', 0).at(17, hangsUp()).events]);
  expect(toldOf()).toEqual([['raised', seconds(3)], ['updated', seconds(20)]]);
  await street.arrive(START + seconds(90), [...call('d', 90).events]);
  expect(toldOf().slice(2)).toEqual([['updated', seconds(90)]]);
  const [flag] = [...street.memory.cohorts.values()].flatMap(({ flags }) => flags);
  expect(flag).toMatchObject({ contact: 'queue voice/support', of: 'cohort', rule: 'queue-starving', because: 'support: 3 waiting for 1 at work', place: { queue: 'support' } });
  expect(flag?.until).toBeUndefined();
});

test('a late word that an agent had answered ends it', async () => {
  const street = new StoryStreet();
  const story = caller({ id: 'a', begins: START }).at(0, queues('support'));
  await street.arrive(START, [...story.events, ...caller({ id: 'b', begins: START + 1 }).at(0, queues('support')).events]);
  await street.passTo(START + 3 * MINUTE);
  await street.arrive(START + 3 * MINUTE, story.at(20, reaches('anna', 'support')).events.slice(-1));
  expect(street.told.filter(({ flag }) => flag.includes('queue-starving')).map(({ kind }) => kind)).toEqual(['raised', 'updated']);
  await street.tick(START + HOUR);
  expect([...street.memory.cohorts.values()].flatMap(({ flags }) => flags).map(({ until }) => until)).toEqual([START + 3 * MINUTE]);
});
