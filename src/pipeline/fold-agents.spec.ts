import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StoryStreet } from '../../test/support/street.js';
import { foldAgentDay } from '../domain/agent.js';
import { contributionsOfAgentDay } from '../domain/contributions/agent-day.js';
import type { EarshotEvent } from '../domain/event.js';
import { DAY, HOUR, MINUTE, QUARTER } from '../domain/time.js';
import { foldAgentEvent, weighAgentDay } from './fold-agents.js';
import { Memory } from './memory.js';
import { Readings } from './readings.js';

const MONDAY = Date.parse('2026-03-02T00:00:00Z');
let told = 0;
const is = (state: 'available' | 'away' | 'offline', at: number): EarshotEvent => {
  told += 1;
  return { id: `s${told}`, source: 'story', subject: 'anna', time: at, type: 'agent.state', data: { state } };
};
/** Hours per state of each day, as they are counted. */
function hoursOf(street: StoryStreet, day: number): Record<string, number> {
  const sums = street.memory.unsaved.sums('arrival', 'agent/anna', MONDAY + day * DAY, MONDAY + (day + 1) * DAY);
  return Object.fromEntries(Object.entries(sums).filter(([measure]) => measure.startsWith('state.') && measure !== 'state.offline').map(([measure, value]) => [measure.slice(6), (value ?? 0) / HOUR]));
}

test('who works past midnight begins the next day as the last one ended', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 22 * HOUR, [is('available', MONDAY + 22 * HOUR)]);
  await street.arrive(MONDAY + DAY + 2 * HOUR, [is('offline', MONDAY + DAY + 2 * HOUR)]);
  await street.tick(MONDAY + 2 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1)]).toEqual([{ available: 2 }, { available: 2 }]);
});

test('who was not heard of for long was not there, even where no source said so', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 7 * HOUR, [is('available', MONDAY + 7 * HOUR)]);
  await street.tick(MONDAY + DAY + HOUR);
  await street.arrive(MONDAY + 2 * DAY + 8 * HOUR, [is('away', MONDAY + 2 * DAY + 8 * HOUR)]);
  await street.arrive(MONDAY + 2 * DAY + 9 * HOUR, [is('offline', MONDAY + 2 * DAY + 9 * HOUR)]);
  await street.tick(MONDAY + 3 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1), hoursOf(street, 2)]).toEqual([{ available: 17 }, {}, { away: 1 }]);
});

test('a late word about yesterday changes yesterday and how today began', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 20 * HOUR, [is('available', MONDAY + 20 * HOUR)]);
  await street.arrive(MONDAY + DAY + 6 * HOUR, [is('away', MONDAY + DAY + 6 * HOUR)]);
  await street.arrive(MONDAY + DAY + 6 * HOUR + MINUTE, [is('offline', MONDAY + 21 * HOUR), is('offline', MONDAY + DAY + 7 * HOUR)]);
  await street.tick(MONDAY + 2 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1)]).toEqual([{ available: 1 }, { away: 1 }]);
});

test('an event that comes twice counts once', async () => {
  const street = new StoryStreet();
  const event = is('available', MONDAY + 20 * HOUR);
  for (const at of [20, 21, 22]) await street.arrive(MONDAY + at * HOUR, [event]);
  await street.arrive(MONDAY + 23 * HOUR, [is('offline', MONDAY + 23 * HOUR)]);
  expect(hoursOf(street, 0)).toEqual({ available: 3 });
});

const states = ['available', 'away', 'offline'] as const;
/** Hundreds of words about one agent's day, some about the day before, in any order near their time, some twice. */
const anyShift = fc.array(fc.record({ turn: fc.nat({ max: 9 }), early: fc.integer({ min: -9, max: 9 }), far: fc.nat({ max: 60 }), twice: fc.boolean() }), { minLength: 1, maxLength: 400 })
  .map((words) => words.flatMap(({ turn, early, far, twice }, place) => {
    const at = MONDAY + 8 * HOUR + (place + early) * 90_000 - (far === 0 ? 8 * HOUR : 0) - (far === 1 ? DAY : 0);
    const event = turn < 3 ? is(states[turn] ?? 'away', at) : turn < 6 ? about(turn, at, `c${place >> 2}`) : ofQueue(turn, at, place % 2 === 0 ? 'support' : 'sales');
    return twice && early > 5 ? [event, event] : [event];
  }));
const about = (turn: number, time: number, subject: string): EarshotEvent => {
  told += 1;
  const type = (['agent.connected', 'agent.left', 'wrapup.started'] as const)[turn - 3] ?? 'agent.left';
  return { id: `c${told}`, source: 'story', subject, time, type, data: { agent: 'anna' } };
};

/** Signed in and out, paused in a queue, away with a reason. */
const ofQueue = (turn: number, time: number, queue: string): EarshotEvent => {
  told += 1;
  const common = { id: `q${told}`, source: 'story', subject: 'anna', time };
  if (turn === 6) return { ...common, type: 'agent.signed-in', data: { queues: [queue] } };
  if (turn === 7) return { ...common, type: 'agent.signed-out', data: { queues: [queue] } };
  return { ...common, type: 'agent.state', data: turn === 8 ? { state: told % 3 === 0 ? 'available' : 'away', queue, reason: queue } : { state: 'away', reason: queue } };
};

test('a day that is folded on as its events arrive is the day folded at once, and counts the same', () => {
  fc.assert(fc.property(anyShift, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 48 }), (events, perStep, hours) => {
    const memory = new Memory();
    for (let at = 0, position = 1; at < events.length; at += perStep, position += 1) {
      const touched = new Set(events.slice(at, at + perStep).map((event) => foldAgentEvent(memory, event, position)));
      for (const day of touched) if (day) weighAgentDay(memory, day, position, MONDAY + hours * HOUR);
    }
    const counted = new Readings(QUARTER);
    for (const record of memory.agents.get('anna')?.days ?? []) {
      const { agent, day, from, to } = record.day;
      expect(record.day).toEqual(foldAgentDay(agent, day, from, to, record.carried, record.kept.events));
      expect(record.counted).toEqual(contributionsOfAgentDay(record.day, to <= MONDAY + hours * HOUR));
      counted.add(record.counted, 1);
    }
    expect(memory.unsaved.all()).toEqual(counted.all());
  }), { numRuns: 200 });
});
