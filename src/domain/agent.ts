import { stateLimits } from './agent-limits.js';
import type { AgentState, EarshotEvent } from './event.js';
import type { AgentMeasure, Contribution, Measure, ReadingKey, Sums } from './metric.js';
import { quarterOf, QUARTER } from './time.js';
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
  /** Queues in which the agent is paused though available elsewhere. */
  readonly pausedIn: readonly string[];
  /** Contacts the agent is on. */
  readonly contacts: readonly string[];
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

export interface StateSpan {
  readonly state: AgentState;
  readonly from: Instant;
  readonly to: Instant;
  /** When the state began, where that was the day before. */
  readonly since?: Instant;
  /** As far as contacts tell: of an agent whose states nobody told. Free between two contacts may have been lunch. */
  readonly untold?: true;
}

export function offlineSince(since: Instant): AgentStanding {
  return { state: 'offline', since, queues: [], pausedIn: [], contacts: [] };
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
    if (next.state !== standing.state && event.time > spanFrom) {
      spans.push(spanOf(standing, spanFrom, event.time));
      spanFrom = event.time;
    }
    standing = next;
  }
  return standing;
}

function spanOf({ state, since, told }: AgentStanding, from: Instant, to: Instant): StateSpan {
  return { state, from, to, ...(since < from && { since }), ...(told === undefined && { untold: true as const }) };
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
      const queues = [...new Set([...standing.queues, ...(event.data.queues ?? [])])];
      const known = { ...standing, queues, ...(event.data.team === undefined ? {} : { team: event.data.team }) };
      return standing.state === 'offline' ? enter(known, 'available', event.time) : known;
    }
    case 'agent.signed-out': {
      const out = event.data.queues;
      const queues = out === undefined ? [] : standing.queues.filter((queue) => !out.includes(queue));
      const pausedIn = standing.pausedIn.filter((queue) => queues.includes(queue));
      return queues.length > 0 ? { ...standing, queues, pausedIn } : enter({ ...standing, queues, pausedIn, contacts: [] }, 'offline', event.time);
    }
    case 'agent.state': {
      const { state, reason, queue } = event.data;
      if (queue !== undefined) return pause(standing, queue, state);
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

/** How long in each state, by quarter-hour, up to the day's end once it is over, else to the last change. */
export function contributionsOfAgentDay(day: AgentDay, over: boolean): Contribution[] {
  return [...day.settled?.times ?? [], ...contributionsOfSpans(day, over)];
}

/** The same of the listed spans alone, from one of them on. */
export function contributionsOfSpans(day: AgentDay, over: boolean, since = 0): Contribution[] {
  const key = `agent/${day.agent}`;
  const out: Contribution[] = [];
  for (let place = since; place < day.spans.length; place += 1) addByQuarter(out, key, day.spans[place] as StateSpan);
  if (over && day.standing.state !== 'offline') addByQuarter(out, key, runningSpan(day, day.to));
  return out;
}

/** What goes on up to an instant, and is counted once it ends. */
function runningSpan({ standing, spans, settled, from, to }: AgentDay, until: Instant): StateSpan {
  return spanOf(standing, Math.max(from, spans.at(-1)?.to ?? settled?.until ?? from, standing.since), Math.min(to, until));
}

/** The same by quarter-hour, as it would be counted if it ended now: added when a number is read, and never stored. */
export function contributionsOfRunning(day: AgentDay, now: Instant): Contribution[] {
  const out: Contribution[] = [];
  if (day.standing.state !== 'offline') addByQuarter(out, `agent/${day.agent}`, runningSpan(day, now));
  return out;
}

/** The day with the first so many of its spans added up: what each was is not known any more, what they come to is. */
export function settleSpans(day: AgentDay, count: number): AgentDay {
  const last = day.spans[count - 1];
  if (last === undefined) return day;
  const gone: AgentDay = { ...day, spans: day.spans.slice(0, count) };
  return { ...day, settled: { until: last.to, times: byQuarter(contributionsOfAgentDay(gone, false)) }, spans: day.spans.slice(count) };
}

/** Those of one quarter-hour and key as one, at the instant of the first. */
function byQuarter(contributions: readonly Contribution[]): Contribution[] {
  const quarters = new Map<string, Contribution>();
  for (const each of contributions) {
    const quarter = `${quarterOf(each.at)} ${each.key}`;
    const known = quarters.get(quarter);
    quarters.set(quarter, known === undefined ? each : { ...known, tally: addTallies(known.tally, each.tally) });
  }
  return [...quarters.values()];
}

function addTallies(one: Sums, other: Sums): Sums {
  const sum: Partial<Record<Measure, number>> = { ...one };
  for (const [measure, value] of statesIn(other)) sum[measure] = (sum[measure] ?? 0) + value;
  return sum;
}

/** Milliseconds per state in this day up to now. */
export function timeInStates(day: AgentDay, now: Instant): Readonly<Record<string, number>> {
  const until = Math.min(now, day.to);
  const running = { state: day.standing.state, from: Math.max(day.from, day.standing.since), to: until };
  const total: Record<string, number> = {};
  for (const { key, tally } of day.settled?.times ?? []) {
    if (key === ALL_AGENTS) continue;
    for (const [measure, value] of statesIn(tally)) if (!measure.startsWith('over.')) total[stateIn(measure)] = (total[stateIn(measure)] ?? 0) + value;
  }
  for (const span of [...day.spans, running]) {
    if (span.to > span.from) total[span.state] = (total[span.state] ?? 0) + span.to - span.from;
  }
  return total;
}

/** Ready for this queue: signed in to it, available, and not paused in it. */
export function isReadyFor(standing: AgentStanding, queue: string): boolean {
  return standing.state === 'available' && standing.queues.includes(queue) && !standing.pausedIn.includes(queue);
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

function pause(standing: AgentStanding, queue: string, state: AgentState): AgentStanding {
  const others = standing.pausedIn.filter((each) => each !== queue);
  return { ...standing, pausedIn: state === 'available' ? others : [...others, queue] };
}

const statesIn = (tally: Sums): readonly (readonly [AgentMeasure, number])[] => Object.entries(tally) as [AgentMeasure, number][];

const stateIn = (measure: string): string => measure.slice(measure.indexOf('.') + 1);

/** Under this key the time of all agents is counted. */
export const ALL_AGENTS: ReadingKey = 'agents';

/** For the agent and for all of them; in the quarter-hour in which a limit of the state is passed, that too. */
function addByQuarter(out: Contribution[], key: ReadingKey, { state, from, to, since = from, untold }: StateSpan): void {
  const passedAt = since + (stateLimits[state] ?? Infinity);
  const measure: AgentMeasure = untold === true ? `untold.${state}` : `state.${state}`;
  for (let at = from; at < to; at = quarterOf(at) + QUARTER) {
    const end = Math.min(to, quarterOf(at) + QUARTER);
    const tally: Sums = { [measure]: end - at, ...(passedAt >= at && passedAt < end && { [`over.${state}`]: 1 }) };
    out.push({ at, attribution: 'arrival', key, tally }, { at, attribution: 'arrival', key: ALL_AGENTS, tally });
  }
}
