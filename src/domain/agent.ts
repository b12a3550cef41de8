import type { AgentState, EarshotEvent } from './event.js';
import type { Contribution } from './metric.js';
import type { Instant } from './time.js';

/** What an agent is doing at an instant. */
export interface AgentStanding {
  readonly state: AgentState;
  readonly reason?: string;
  readonly since: Instant;
  /** A source has told the agent's states, not only contacts that name them: only then is it known when they were available. */
  readonly told?: true;
  /** Was away when a contact came, and is again when it is over. */
  readonly wasAway?: { readonly reason?: string };
  readonly team?: string;
  readonly queues: readonly string[];
  /** Queues in which the agent is paused, whatever they do for others. */
  readonly pauses: readonly QueuePause[];
  /** Contacts the agent is on. */
  readonly contacts: readonly string[];
}

export interface QueuePause {
  readonly queue: string;
  readonly reason?: string;
  readonly since: Instant;
}

/** One agent's day in the center's zone: the fold of the day's events on the standing carried in from the day before. */
export interface AgentDay {
  readonly agent: string;
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What came before the spans that are listed, if anything did. */
  readonly settled: SettledTime | undefined;
  readonly spans: readonly StateSpan[];
  readonly standing: AgentStanding;
}

/** The time in states up to an instant, as it is counted: one contribution a quarter-hour at the most, in the order of time. */
export interface SettledTime {
  readonly until: Instant;
  readonly times: readonly Contribution[];
}

export interface StateSpan extends Partial<Pick<AgentStanding, 'reason' | 'queues' | 'pauses'>> {
  readonly state: AgentState;
  readonly from: Instant;
  readonly to: Instant;
  /** When the state began, where that was the day before. */
  readonly since?: Instant;
  /** As far as contacts tell: of an agent whose states nobody told. Free between two contacts may have been lunch. */
  readonly untold?: true;
}

export function offlineSince(since: Instant): AgentStanding {
  return { state: 'offline', since, queues: [], pauses: [], contacts: [] };
}

/** Who answered where a source knows that someone did, and not who: an answer all the same, but nobody's day and nobody's row in a table. */
export const UNNAMED_AGENT = 'unknown';

/** The agent an event is about, if any that has a name. */
export function agentOf(event: EarshotEvent): string | undefined {
  const agent = namedIn(event);
  return agent === UNNAMED_AGENT ? undefined : agent;
}

function namedIn(event: EarshotEvent): string | undefined {
  switch (event.type) {
    case 'agent.state':
    case 'agent.signed-in':
    case 'agent.signed-out':
      return event.subject;
    case 'agent.offered':
    case 'agent.offer.ended':
    case 'agent.connected':
    case 'agent.left':
    case 'wrapup.started':
    case 'wrapup.ended':
      return event.data.agent;
    default:
      return undefined;
  }
}

export function foldAgentDay(agent: string, day: string, from: Instant, to: Instant, carried: AgentStanding, events: readonly EarshotEvent[]): AgentDay {
  const spans: StateSpan[] = [];
  // What came in overnight counts from midnight for this day; `since` stays as it was for the eye.
  const standing = evolveDay(spans, carried, Math.max(from, carried.since), events);
  return { agent, day, from, to, settled: undefined, spans, standing };
}

/** Folds events on top of a standing and adds the spans that they end to those of the day. `begunAt`: where the day's first span begins. */
export function evolveDay(spans: StateSpan[], before: AgentStanding, begunAt: Instant, events: readonly EarshotEvent[]): AgentStanding {
  let spanFrom = spans.at(-1)?.to ?? begunAt;
  let standing = before;
  for (const event of events) {
    const next = evolveStanding(standing, event);
    if (next !== standing && event.time > spanFrom && !isSame(next, standing)) {
      spans.push(spanOf(standing, spanFrom, event.time));
      spanFrom = event.time;
    }
    standing = next;
  }
  return standing;
}

/** For whom and why somebody is in a state belongs to it, and whether it was told: each span has one of each. */
function isSame(one: AgentStanding, other: AgentStanding): boolean {
  return one.state === other.state && one.told === other.told && one.reason === other.reason && one.queues === other.queues && one.pauses === other.pauses;
}

/** A state from an instant to another, as the standing has it. */
export function spanOf({ state, since, told, reason, queues, pauses }: AgentStanding, from: Instant, to: Instant): StateSpan {
  return {
    state, from, to, ...(since < from && { since }), ...(told === undefined && { untold: true as const }),
    ...(reason !== undefined && { reason }), ...(queues.length > 0 && { queues }), ...(pauses.length > 0 && { pauses }),
  };
}

/** One event's effect. Where a source reports no states, they follow from the contacts that name the agent. */
export function evolveStanding(standing: AgentStanding, event: EarshotEvent): AgentStanding {
  const next = evolveState(standing, event);
  const tells = event.type === 'agent.state' || event.type === 'agent.signed-in' || event.type === 'agent.signed-out';
  return tells && next.told === undefined ? { ...next, told: true } : next;
}

function evolveState(standing: AgentStanding, event: EarshotEvent): AgentStanding {
  switch (event.type) {
    case 'agent.signed-in': {
      const more = (event.data.queues ?? []).filter((queue) => !standing.queues.includes(queue));
      const queues = more.length === 0 ? standing.queues : [...new Set([...standing.queues, ...more])];
      const known = { ...standing, queues, ...(event.data.team === undefined ? {} : { team: event.data.team }) };
      return standing.state === 'offline' ? enter(known, 'available', event.time) : known;
    }
    case 'agent.signed-out': {
      const out = event.data.queues;
      const queues = out === undefined ? [] : kept(standing.queues, (queue) => !out.includes(queue));
      const pauses = kept(standing.pauses, ({ queue }) => queues.includes(queue));
      return queues.length > 0 ? { ...standing, queues, pauses } : enter({ ...standing, queues, pauses, contacts: [] }, 'offline', event.time);
    }
    case 'agent.state': {
      const { state, reason, queue } = event.data;
      if (queue !== undefined) return pause(standing, { queue, since: event.time, ...(reason !== undefined && { reason }) }, state);
      const { reason: _, wasAway: __, ...rest } = standing;
      const same = standing.state === state;
      const contacts = state === 'offline' ? [] : standing.contacts;
      return { ...rest, state, contacts, since: same ? standing.since : event.time, ...(reason === undefined ? {} : { reason }) };
    }
    case 'agent.offered':
      return standing.state === 'available' ? enter(standing, 'ringing', event.time) : standing;
    case 'agent.offer.ended':
      return standing.state === 'ringing' && event.data.reason !== 'answered' ? free(standing, event.time) : standing;
    case 'agent.connected': {
      const contacts = [...new Set([...standing.contacts, event.subject])];
      const { reason } = standing;
      const wasAway = standing.state === 'away' ? { wasAway: reason === undefined ? {} : { reason } } : {};
      return enter({ ...standing, ...wasAway, contacts }, 'on-contact', event.time);
    }
    case 'agent.left': {
      const contacts = standing.contacts.filter((contact) => contact !== event.subject);
      if (standing.state !== 'on-contact' || contacts.length > 0) return { ...standing, contacts };
      return free({ ...standing, contacts }, event.time);
    }
    case 'wrapup.started': {
      const contacts = standing.contacts.filter((contact) => contact !== event.subject);
      // Who said to be away or gone stays so, whatever the desk writes afterwards.
      const staysSo = contacts.length > 0 || standing.state === 'away' || standing.state === 'offline';
      return staysSo ? { ...standing, contacts } : enter({ ...standing, contacts }, 'wrap-up', event.time);
    }
    case 'wrapup.ended':
      return standing.state === 'wrap-up' ? free(standing, event.time) : standing;
    default:
      return standing;
  }
}

/** Since when what the standing says goes on: in this state, for these queues. */
export function runsFrom({ standing, spans, settled, from }: AgentDay): Instant {
  return Math.max(from, spans.at(-1)?.to ?? settled?.until ?? from, standing.since);
}

/** Milliseconds per state in this day up to now. */
export function timeInStates(day: AgentDay, now: Instant): Readonly<Record<string, number>> {
  const until = Math.min(now, day.to);
  const running = { state: day.standing.state, from: runsFrom(day), to: until };
  const total = timeInSpans(day.spans);
  for (const { key, tally } of day.settled?.times ?? []) {
    if (key !== `agent/${day.agent}`) continue;
    for (const [measure, value] of Object.entries(tally)) {
      const [, state] = /^(?:state|untold)\.(.+)$/.exec(measure) ?? [];
      if (state !== undefined) total[state] = (total[state] ?? 0) + (value ?? 0);
    }
  }
  addSpan(total, running);
  return total;
}

interface Told {
  readonly count: number;
  /** The last of them: what comes before it stands as long as it stands there. */
  readonly last: AgentDay['spans'][number] | undefined;
  readonly total: Record<string, number>;
}

/** Of days that are asked about again and again: a board asks after each call of an agent, and there are hundreds in a day. */
const toldOf = new WeakMap<AgentDay['spans'], Told>();
/** Spans at the end that are made anew as events come: they are added up each time. */
const FRESH = 100;

function timeInSpans(spans: AgentDay['spans']): Record<string, number> {
  const settled = Math.max(0, spans.length - FRESH);
  const told = toldOf.get(spans);
  const goesOn = told !== undefined && told.count <= settled && spans[told.count - 1] === told.last;
  const before = goesOn ? told.total : {};
  for (const span of spans.slice(goesOn ? told.count : 0, settled)) addSpan(before, span);
  toldOf.set(spans, { count: settled, last: spans[settled - 1], total: before });
  const total = { ...before };
  for (const span of spans.slice(settled)) addSpan(total, span);
  return total;
}

function addSpan(total: Record<string, number>, { state, from, to }: Pick<AgentDay['spans'][number], 'state' | 'from' | 'to'>): void {
  if (to > from) total[state] = (total[state] ?? 0) + to - from;
}

/** Ready for this queue: signed in to it, available, and not paused in it. */
export function isReadyFor(standing: AgentStanding, queue: string): boolean {
  return standing.state === 'available' && standing.queues.includes(queue) && !isPausedIn(standing, queue);
}

/** The same list where all of it stays: a span ends where it changes. */
function kept<Each>(list: readonly Each[], stays: (each: Each) => boolean): readonly Each[] {
  return list.every(stays) ? list : list.filter(stays);
}

export function isPausedIn({ pauses }: Pick<AgentStanding, 'pauses'>, queue: string): boolean {
  return pauses.some((pause) => pause.queue === queue);
}

function enter(standing: AgentStanding, state: AgentState, at: Instant): AgentStanding {
  if (standing.state === state) return standing;
  const { reason: _, ...rest } = standing;
  return { ...rest, state, since: at };
}

/** Nothing is on any more. */
function free(standing: AgentStanding, at: Instant): AgentStanding {
  const { wasAway, ...rest } = standing;
  return wasAway === undefined ? enter(rest, 'available', at) : { ...enter(rest, 'away', at), ...wasAway };
}

/** The same pause told again goes on since it began. */
function pause(standing: AgentStanding, begun: QueuePause, state: AgentState): AgentStanding {
  const known = standing.pauses.find(({ queue }) => queue === begun.queue);
  if (state === 'available' ? known === undefined : known !== undefined && known.reason === begun.reason) return standing;
  const others = standing.pauses.filter((each) => each !== known);
  return { ...standing, pauses: state === 'available' ? others : [...others, { ...begun, since: known?.since ?? begun.since }] };
}
