import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../test/support/any-events.js';
import { caller, contactOf, ends, enters, hangsUp, isBackWith, isHeldBy, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { foldContact } from './fold/fold.js';
import { talkMsIn, timeOf } from './lost-time.js';
import { compareEvents } from './order.js';
import { seconds } from './time.js';

/** `menu at main 20`, by what a caller's time went on. */
const lostIn = (story: Story): string[] => (timeOf(contactOf(story))?.lost ?? []).map(({ on, at, ms }) => `${on}${at === undefined ? '' : ` at ${at.name}`} ${ms / 1_000}`);

test('tells menu, queue and hold apart, and what lies between them', () => {
  const story = caller().at(3, enters('main')).at(20, enters('billing')).at(30, queues('support')).at(90, reaches('anna', 'support'))
    .at(120, isHeldBy('anna')).at(150, isBackWith('anna')).at(200, partsFrom('anna')).at(204, hangsUp());
  expect(lostIn(story)).toEqual(['between 7', 'menu at main 17', 'menu at billing 10', 'waiting at support 60', 'hold at support 30']);
  expect(timeOf(contactOf(story))?.talkMs).toBe(seconds(80));
});

test('waiting in two queues at once is waiting once, in the one entered first', () => {
  expect(lostIn(caller().at(0, queues('sales')).at(10, queues('support')).at(40, leavesQueue('sales', 'overflow')).at(60, hangsUp())))
    .toEqual(['waiting at sales 40', 'waiting at support 20']);
});

test('what is played in a queue is waiting, and a survey is none of it', () => {
  expect(lostIn(caller().at(0, queues('support')).at(10, enters('jokes', { purpose: 'in-queue' })).at(20, leavesQueue('support', 'timeout')).at(20, hangsUp()))).toEqual(['waiting at support 20']);
  const surveyed = caller().at(0, reaches('anna')).at(60, partsFrom('anna')).at(60, enters('how was it', { purpose: 'survey' })).at(90, hangsUp());
  expect(timeOf(contactOf(surveyed))).toEqual({ lost: [], talkMs: seconds(60), surveyMs: seconds(30) });
});

test('a hold without a queue has no place, and who talks with one agent while another holds is talking', () => {
  expect(lostIn(caller().at(0, reaches('anna')).at(10, isHeldBy('anna')).at(40, hangsUp()))).toEqual(['hold 30']);
  expect(lostIn(caller().at(0, reaches('anna', 'sales')).at(10, isHeldBy('anna')).at(30, reaches('bert', 'sales')).at(60, hangsUp()))).toEqual(['hold at sales 20']);
});

test('says nothing of a contact that goes on, or whose end nobody heard of', () => {
  expect(timeOf(contactOf(caller().at(0, enters('main'))))).toBeUndefined();
  expect(timeOf(contactOf(caller().at(0, enters('main')).at(900, ends('inferred'))))).toBeUndefined();
});

test('every millisecond of a contact counts once', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const contact = foldContact(events.toSorted(compareEvents));
    const time = timeOf(contact);
    if (time === undefined) return;
    expect(time.lost.reduce((sum, { ms }) => sum + ms, time.talkMs + time.surveyMs)).toBe((contact.endedAt ?? 0) - contact.startedAt);
    expect(time.lost.every(({ ms }) => Number.isInteger(ms) && ms > 0)).toBe(true);
  }), { numRuns: 500 });
});

test('the talk alone is what it is among all the rest', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    const contact = foldContact(events.toSorted(compareEvents));
    expect(talkMsIn(contact)).toBe(timeOf(contact)?.talkMs);
  }), { numRuns: 1_000 });
});
