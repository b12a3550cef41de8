import { expect, test } from '@jest/globals';
import {
  asksForCallback, caller, comesOut, contactOf, enters, ends, hangsUp, isBackWith, isHeldBy, isTransferred, isWrappedUp, leavesQueue, partsFrom, presses, queues, reaches, rings, staysSilent, types, wrapsUp,
} from '../../test/support/story.js';
import type { Happening, Story } from '../../test/support/story.js';
import type { EarshotEvent } from '../domain/event.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { timelineOf } from './timeline.js';

const floor: Floor = {
  ...unnamedFloor,
  entries: { '+4930123': { name: 'the service line' } },
  nodes: { main: { name: 'Main menu' } },
  queues: { bill: { name: 'Billing' }, tech: { name: 'Support' } },
  agents: { a1: { name: 'Alice Agent' } },
};
const tell = (story: Story): string[] => timelineOf(contactOf(story), story.events, floor).map(({ says, tone }) => (tone === 'plain' ? says : `${says} [${tone}]`));

test('tells a call from the menu to its end', () => {
  const story = caller({ from: 'tel_abcdef', to: '+4930123' })
    .at(2, enters('main')).at(9, staysSilent()).at(12, presses('0', 'main')).at(13, types('account', 8), comesOut('balance'))
    .at(20, queues('bill')).at(25, rings('a1')).at(32, leavesQueue('bill', 'answered')).at(32, reaches('a1', 'bill'))
    .at(60, isHeldBy('a1')).at(90, isBackWith('a1')).at(100, isTransferred('blind', 'tech')).at(100, partsFrom('a1', 'transfer'))
    .at(101, wrapsUp('a1')).at(110, isWrappedUp('a1', { disposition: 'billed', resolved: 'partly' })).at(111, hangsUp());
  expect(tell(story)).toEqual([
    'Called the service line', 'Entered Main menu', 'Gave no answer [bad]', 'Pressed 0 in Main menu', 'Typed account (8 keys)', 'The menu served the caller: balance [good]',
    'Entered the queue Billing', 'Rang at Alice Agent', 'Left Billing for an agent after 0:12', 'Answered by Alice Agent after 0:12 [good]',
    'Put on hold by Alice Agent [bad]', 'Back from hold with Alice Agent', 'Transferred blind to Support', 'Alice Agent passed the customer on',
    'Wrap-up began of Alice Agent', 'Wrap-up ended of Alice Agent: billed, partly resolved [bad]', 'The customer hung up',
  ]);
});

test('tells how callers are let down', () => {
  const story = caller().at(0, queues('bill')).at(45, leavesQueue('bill', 'timeout')).at(45, queues('tech')).at(60, leavesQueue('tech', 'abandoned')).at(61, asksForCallback()).at(62, ends('system'));
  expect(tell(story).slice(2)).toEqual([
    'Was turned away from Billing: waited too long after 0:45 [bad]', 'Entered the queue Support', 'Gave up waiting in Support after 0:15 [bad]',
    'Asked to be called back', 'The connection was ended by the system [bad]',
  ]);
});

test('tells what the agent answered, and what was promised', () => {
  const answered = (answers: Record<string, string>): Happening => ({ type: 'prompt.answered', data: { agent: 'a1', answers } });
  const story = caller().at(10, { type: 'prompt.shown', data: { agent: 'a1' } }, answered({ reason: 'bill' }), answered({ resolved: 'workaround' }), answered({ resolved: 'no', blocked: 'policy' }))
    .at(11, answered({ resolved: 'not-mine' }), answered({ resolved: 'yes', promise: 'no' }), answered({ reason: 'what they typed' }), answered({ mood: 'good' }), answered({ promise: 'today' }))
    .at(12, { type: 'promise.made', data: { what: 'what they typed', due: 0 } }, { type: 'promise.fulfilled', data: {} });
  expect(tell(story).slice(1)).toEqual([
    'A question was shown to Alice Agent', 'Alice Agent said: about Billing', 'Alice Agent said: a workaround only [bad]', 'Alice Agent said: not resolved, blocked by policy [bad]',
    'Alice Agent said: not mine to solve', 'Alice Agent said: resolved, promised nothing [good]', 'Alice Agent said: about something else', 'Alice Agent answered the question',
    'Alice Agent said: promised something', 'Was promised something for 1970-01-01', 'A promise was kept [good]',
  ]);
});

test('tells what it was about where the settings name the reason, as an owner\'s', () => {
  const story = caller().at(10, { type: 'prompt.answered', data: { agent: 'a1', answers: { reason: 'bill-too-high', resolved: 'yes' } } });
  const named: Floor = { ...floor, owners: { billing: { owns: ['reason:bill-too-high'] } } };
  expect(timelineOf(contactOf(story), story.events, named).map(({ says }) => says)).toContain('Alice Agent said: about bill too high, resolved');
});

test('shows an event of a type it does not read', () => {
  const other: EarshotEvent = { id: '1', source: 's', type: 'other', sentType: 'robot.danced', subject: 'c', time: 5, data: {} };
  expect(timelineOf(contactOf([other]), [other], floor)).toEqual([{ at: 5, type: 'robot.danced', says: 'Reported robot.danced', source: 's', tone: 'plain' }]);
});

test('tells nothing that a caller typed, and no number', () => {
  const secret = '+49151555';
  const told: EarshotEvent[] = [
    { id: '1', source: 's', type: 'contact.started', subject: 'c', time: 1, data: { direction: 'outbound', from: secret, to: secret } },
    { id: '2', source: 's', type: 'customer.identified', subject: 'c', time: 2, data: { customer: secret } },
    { id: '3', source: 's', type: 'transfer.completed', subject: 'c', time: 3, data: { toNumber: secret } },
    { id: '4', source: 's', type: 'callback.requested', subject: 'c', time: 4, data: { number: secret } },
    { id: '5', source: 's', type: 'survey.answered', subject: 'c', time: 5, data: { question: 'resolved', value: secret } },
    { id: '6', source: 's', type: 'outbound.dialed', subject: 'c', time: 6, data: { to: secret } },
  ];
  const timeline = timelineOf(contactOf(told), told, floor);
  expect(timeline).toHaveLength(6);
  expect(JSON.stringify(timeline)).not.toContain(secret);
});

test('tells what the customer answered, of the questions that it knows', () => {
  const answer = (nth: number, question: string, value: string | number): EarshotEvent => ({ id: `a${nth}`, source: 'earshot/surveys', type: 'survey.answered', subject: 'c', time: nth, data: { survey: 's', question, value } });
  const stop: EarshotEvent = { id: 's6', source: 'earshot/surveys', type: 'survey.stopped', subject: 'c', time: 6, data: { survey: 's' } };
  const told = [answer(1, 'resolved', 'no'), answer(2, 'csat-5', 2), answer(3, 'comparison', 'same'), answer(4, 'free', 'given'), answer(5, 'taste', 'sweet'), stop];
  expect(timelineOf(contactOf(told), told, floor).map(({ says, tone }) => `${says} (${tone})`)).toEqual([
    'The customer said: not resolved (bad)', 'Answered the survey: csat-5 2 (plain)', 'The customer said: the same as last time (plain)', 'Added a line of their own (plain)', 'Answered the survey (plain)',
    'Answered the survey with STOP: wants no more messages (bad)',
  ]);
});
