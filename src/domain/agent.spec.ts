import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { singles } from '../../test/support/contributions.js';
import { agentOf, evolveStanding, foldAgentDay, isReadyFor, offlineSince, timeInStates, UNNAMED_AGENT } from './agent.js';
import type { AgentDay, AgentStanding } from './agent.js';
import { ALL_AGENTS, contributionsOfAgentDay, contributionsOfRunning } from './contributions/agent-day.js';
import type { EarshotEvent, EventData, EventType, KnownEvent } from './event.js';
import type { Contribution } from './metric.js';
import { DAY, HOUR, MINUTE, QUARTER, seconds } from './time.js';

let told = 0;
/** At a second of the day, about a contact or the agent. */
function at<T extends EventType>(second: number, type: T, data: EventData[T], subject = 'anna'): EarshotEvent {
  told += 1;
  return { id: `e${told}`, source: 'story', subject, time: seconds(second), type, data } as KnownEvent;
}
const state = (second: number, data: EventData['agent.state']) => at(second, 'agent.state', data);
const signsIn = (second: number, queues: readonly string[] = ['support']) => at(second, 'agent.signed-in', { queues });
const takes = (second: number, contact: string) => at(second, 'agent.connected', { agent: 'anna' }, contact);
const leaves = (second: number, contact: string) => at(second, 'agent.left', { agent: 'anna' }, contact);
const wrapsUp = (second: number, contact: string) => at(second, 'wrapup.started', { agent: 'anna' }, contact);
const isWrappedUp = (second: number, contact: string) => at(second, 'wrapup.ended', { agent: 'anna' }, contact);

function dayOf(events: readonly EarshotEvent[], carried: AgentStanding = offlineSince(0)): AgentDay {
  return foldAgentDay('anna', '1970-01-01', 0, DAY, carried, events);
}
/** Each measure that counts for the agent alone. */
const ownOf = (contributions: readonly Contribution[]) => singles(contributions).filter(({ key, measure }) => key === 'agent/anna' && !/^away(Over)?\./.test(measure));
/** The state after each event. */
function statesOf(events: readonly EarshotEvent[], from: AgentStanding = offlineSince(0)): string[] {
  return events.map((_, index) => events.slice(0, index + 1).reduce(evolveStanding, from).state);
}
const after = (...events: EarshotEvent[]): AgentStanding => events.reduce(evolveStanding, offlineSince(0));

describe('where a source reports no states, they follow from the contacts', () => {
  test('rings, talks, wraps up and is available again', () => {
    const story = [
      signsIn(0), at(10, 'agent.offered', { agent: 'anna' }, 'a'), takes(15, 'a'), leaves(100, 'a'), wrapsUp(100, 'a'), isWrappedUp(130, 'a'), at(200, 'agent.signed-out', {}),
    ];
    expect(statesOf(story)).toEqual(['available', 'ringing', 'on-contact', 'available', 'wrap-up', 'available', 'offline']);
  });

  test('an offer that ends without an answer leaves the agent available', () => {
    const ends = (reason: 'timeout' | 'answered') => at(20, 'agent.offer.ended', { agent: 'anna', reason }, 'a');
    const rings = [signsIn(0), at(10, 'agent.offered', { agent: 'anna' }, 'a')];
    expect(statesOf([...rings, ends('timeout')]).at(-1)).toBe('available');
    expect(statesOf([...rings, ends('answered')]).at(-1)).toBe('ringing');
  });

  test('is on contact until the last of several contacts is left', () => {
    const story = [signsIn(0), takes(10, 'a'), takes(20, 'b'), leaves(30, 'a'), leaves(40, 'b')];
    expect(statesOf(story)).toEqual(['available', 'on-contact', 'on-contact', 'on-contact', 'available']);
    expect(after(...story.slice(0, 3)).contacts).toEqual(['a', 'b']);
    expect(after(...story.slice(0, 4))).toMatchObject({ contacts: ['b'], since: seconds(10) });
  });

  test('takes a second report of the same contact for the same one', () => {
    expect(after(takes(10, 'a'), takes(11, 'a')).contacts).toEqual(['a']);
  });
});

describe('explicit states', () => {
  test('say why, and since when', () => {
    expect(after(signsIn(0), state(60, { state: 'away', reason: 'lunch' }))).toMatchObject({ state: 'away', reason: 'lunch', since: seconds(60) });
    expect(after(signsIn(0), state(60, { state: 'away', reason: 'lunch' }), state(90, { state: 'available' }))).not.toHaveProperty('reason');
  });

  test('the same state again keeps the instant at which it began', () => {
    expect(after(state(60, { state: 'available' }), state(90, { state: 'available' })).since).toBe(seconds(60));
  });

  test('who paused during a contact is away after it, and stays so over the wrap-up', () => {
    const story = [signsIn(0), takes(10, 'a'), state(50, { state: 'away', reason: 'break' }), leaves(60, 'a'), wrapsUp(60, 'a'), isWrappedUp(90, 'a')];
    expect(statesOf(story).slice(2)).toEqual(['away', 'away', 'away', 'away']);
  });

  test('who is called while away is away again afterwards, for the same reason', () => {
    const story = [signsIn(0), state(10, { state: 'away', reason: 'back office' }), takes(20, 'a'), leaves(60, 'a')];
    expect(statesOf(story)).toEqual(['available', 'away', 'on-contact', 'away']);
    expect(after(...story)).toMatchObject({ state: 'away', reason: 'back office', since: seconds(60), contacts: [] });
    expect(statesOf([...story.slice(0, 3), wrapsUp(60, 'a'), isWrappedUp(90, 'a')]).slice(3)).toEqual(['wrap-up', 'away']);
    expect(statesOf([...story.slice(0, 3), state(30, { state: 'available' }), leaves(60, 'a')]).slice(3)).toEqual(['available', 'available']);
  });

  test('who signs out is on nothing and paused nowhere', () => {
    const story = [signsIn(0, ['support', 'sales']), takes(10, 'a'), state(20, { state: 'away', queue: 'sales' }), at(30, 'agent.signed-out', {})];
    expect(after(...story)).toEqual({ state: 'offline', since: seconds(30), queues: [], pauses: [], contacts: [], told: true });
    expect(statesOf([...story, wrapsUp(40, 'a'), isWrappedUp(50, 'a')]).slice(4)).toEqual(['offline', 'offline']);
  });
});

describe('queues', () => {
  test('a pause in one queue leaves the others', () => {
    const paused = after(signsIn(0, ['support', 'sales']), state(10, { state: 'away', queue: 'sales', reason: 'training' }));
    expect([paused.state, isReadyFor(paused, 'support'), isReadyFor(paused, 'sales'), isReadyFor(paused, 'billing')]).toEqual(['available', true, false, false]);
    expect(isReadyFor(evolveStanding(paused, state(20, { state: 'available', queue: 'sales' })), 'sales')).toBe(true);
  });

  test('signing out of one queue leaves the others, and ends the pause there', () => {
    const paused = after(signsIn(0, ['support', 'sales']), state(10, { state: 'away', queue: 'sales' }), at(20, 'agent.signed-out', { queues: ['sales'] }));
    expect(paused).toMatchObject({ state: 'available', queues: ['support'], pauses: [] });
    expect(isReadyFor(evolveStanding(paused, signsIn(30, ['sales'])), 'sales')).toBe(true);
  });

  test('signing in to a second queue changes no state', () => {
    expect(after(signsIn(0), takes(10, 'a'), signsIn(20, ['sales']))).toMatchObject({ state: 'on-contact', queues: ['support', 'sales'], since: seconds(10) });
  });
});

describe('a day', () => {
  test('begins with how the day before ended', () => {
    const day = dayOf([state(600, { state: 'away' })], { ...offlineSince(-HOUR), state: 'available', since: -HOUR, told: true });
    expect(day.spans).toEqual([{ state: 'available', from: 0, to: seconds(600), since: -HOUR }]);
    expect(timeInStates(day, seconds(900))).toEqual({ available: seconds(600), away: seconds(300) });
  });

  test('counts time in states by quarter-hour', () => {
    const day = dayOf([state(600, { state: 'available' }), state(1_000, { state: 'away' }), state(2_000, { state: 'offline' })]);
    expect(ownOf(contributionsOfAgentDay(day, false)).filter(({ measure }) => !measure.endsWith('.offline'))).toEqual([
      { at: seconds(600), attribution: 'arrival', key: 'agent/anna', measure: 'state.available', value: seconds(300) },
      { at: QUARTER, attribution: 'arrival', key: 'agent/anna', measure: 'state.available', value: seconds(100) },
      { at: seconds(1_000), attribution: 'arrival', key: 'agent/anna', measure: 'state.away', value: seconds(800) },
      { at: 2 * QUARTER, attribution: 'arrival', key: 'agent/anna', measure: 'state.away', value: seconds(200) },
      { at: 2 * QUARTER, attribution: 'arrival', key: 'agent/anna', measure: 'over.away', value: 1 },
    ]);
  });

  test('counts its last state once it is over', () => {
    const day = dayOf([state(0, { state: 'available' })]);
    expect(contributionsOfAgentDay(day, false)).toEqual([]);
    const whole = ownOf(contributionsOfAgentDay(day, true));
    expect([whole.length, whole.reduce((sum, { value }) => sum + value, 0)]).toEqual([96, DAY]);
  });

  test('runs on in its last state while it is not over', () => {
    expect(timeInStates(dayOf([state(0, { state: 'available' })]), 5 * MINUTE)).toEqual({ available: 5 * MINUTE });
    expect(timeInStates(dayOf([state(0, { state: 'available' })]), DAY + HOUR)).toEqual({ available: DAY });
  });

  test('counts for all agents what it counts for one', () => {
    const all = contributionsOfAgentDay(dayOf([state(600, { state: 'available' }), takes(900, 'a'), leaves(1_000, 'a')]), true);
    const of = (wanted: string): unknown => all.filter(({ key }) => key === wanted).map(({ at: when, tally }) => [when, tally]);
    expect(of(ALL_AGENTS)).toEqual(of('agent/anna'));
  });

  test('knows when an agent was available only where a source tells states', () => {
    const talk = [takes(100, 'a'), leaves(200, 'a'), takes(300, 'b'), leaves(400, 'b')];
    const sum = (events: readonly EarshotEvent[], measure: string): number => ownOf(contributionsOfAgentDay(dayOf(events), false)).filter((each) => each.measure === measure).reduce((total, { value }) => total + value, 0);
    expect([sum(talk, 'untold.on-contact'), sum(talk, 'state.available'), sum(talk, 'untold.available')]).toEqual([seconds(200), 0, seconds(100)]);
    expect([sum([signsIn(50), ...talk], 'state.available'), sum([signsIn(50), ...talk], 'untold.available')]).toEqual([seconds(150), 0]);
    expect(timeInStates(dayOf(talk), seconds(400))).toEqual(expect.objectContaining({ available: seconds(100), 'on-contact': seconds(200) }));
  });

  test('counts what goes on when it is read, up to now and to the end of the day', () => {
    const day = dayOf([state(600, { state: 'available' })]);
    const until = (now: number): number => ownOf(contributionsOfRunning(day, now)).reduce((total, { value }) => total + value, 0);
    expect([until(seconds(600)), until(seconds(2_000)), until(2 * DAY)]).toEqual([0, seconds(1_400), DAY - seconds(600)]);
    expect(contributionsOfRunning(dayOf([state(600, { state: 'offline' })]), DAY)).toEqual([]);
  });

  test('counts a limit of a state that is passed once, in the quarter-hour in which it is, though the day turned between', () => {
    const over = (day: AgentDay, isOver: boolean) => ownOf(contributionsOfAgentDay(day, isOver)).filter(({ measure }) => measure.startsWith('over.')).map(({ at: when, measure }) => [when, measure]);
    expect(over(dayOf([takes(0, 'a'), wrapsUp(100, 'a'), isWrappedUp(220, 'a')]), false)).toEqual([]);
    expect(over(dayOf([takes(0, 'a'), wrapsUp(100, 'a'), isWrappedUp(221, 'a')]), false)).toEqual([[seconds(100), 'over.wrap-up']]);
    const lateBreak = dayOf([state(DAY / 1_000 - 600, { state: 'away' })]);
    expect(over(lateBreak, true)).toEqual([]);
    const nextDay = foldAgentDay('anna', '1970-01-02', DAY, 2 * DAY, lateBreak.standing, [state(DAY / 1_000 + 3_600, { state: 'available' })]);
    expect(over(nextDay, false)).toEqual([[DAY, 'over.away']]);
  });

  test('is one of an agent who has a name', () => {
    expect(agentOf(takes(0, 'a'))).toBe('anna');
    expect(agentOf(at(0, 'agent.connected', { agent: UNNAMED_AGENT }, 'a'))).toBeUndefined();
    expect(agentOf(at(0, 'queue.entered', { queue: 'support' }, 'a'))).toBeUndefined();
  });
});

test('time in states is that of the spans that stand now, however they were made anew since it was asked before', () => {
  const states = ['available', 'on-contact', 'wrap-up'] as const;
  fc.assert(fc.property(fc.array(fc.record({ back: fc.nat(180), lengths: fc.array(fc.tuple(fc.constantFrom(...states), fc.nat(90)), { maxLength: 120 }) }), { minLength: 1, maxLength: 12 }), (turns) => {
    const spans: { state: (typeof states)[number]; from: number; to: number }[] = [];
    const day = { ...foldAgentDay('anna', '2026-06-01', 0, DAY, offlineSince(0), []), spans } as unknown as Parameters<typeof timeInStates>[0];
    for (const { back, lengths } of turns) {
      spans.length = Math.max(0, spans.length - back);
      for (const [state, length] of lengths) {
        const from = spans.at(-1)?.to ?? 0;
        spans.push({ state, from, to: from + length });
      }
      const expected: Record<string, number> = {};
      for (const { state, from, to } of spans) if (to > from) expected[state] = (expected[state] ?? 0) + to - from;
      expect(timeInStates(day, spans.at(-1)?.to ?? 0)).toEqual(expected);
    }
  }));
});
