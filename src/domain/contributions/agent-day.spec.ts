import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { singles } from '../../../test/support/contributions.js';
import { awayFor, reasonsIn } from '../agent-time.js';
import { foldAgentDay, offlineSince } from '../agent.js';
import type { AgentDay } from '../agent.js';
import type { AgentState, EarshotEvent, EventData, EventType, KnownEvent } from '../event.js';
import type { Measure, ReadingKey } from '../metric.js';
import { DAY, MINUTE, QUARTER, seconds } from '../time.js';
import type { Instant } from '../time.js';
import { ALL_AGENTS, contributionsOfAgentDay, contributionsOfRunning, settleSpans, staffKey } from './agent-day.js';

let told = 0;
function at<T extends EventType>(second: number, type: T, data: EventData[T], subject = 'anna'): EarshotEvent {
  told += 1;
  return { id: `e${told}`, source: 'story', subject, time: seconds(second), type, data } as KnownEvent;
}
const signsIn = (second: number, ...queues: string[]) => at(second, 'agent.signed-in', { queues });
const signsOut = (second: number, ...queues: string[]) => at(second, 'agent.signed-out', queues.length === 0 ? {} : { queues });
const is = (second: number, state: AgentState, reason?: string, queue?: string) => at(second, 'agent.state', { state, ...(reason !== undefined && { reason }), ...(queue !== undefined && { queue }) });
const takes = (second: number, contact: string) => at(second, 'agent.connected', { agent: 'anna' }, contact);
const leaves = (second: number, contact: string) => at(second, 'agent.left', { agent: 'anna' }, contact);

const dayOf = (events: readonly EarshotEvent[]): AgentDay => foldAgentDay('anna', '1970-01-01', 0, DAY, offlineSince(0), events);
/** What a day counts under one key, in seconds where it is time. */
function sumsOf(day: AgentDay, key: ReadingKey, from = 0, to = DAY): Partial<Record<Measure, number>> {
  const sums: Partial<Record<Measure, number>> = {};
  for (const each of singles(contributionsOfAgentDay(day, false))) {
    if (each.key === key && each.at >= from && each.at < to) sums[each.measure] = (sums[each.measure] ?? 0) + (/^over|^awayOver/.test(each.measure) ? each.value : each.value / 1_000);
  }
  return sums;
}

describe('by queue', () => {
  test('time counts for each queue that the agent is signed in to, and once for all agents', () => {
    const day = dayOf([signsIn(0, 'support', 'sales'), takes(100, 'a'), leaves(160, 'a'), signsOut(200)]);
    const whole = { 'state.available': 140, 'state.on-contact': 60 };
    expect([staffKey('support'), staffKey('sales'), ALL_AGENTS, 'agent/anna'].map((key) => sumsOf(day, key))).toEqual([whole, whole, whole, whole]);
  });

  test('counts from the instant at which the agent signs in to the queue, and up to that at which they sign out of it', () => {
    const day = dayOf([signsIn(0, 'support'), takes(100, 'a'), signsIn(120, 'sales'), leaves(160, 'a'), signsOut(180, 'sales'), signsOut(200)]);
    expect(sumsOf(day, staffKey('sales'))).toEqual({ 'state.on-contact': 40, 'state.available': 20 });
    expect(sumsOf(day, staffKey('support'))).toEqual({ 'state.on-contact': 60, 'state.available': 140 });
  });

  test('a pause in one queue is time away for that queue alone, with its reason and its limit', () => {
    const day = dayOf([signsIn(0, 'support', 'sales'), is(100, 'away', 'training', 'sales'), takes(200, 'a'), leaves(300, 'a'), is(1_100, 'available', undefined, 'sales'), signsOut(1_200)]);
    expect(sumsOf(day, staffKey('sales'))).toEqual({ 'state.available': 200, 'state.away': 1_000, 'away.training': 1_000, 'over.away': 1, 'awayOver.training': 1 });
    expect(sumsOf(day, staffKey('support'))).toEqual({ 'state.available': 1_100, 'state.on-contact': 100 });
    expect(sumsOf(day, ALL_AGENTS)).toEqual({ 'state.available': 1_100, 'state.on-contact': 100 });
  });

  test('who is gone is there for no queue, though the source signs them out of none', () => {
    const day = dayOf([signsIn(0, 'support'), is(100, 'offline'), is(500, 'available'), is(600, 'offline'), is(700, 'available')]);
    expect([sumsOf(day, staffKey('support')), sumsOf(day, 'agent/anna')]).toEqual([{ 'state.available': 200 }, { 'state.available': 200, 'state.offline': 500 }]);
  });

  test('of thousands of queues the first hundred are counted', () => {
    const day = dayOf([signsIn(0, ...Array.from({ length: 5_000 }, (_, nth) => `q${nth}`)), is(10, 'away')]);
    expect(new Set(contributionsOfAgentDay(day, false).map(({ key }) => key)).size).toBe(102);
  });
});

describe('by reason', () => {
  test('each time away counts under what was told, and under none where nothing was', () => {
    const day = dayOf([signsIn(0), is(100, 'away', 'lunch'), is(160, 'available'), is(200, 'away'), is(230, 'away', 'coaching'), is(240, 'available')]);
    expect(sumsOf(day, 'agent/anna')).toMatchObject({ 'state.away': 100, 'away.lunch': 60, 'away.none': 30, 'away.coaching': 10 });
    expect(reasonsIn(sumsOf(day, 'agent/anna'))).toEqual(['lunch', 'none', 'coaching']);
  });

  test('a break that changes its name is one break, and too long under the name in which it became so', () => {
    const day = dayOf([is(0, 'away', 'break'), is(600, 'away', 'lunch'), is(1_200, 'available')]);
    expect(sumsOf(day, 'agent/anna')).toEqual({ 'state.away': 1_200, 'away.break': 600, 'away.lunch': 600, 'over.away': 1, 'awayOver.lunch': 1 });
    expect(awayFor('break', sumsOf(day, 'agent/anna'))).toMatchObject({ 'state.away': 600, 'over.away': 0 });
  });

  test('what goes on now is known by its reason too', () => {
    const running = singles(contributionsOfRunning(dayOf([signsIn(0, 'support'), is(100, 'away', 'lunch')]), seconds(160)));
    expect(running.filter(({ key }) => key === staffKey('support')).map(({ measure, value }) => [measure, value])).toEqual([['state.away', 60_000], ['away.lunch', 60_000]]);
  });
});

const queues = ['support', 'sales', 'fraud'];
const anyEvent = fc.oneof(
  fc.record({ kind: fc.constant('in' as const), queues: fc.subarray(queues) }), fc.record({ kind: fc.constant('out' as const), queues: fc.subarray(queues, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('state' as const), state: fc.constantFrom<AgentState>('available', 'away', 'on-contact', 'wrap-up', 'not-responding', 'offline'), reason: fc.constantFrom(undefined, 'lunch', 'break') }),
  fc.record({ kind: fc.constant('pause' as const), queue: fc.constantFrom(...queues), state: fc.constantFrom<AgentState>('available', 'away'), reason: fc.constantFrom(undefined, 'lunch', 'training') }),
);
/** Half-minutes of a shift, and what is told at each. */
const anyShift = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), anyEvent), { minLength: 1, maxLength: 60 }).map((all) => all.toSorted(([one], [other]) => one - other).map(([half, told_]) => {
  const second = half * 30;
  switch (told_.kind) {
    case 'in': return signsIn(second, ...told_.queues);
    case 'out': return signsOut(second, ...told_.queues);
    case 'state': return is(second, told_.state, told_.reason);
    case 'pause': return is(second, told_.state, told_.reason, told_.queue);
  }
}));

/** The same told simply: what holds at each half-minute, looked at one by one. */
function lookedAt(events: readonly EarshotEvent[], until: Instant, key: string): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (measure: string): void => { sums[measure] = (sums[measure] ?? 0) + 30; };
  for (let now = 0; now < until; now += 30_000) {
    const { standing } = dayOf(events.filter(({ time }) => time <= now));
    const isMine = key === 'agent/anna' || (standing.state !== 'offline' && standing.queues.some((queue) => staffKey(queue) === key));
    if (!isMine) continue;
    const pause = standing.state === 'away' ? undefined : standing.pauses.find(({ queue }) => staffKey(queue) === key);
    const state = pause === undefined ? standing.state : 'away';
    add(`${standing.told === undefined ? 'untold' : 'state'}.${state}`);
    if (state === 'away') add(`away.${(pause ?? standing).reason ?? 'none'}`);
  }
  return sums;
}

test('counts for agent, queue and reason what holds at each instant, whatever is told', () => {
  fc.assert(fc.property(anyShift, (events) => {
    const last = events.at(-1)?.time ?? 0;
    const day = dayOf([...events, is(last / 1_000 + 60, events.length % 2 === 0 ? 'ringing' : 'outbound')]);
    const until = (day.spans.at(-1)?.to ?? 0);
    for (const key of ['agent/anna', ...queues.map(staffKey)]) {
      const times = Object.fromEntries(Object.entries(sumsOf(day, key)).filter(([measure]) => !/^over|^awayOver/.test(measure)));
      expect(times).toEqual(lookedAt(events, until, key));
    }
  }), { numRuns: 50 });
});

test('the reasons add up to all time away, in every quarter-hour and under every key, also when the first spans are put aside', () => {
  fc.assert(fc.property(anyShift, fc.nat(), (events, cut) => {
    const day = dayOf([...events, is(12_000, 'outbound')]);
    const aside = settleSpans(day, cut % (day.spans.length + 1));
    for (const key of [ALL_AGENTS, 'agent/anna', ...queues.map(staffKey)]) {
      for (let from = 0; from < 4 * 60 * MINUTE; from += QUARTER) {
        const sums = sumsOf(day, key, from, from + QUARTER);
        const of = (wanted: RegExp): number => (Object.entries(sums) as [string, number][]).filter(([measure]) => wanted.test(measure)).reduce((total, [, value]) => total + value, 0);
        expect([of(/^away\./), of(/^awayOver\./)]).toEqual([of(/\.away$/) - of(/^over\.away$/), of(/^over\.away$/)]);
        expect(sumsOf(aside, key, from, from + QUARTER)).toEqual(sums);
      }
    }
  }), { numRuns: 50 });
});
