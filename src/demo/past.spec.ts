import { beforeAll, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { DAY } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { PAST_DAYS, pastOf } from './past.js';
import type { Past } from './past.js';
import { simulate, WARM_UP } from './simulate.js';

const startAt = Date.UTC(2025, 10, 24, 9);
const floor = readDemoFloor();
let past: Past;
const bySubject = new Map<string, EarshotEvent[]>();
beforeAll(() => {
  past = pastOf({ seed: 3, startAt, floor });
  for (const event of past.events) bySubject.set(event.subject, [...bySubject.get(event.subject) ?? [], event]);
});

const count = (type: string): number => past.events.filter((event) => event.type === type).length;

test('goes back three weeks in as many events as are read in seconds, none of them of the future or with an id of its live days', () => {
  const times = past.events.map(({ time }) => time);
  expect([Math.min(...times) >= startAt - WARM_UP - PAST_DAYS * DAY, Math.min(...times) < startAt - (PAST_DAYS - 1) * DAY, Math.max(...times) <= startAt]).toEqual([true, true, true]);
  expect(past.events.length).toBeGreaterThan(30_000);
  expect(past.events.length).toBeLessThan(150_000);
  const ids = new Set(past.events.map(({ id }) => id));
  expect(ids.size).toBe(past.events.length);
  for (const event of simulate({ seed: 3, startAt, floor })) {
    if (event.time > startAt) break;
    expect(ids.has(event.id)).toBe(false);
  }
});

test('tells each contact whole: nobody of last week waits on the board', () => {
  for (const [subject, events] of bySubject) {
    if (Object.hasOwn(floor.agents, subject)) continue;
    expect([events.some(({ type }) => type === 'contact.started'), events.some(({ type }) => type === 'contact.ended')]).toEqual([true, true]);
  }
});

test('shows prompts answered and let pass, surveys answered and expired, promises kept and broken, and customers who contradict', () => {
  for (const [some, others] of [['prompt.answered', 'prompt.expired'], ['survey.answered', 'survey.expired'], ['promise.fulfilled', 'promise.made']] as const) {
    expect(count(some)).toBeGreaterThan(50);
    expect(count(others)).toBeGreaterThan(100);
  }
  const contradicted = [...bySubject.values()].filter((events) => (
    events.some((event) => event.type === 'wrapup.ended' && event.data.resolved === 'yes') && events.some((event) => event.type === 'survey.answered' && event.data.question === 'resolved' && event.data.value === 'no')
  ));
  expect(contradicted.length).toBeGreaterThan(20);
});

test('has a spell in which callers about their bill go round the menu, and its end', () => {
  const mazes = [...bySubject.values()].filter((events) => events.filter((event) => event.type === 'ivr.node.entered' && event.data.node === 'main').length >= 3);
  const during = mazes.filter(([first]) => (first?.time ?? 0) < startAt - WARM_UP - 3 * DAY && (first?.time ?? 0) > startAt - WARM_UP - 8 * DAY).length / 5;
  const after = mazes.filter(([first]) => (first?.time ?? 0) > startAt - WARM_UP - 3 * DAY).length / 3;
  expect(during).toBeGreaterThan(3 * Math.max(1, after));
});

test('lets those who were not helped call again about it', () => {
  const [first] = past.unhelped;
  const numbers = new Set<string>();
  for (const event of simulate({ seed: 3, startAt, floor, unhelped: past.unhelped.slice(0, 5) })) {
    if (event.time > startAt) break;
    if (event.type === 'contact.started' && event.data.from !== undefined) numbers.add(event.data.from);
  }
  expect(past.unhelped.length).toBeGreaterThan(20);
  expect(numbers.has(first?.customer.number ?? '')).toBe(true);
});
