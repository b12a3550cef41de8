import { stateLimits } from '../agent-limits.js';
import { awayMeasure, awayOverMeasure } from '../agent-time.js';
import { runsFrom, spanOf } from '../agent.js';
import type { AgentDay, QueuePause, StateSpan } from '../agent.js';
import type { AgentState } from '../event.js';
import type { AgentMeasure, Contribution, Measure, ReadingKey, Sums } from '../metric.js';
import { quarterOf, QUARTER } from '../time.js';
import type { Instant } from '../time.js';

/** Under this key the time of all agents is counted, each once. */
export const ALL_AGENTS: ReadingKey = 'agents';

/** Of somebody signed in to more queues than this, the time counts for the first of them: senders may name thousands. */
const MOST_QUEUES = 100;
const staff = new Map<string, ReadingKey>();

/** Under this key the time of all who are signed in to a queue is counted, whomever they serve: who takes calls of five queues stands under five. The same string each time (`reading-key.ts`). */
export function staffKey(queue: string): ReadingKey {
  let key = staff.get(queue);
  if (key === undefined) {
    if (staff.size > 10_000) staff.clear();
    staff.set(queue, key = `staff/queue:${queue}`);
  }
  return key;
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

/** The same of what goes on, by quarter-hour, as it would be counted if it ended now: added when a number is read, and never stored. */
export function contributionsOfRunning(day: AgentDay, now: Instant): Contribution[] {
  const out: Contribution[] = [];
  if (day.standing.state !== 'offline') addByQuarter(out, `agent/${day.agent}`, runningSpan(day, now));
  return out;
}

/** What goes on up to an instant, and is counted once it ends. */
function runningSpan(day: AgentDay, until: Instant): StateSpan {
  return spanOf(day.standing, runsFrom(day), Math.min(day.to, until));
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
  for (const [measure, value] of Object.entries(other) as [Measure, number][]) sum[measure] = (sum[measure] ?? 0) + value;
  return sum;
}

/** For the agent, for all of them, and for each queue that they are there for; in the quarter-hour in which a limit of the state is passed, that too. */
function addByQuarter(out: Contribution[], key: ReadingKey, span: StateSpan): void {
  const { state, from, to, since = from, reason, untold, queues = [] } = span;
  for (let at = from; at < to; at = quarterOf(at) + QUARTER) {
    const end = Math.min(to, quarterOf(at) + QUARTER);
    const tally = tallyOf({ state, since, reason, untold }, at, end);
    out.push({ at, attribution: 'arrival', key, tally }, { at, attribution: 'arrival', key: ALL_AGENTS, tally });
    if (state === 'offline') continue;
    for (const queue of queues.length > MOST_QUEUES ? queues.slice(0, MOST_QUEUES) : queues) {
      const pause = pauseIn(span, queue);
      out.push({ at, attribution: 'arrival', key: staffKey(queue), tally: pause === undefined ? tally : tallyOf({ state: 'away', since: pause.since, reason: pause.reason, untold }, at, end) });
    }
  }
}

/** Who is paused in a queue is away for it, whatever they do for others; who is away altogether is so once. */
function pauseIn({ state, pauses }: StateSpan, queue: string): QueuePause | undefined {
  return state === 'away' || pauses === undefined ? undefined : pauses.find((pause) => pause.queue === queue);
}

interface InState {
  readonly state: AgentState;
  readonly since: Instant;
  readonly reason: string | undefined;
  readonly untold: true | undefined;
}

function tallyOf({ state, since, reason, untold }: InState, at: Instant, end: Instant): Sums {
  const measure: AgentMeasure = untold === true ? `untold.${state}` : `state.${state}`;
  const passedAt = since + (stateLimits[state] ?? Infinity);
  const isPassed = passedAt >= at && passedAt < end;
  if (state !== 'away') return isPassed ? { [measure]: end - at, [`over.${state}`]: 1 } : { [measure]: end - at };
  return { [measure]: end - at, [awayMeasure(reason)]: end - at, ...(isPassed && { [`over.${state}`]: 1, [awayOverMeasure(reason)]: 1 }) };
}
