import { describe, expect, test } from '@jest/globals';
import type { Flag, FlagChange } from '../domain/flag.js';
import { unnamedFloor } from '../domain/floor.js';
import { HOUR, MINUTE, seconds } from '../domain/time.js';
import { Feed } from './feed.js';
import type { PlacedFact } from './feed.js';

const floor = { ...unnamedFloor, queues: { billing: { name: 'Billing', owner: 'money' } }, owners: { money: { name: 'Billing office' } } };
const texts = new Map([['long-wait', { title: 'Long wait', action: 'Move someone' }]]);
const wait = (contact: string, more: Partial<Flag> = {}): Flag => ({
  contact, rule: 'long-wait', version: 1, class: 'alert', subject: 'v', since: 0, severity: 'warning', because: 'waits', place: { queue: 'billing' }, raisedAt: 0, ...more,
});
const change = (kind: FlagChange['kind'], flag: Flag): FlagChange => ({ kind, flag });
const raised = (contact: string, more: Partial<Flag> = {}): FlagChange => change('raised', wait(contact, more));
const told = (facts: readonly PlacedFact[]): unknown[] => facts.map(({ line }) => [line.kind, line.contacts.join(' '), line.state]);

test('tells an alert with what it is, where, whose it is and what can be done', () => {
  const feed = new Feed(texts, 100);
  expect(feed.take([raised('c1', { severity: 'severe' })], floor, seconds(5))).toEqual([{
    number: 101, place: { queue: 'billing' },
    line: {
      id: 'c1 long-wait v', kind: 'alert', rule: 'long-wait', title: 'Long wait', severity: 'severe', because: 'waits', action: 'Move someone',
      place: { queue: { id: 'billing', name: 'Billing' }, owner: { id: 'money', name: 'Billing office' } }, contacts: ['c1'], count: 1, since: 0, raisedAt: seconds(5), state: 'live',
    },
  }]);
});

describe('tells nothing of', () => {
  test.each([
    ['a note', wait('c1', { class: 'note' })],
    ['what is over when it is first known', wait('c1', { until: seconds(1) })],
    ['what began more than a quarter of an hour ago', wait('c1', { since: -16 * MINUTE })],
  ])('%s', (_, flag) => {
    expect(new Feed(texts, 0).take([change('raised', flag)], floor, seconds(5))).toEqual([]);
  });
});

describe('what becomes of an alert', () => {
  test('fresh evidence updates its line, the instant at which it was raised stays', () => {
    const feed = new Feed(texts, 0);
    feed.take([raised('c1')], floor, seconds(5));
    const [fact] = feed.take([change('updated', wait('c1', { because: 'still waits', severity: 'severe' }))], floor, seconds(60));
    expect(fact?.line).toMatchObject({ because: 'still waits', severity: 'severe', raisedAt: seconds(5), state: 'live' });
  });

  test('it is cleared when the flag says that nobody can act any more, or when that instant comes', () => {
    const feed = new Feed(texts, 0);
    feed.take([raised('c1'), raised('c2', { until: seconds(90) })], floor, 0);
    expect(feed.take([change('updated', wait('c1', { until: seconds(60) }))], floor, seconds(61))[0]?.line).toMatchObject({ state: 'cleared', endedAt: seconds(60) });
    expect(feed.tick(seconds(89))).toEqual([]);
    expect(feed.tick(seconds(90))[0]?.line).toMatchObject({ contacts: ['c2'], state: 'cleared', endedAt: seconds(90) });
    expect(feed.tick(seconds(91))).toEqual([]);
  });

  test('it is retracted when it was not so, cleared or not', () => {
    const feed = new Feed(texts, 0);
    feed.take([raised('c1'), raised('c2', { until: seconds(10) })], floor, 0);
    feed.tick(seconds(10));
    const gone = ['c1', 'c2', 'c3'].map((contact) => change('retracted', wait(contact, { retractedAt: seconds(20) })));
    expect(told(feed.take(gone, floor, seconds(20)))).toEqual([['alert', 'c1', 'retracted'], ['alert', 'c2', 'retracted']]);
    expect(feed.take(gone, floor, seconds(21))).toEqual([]);
  });

  test('what is raised again stands again', () => {
    const feed = new Feed(texts, 0);
    feed.take([raised('c1'), change('retracted', wait('c1', { retractedAt: 1 }))], floor, 0);
    expect(told(feed.take([raised('c1')], floor, seconds(30)))).toEqual([['alert', 'c1', 'live']]);
  });

  test('who moves on to another queue is gone from the first, which learns nothing of the second', () => {
    const feed = new Feed(texts, 0);
    feed.take([raised('c1')], floor, 0);
    const facts = feed.take([change('updated', wait('c1', { place: { queue: 'loans' }, because: 'was with billing and loans' }))], floor, seconds(30));
    expect(facts.map(({ place, line }) => [place.queue, line.place.queue?.id, line.state, line.because])).toEqual([
      ['billing', 'billing', 'cleared', 'waits'], ['loans', 'loans', 'live', 'was with billing and loans'],
    ]);
    expect(feed.standing().map(({ place, line }) => [place.queue, line.state])).toEqual([['loans', 'live']]);
  });
});

describe('incidents', () => {
  const callers = (count: number, from = 0): FlagChange[] => Array.from({ length: count }, (_, index) => raised(`call ${from + index}`));

  test('are five alerts of one rule at one place within ten minutes', () => {
    const feed = new Feed(texts, 0);
    feed.take(callers(4), floor, 0);
    expect(told(feed.take([raised('x', { since: 9 * MINUTE })], floor, 10 * MINUTE))).toEqual([['alert', 'x', 'live']]);
    const other = new Feed(texts, 0);
    other.take(callers(4), floor, 0);
    other.take([raised('y', { place: { queue: 'loans' } }), raised('z', { rule: 'turned-away' }), raised('w', { place: {} })], floor, seconds(9));
    const facts = other.take([raised('x')], floor, 10 * MINUTE - 1);
    const incident = facts.find(({ line }) => line.kind === 'incident');
    expect(incident?.line).toMatchObject({ count: 5, contacts: ['call 0', 'call 1', 'call 2', 'call 3', 'x'], severity: 'severe', because: '5 callers in 10 minutes', place: { queue: { id: 'billing' } } });
    expect(facts.filter(({ line }) => line.kind === 'alert').map(({ line }) => line.into)).toEqual([0, 1, 2, 3, 4].map(() => incident?.line.id));
  });

  test('take in what follows, and last as long as an alert in them does', () => {
    const feed = new Feed(texts, 0);
    feed.take(callers(5), floor, 0);
    feed.take([raised('late', { since: 12 * MINUTE })], floor, 12 * MINUTE);
    const standing = () => feed.standing().filter(({ line }) => line.kind === 'incident').map(({ line }) => [line.count, line.state]);
    feed.tick(30 * MINUTE);
    expect(standing()).toEqual([[6, 'live']]);
    const over = [...Array.from({ length: 5 }, (_, index) => `call ${index}`), 'late'].map((contact) => change('updated', wait(contact, { until: 31 * MINUTE })));
    feed.take(over, floor, 31 * MINUTE);
    feed.tick(31 * MINUTE);
    expect(standing()).toEqual([[6, 'cleared']]);
  });

  test('name contacts whole, whatever signs are in their ids', () => {
    const feed = new Feed(texts, 0);
    feed.take(callers(6), floor, 0);
    feed.take([change('retracted', wait('call 1', { retractedAt: 1 }))], floor, 1);
    expect(feed.standing().find(({ line }) => line.kind === 'incident')?.line.contacts).toEqual(['call 0', 'call 2', 'call 3', 'call 4', 'call 5']);
  });
});

describe('numbers', () => {
  test('go up by one with each fact, and a page resumes after the last it has', () => {
    const feed = new Feed(texts, 1_000);
    feed.take([raised('c1'), raised('c2')], floor, 0);
    expect([feed.since(1_001).map(({ number }) => number), feed.canResume(1_001), feed.canResume(1_000), feed.canResume(1_002)]).toEqual([[1_002], true, true, true]);
  });

  test('of another run, of the future or too long ago are no place to resume', () => {
    const feed = new Feed(texts, 1_000);
    expect([feed.canResume(999), feed.canResume(1_000), feed.canResume(1_001)]).toEqual([false, true, false]);
    for (let update = 0; update < 700; update += 1) feed.take([raised('c1', { because: `${update}` })], floor, update);
    expect([feed.canResume(1_150), feed.canResume(1_300)]).toEqual([false, true]);
  });

  test('a step with more facts than are kept tells them all', () => {
    const feed = new Feed(texts, 0);
    const many = Array.from({ length: 900 }, (_, index) => raised(`c${index}`, { place: {} }));
    expect(feed.take(many, floor, 0)).toHaveLength(900);
  });
});

test('forgets what ended an hour ago, once a minute', () => {
  const feed = new Feed(texts, 0);
  feed.take([raised('c1', { until: seconds(10) })], floor, 0);
  feed.tick(seconds(10));
  feed.tick(seconds(10) + HOUR);
  expect(feed.standing()).toHaveLength(1);
  feed.tick(seconds(10) + HOUR + MINUTE);
  expect(feed.standing()).toEqual([]);
});
