import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { answerOf, asksAgainAt, caller, ends, enters, flagsOf, hangsUp, leavesQueue, queues, reaches } from '../../test/support/story.js';
import { slowToHuman } from './slow-to-human.js';

const rule = [slowToHuman];
const floor = { queues: { support: { name: 'Support' } } };
const soon = caller({ to: '+4930' }).at(0, enters('main')).at(30, queues('support'));

test('flags a caller who has no agent five minutes after the contact began, and is severe after ten', () => {
  expect(asksAgainAt(soon, slowToHuman, { now: 31 })).toBe(seconds(300) + 1);
  expect(flagsOf(soon, rule, { now: 301, floor })).toEqual([{
    rule: 'slow-to-human', subject: 'contact', since: seconds(300), severity: 'warning',
    because: 'needed 0:30 to the queue Support, no agent after 5:00', place: { queue: 'support', entry: '+4930' },
  }]);
  expect(asksAgainAt(soon, slowToHuman, { now: 301 })).toBe(seconds(600) + 1);
  expect(flagsOf(soon, rule, { now: 601 }).map(({ severity, because }) => [severity, because])).toEqual([['severe', 'needed 0:30 to the queue support, no agent after 10:00']]);
});

test('flags who needed more than two minutes to the queue, though an agent answers at once', () => {
  const late = caller().at(0, enters('main')).at(160, queues('support')).at(165, reaches('anna'));
  expect(flagsOf(late, rule).map(({ since, until, because }) => [since, until, because])).toEqual([
    [seconds(120), seconds(165), 'needed 2:40 to the queue support, 2:45 to the first agent'],
  ]);
});

test('is over with the answer, and with the hang-up', () => {
  expect(flagsOf(soon.at(312, reaches('anna')), rule).map(({ until, because }) => [until, because])).toEqual([[seconds(312), 'needed 0:30 to the queue support, 5:12 to the first agent']]);
  expect(flagsOf(soon.at(312, hangsUp()), rule).map(({ until, because }) => [until, because])).toEqual([[seconds(312), 'needed 0:30 to the queue support, left after 5:12 without an agent']]);
});

test('stays quiet for a caller who serves themselves, mail, and who takes a call-back', () => {
  expect(answerOf(caller().at(0, enters('main')), slowToHuman, { now: 900 })).toEqual({ raised: [] });
  expect(answerOf(caller({ channel: 'email' }).at(0, queues('support')), slowToHuman, { now: 900 })).toEqual({ raised: [] });
  expect(flagsOf(soon.at(60, leavesQueue('support', 'callback')), rule, { now: 900 })).toEqual([]);
});

test('stays quiet while the number is closed, and where the contact was lost sight of', () => {
  const closed = { calendars: { office: { hours: {}, holidays: [] } }, entries: { '+4930': { calendar: 'office' } } };
  expect(flagsOf(soon, rule, { now: 900, floor: closed })).toEqual([]);
  expect(flagsOf(soon.at(900, ends('inferred')), rule)).toEqual([]);
});

test('takes the flag back when it shows late that an agent had answered', () => {
  expect(flagsOf(soon, rule, { now: 400 })).toHaveLength(1);
  expect(flagsOf(soon.at(45, reaches('anna')), rule, { now: 400 })).toEqual([]);
});

const known = (ms: number, since = 0) => ({ learned: { at: since, ways: { '+4930': [{ since, ms }] } } });
const detour = caller({ to: '+4930' }).at(0, enters('main')).at(100, queues('support')).at(105, reaches('anna'));

test('flags who needed more than twice the shortest way of the number, and says how long that takes', () => {
  expect(flagsOf(detour, rule)).toEqual([]);
  expect(flagsOf(detour, rule, { floor: known(seconds(40)) }).map(({ since, until, severity, because }) => [since, until, severity, because])).toEqual([
    [seconds(90), seconds(105), 'warning', 'needed 1:40 to the queue support where the shortest way takes 0:40, 1:45 to the first agent'],
  ]);
  expect(flagsOf(detour, rule, { floor: known(seconds(50)) })).toEqual([]);
});

test('up to a minute and a half nothing is slow, however short the shortest way is; two minutes are, however long', () => {
  expect(flagsOf(detour, rule, { floor: known(seconds(5)) }).map(({ since }) => since)).toEqual([seconds(90)]);
  const late = caller({ to: '+4930' }).at(0, enters('main')).at(130, queues('support')).at(135, reaches('anna'));
  expect(flagsOf(late, rule, { floor: known(seconds(110)) }).map(({ because }) => because)).toEqual(['needed 2:10 to the queue support, 2:15 to the first agent']);
});

test('a way that was learned after the call began says nothing of it, nor one that is switched off, nor of who met no menu', () => {
  expect(flagsOf(detour, rule, { floor: known(seconds(40), 1) })).toEqual([]);
  expect(flagsOf(detour, rule, { floor: { ...known(seconds(40)), flags: { 'slow-to-human': { options: { timesShortest: 0 } } } } })).toEqual([]);
  expect(flagsOf(caller({ to: '+4930' }).at(100, queues('support')).at(105, reaches('anna')), rule, { floor: known(seconds(40)) })).toEqual([]);
});
