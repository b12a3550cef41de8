import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { answerOf, asksAgainAt, caller, ends, flagsOf, hangsUp, isBackWith, isHeldBy, partsFrom, reaches } from '../../test/support/story.js';
import { longHold } from './long-hold.js';

const rule = [longHold];
const talk = caller().at(0, reaches('anna', 'support'));
const held = talk.at(60, isHeldBy('anna'));

test('flags a caller on hold for more than two minutes', () => {
  expect(flagsOf(held, rule, { now: 181, floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'long-hold', subject: 'anna#1', since: seconds(180), severity: 'warning',
    because: 'put on hold by Anna for more than 2:00', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('stays quiet at two minutes sharp, and wakes at the instant after, and once more to become severe', () => {
  expect(answerOf(held, longHold, { now: 180 })).toEqual({ raised: [], askAgainAt: seconds(180) + 1 });
  expect(asksAgainAt(held, longHold, { now: 181 })).toBe(seconds(360) + 1);
  expect(answerOf(held, longHold, { now: 361 })).toEqual({
    raised: [{
      subject: 'anna#1', since: seconds(180), severity: 'severe', because: 'put on hold by anna for more than 5:00', place: { agent: 'anna', queue: 'support' },
    }],
  });
});

test('is over when the agent is back', () => {
  expect(flagsOf(held.at(190, isBackWith('anna')), rule, { now: 900 })).toEqual([{
    rule: 'long-hold', subject: 'anna#1', since: seconds(180), until: seconds(190), severity: 'warning',
    because: 'put on hold by anna for 2:10', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('flags the third hold at once', () => {
  const often = [100, 200].reduce((told, at) => told.at(at, isHeldBy('anna')).at(at + 10, isBackWith('anna')), talk);
  expect(flagsOf(often, rule)).toEqual([]);
  const third = often.at(300, isHeldBy('anna'));
  expect(flagsOf(third, rule).map(({ since, until, because }) => [since, until, because])).toEqual([[seconds(300), undefined, 'put on hold by anna 3 times']]);
  expect(flagsOf(third.at(330, isBackWith('anna')), rule).map(({ until, because }) => [until, because])).toEqual([
    [seconds(330), 'put on hold by anna 3 times for 0:50 in all, the longest 0:30'],
  ]);
});

test('flags more than a quarter of the talk when the talk is over', () => {
  const story = (left: number) => talk.at(20, isHeldBy('anna')).at(60, isBackWith('anna')).at(left, partsFrom('anna', 'agent')).at(left, hangsUp());
  expect(flagsOf(story(200), rule)).toEqual([]);
  expect(flagsOf(story(199), rule)).toEqual([{
    rule: 'long-hold', subject: 'anna#1', since: seconds(199), until: seconds(199), severity: 'warning',
    because: 'put on hold by anna for 0:40, beside 2:39 of talk', place: { agent: 'anna', queue: 'support' },
  }]);
});

test('stays quiet for five seconds of hold in ten seconds of talk', () => {
  expect(flagsOf(talk.at(5, isHeldBy('anna')).at(10, isBackWith('anna')).at(15, hangsUp()), rule)).toEqual([]);
});

test('asks about each agent by themselves', () => {
  const story = held.at(100, isBackWith('anna')).at(400, partsFrom('anna', 'transfer')).at(400, reaches('bert')).at(420, isHeldBy('bert')).at(430, isBackWith('bert')).at(440, isHeldBy('bert'));
  expect(flagsOf(story, rule)).toEqual([]);
});

test('takes no duration from an end that is inferred', () => {
  expect(answerOf(held.at(900, ends('inferred')), longHold, { now: 1_000 })).toEqual({ raised: [] });
});

test('ends the hold with the contact', () => {
  expect(flagsOf(held.at(200, hangsUp()), rule).map(({ until, because }) => [until, because])).toEqual([[seconds(200), 'put on hold by anna for 2:20, beside 1:00 of talk']]);
});

test('takes the flag back when it shows late that the agent was back in time', () => {
  expect(flagsOf(held, rule, { now: 200 })).toHaveLength(1);
  expect(flagsOf(held.at(90, isBackWith('anna')), rule, { now: 200 })).toEqual([]);
});
