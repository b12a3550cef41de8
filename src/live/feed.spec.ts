import { expect, test } from '@jest/globals';
import type { Flag, FlagChange } from '../domain/flag.js';
import { unnamedFloor } from '../domain/floor.js';
import { Feed } from './feed.js';

const wait = (caller: number): Flag => ({
  contact: `c${caller}`, rule: 'long-wait', version: 1, class: 'alert', subject: 'v', since: 1_000, severity: 'warning',
  because: 'still waiting in Billing after 2:00', place: { queue: 'billing' }, raisedAt: 1_000,
});
const raised = (caller: number): FlagChange => ({ kind: 'raised', flag: wait(caller) });
const takenBack = (caller: number): FlagChange => ({ kind: 'retracted', flag: { ...wait(caller), retractedAt: 2_000 } });

function feedOf(callers: readonly number[]): Feed {
  const feed = new Feed(new Map(), 0);
  feed.take(callers.map(raised), unnamedFloor, 1_000);
  return feed;
}

const incidentIn = (feed: Feed) => feed.standing().map(({ line }) => line).find((line) => line.kind === 'incident');
const alone = (feed: Feed): string[] => feed.standing().map(({ line }) => line).filter((line) => line.kind === 'alert' && line.into === undefined && line.state === 'live').map((line) => line.contacts[0] ?? '');

test('folds five alerts of one rule at one queue into an incident', () => {
  const feed = feedOf([1, 2, 3, 4, 5]);
  expect(incidentIn(feed)).toMatchObject({ state: 'live', count: 5, because: '5 callers in one minute' });
  expect(alone(feed)).toEqual([]);
});

test('says what a supervisor made of an alert, once, and goes on saying it', () => {
  const feed = feedOf([1, 2]);
  const said = { rule: 'long-wait', mark: 'acted', by: 'ann', at: 2_000, did: 'moved two agents' } as const;
  const marked = feed.mark('c1', [said, { ...said, rule: 'menu-maze' }]);
  expect(marked.map(({ line }) => [line.contacts[0], line.mark])).toEqual([['c1', { mark: 'acted', by: 'ann', at: 2_000, did: 'moved two agents' }]]);
  expect(feed.mark('c1', [said])).toEqual([]);
  const [ended] = feed.take([{ kind: 'updated', flag: { ...wait(1), until: 3_000 } }], unnamedFloor, 3_000);
  expect(ended?.line).toMatchObject({ state: 'cleared', mark: { by: 'ann' } });
  expect(feed.mark('c1', [{ ...said, mark: 'noise', at: 4_000 }]).map(({ line }) => line.mark?.mark)).toEqual(['noise']);
});

test('an incident loses what was taken back', () => {
  const feed = feedOf([1, 2, 3, 4, 5, 6]);
  feed.take([takenBack(2)], unnamedFloor, 2_000);
  expect(incidentIn(feed)).toMatchObject({ state: 'live', count: 5, contacts: ['c1', 'c3', 'c4', 'c5', 'c6'] });
});

test('an incident with fewer left than make one is taken back, and the others stand by themselves', () => {
  const feed = feedOf([1, 2, 3, 4, 5]);
  feed.take([takenBack(1), takenBack(2)], unnamedFloor, 2_000);
  expect(incidentIn(feed)).toMatchObject({ state: 'retracted' });
  expect(alone(feed)).toEqual(['c3', 'c4', 'c5']);
});

test('an incident is over when all of its callers are helped', () => {
  const feed = feedOf([1, 2, 3, 4, 5]);
  const helped = (caller: number): FlagChange => ({ kind: 'updated', flag: { ...wait(caller), until: 3_000 } });
  feed.take([1, 2, 3, 4].map(helped), unnamedFloor, 3_000);
  feed.tick(3_000);
  expect(incidentIn(feed)?.state).toBe('live');
  feed.take([helped(5)], unnamedFloor, 3_000);
  feed.tick(3_250);
  expect(incidentIn(feed)).toMatchObject({ state: 'cleared', endedAt: 3_250 });
});

test('a page that opens sees an alert that stands, however much was said since', () => {
  const feed = feedOf([1]);
  for (let update = 0; update < 600; update += 1) feed.take([{ kind: 'updated', flag: { ...wait(2), place: {}, because: `waits ${update}` } }], unnamedFloor, 1_000 + update);
  expect(alone(feed)).toContain('c1');
});

test('tells of a whole queue in one line without contacts, that joins no incident and clears itself', () => {
  const feed = new Feed(new Map([['queue-starving', { title: 'Queue starving', action: 'Bring agents to this queue.' }]]), 0);
  const starving = (queue: string, until?: number): Flag => ({
    contact: `queue voice/${queue}`, of: 'cohort', rule: 'queue-starving', version: 1, class: 'alert', subject: 'queue@0', since: 0, severity: 'severe',
    because: `${queue}: 5 or more waiting for 2 at work`, place: { queue }, raisedAt: 0, ...(until === undefined ? {} : { until }),
  });
  for (let at = 0; at < 6; at += 1) feed.take([{ kind: 'raised', flag: { ...starving('support'), subject: `queue@${at}` } }], unnamedFloor, at);
  const lines = feed.standing().map(({ line }) => line);
  expect(lines.map(({ kind, contacts, state }) => [kind, contacts, state])).toEqual(Array.from({ length: 6 }, () => ['alert', [], 'live']));
  const [told] = feed.take([{ kind: 'updated', flag: starving('support', 60_000) }], unnamedFloor, 60_000);
  expect([told?.line.state, told?.line.action]).toEqual(['cleared', 'Bring agents to this queue.']);
});
