import type { Reader } from '../../domain/reader.js';
import { awayFor } from '../../domain/agent-time.js';
import type { Contribution, Reading, ReadingKey } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import { SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { later } from '../answer.js';
import type { Answer } from '../answer.js';
import { unknownName } from '../asked.js';
import type { ExplainQuery, MetricsQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import type { Window } from './answer.js';
import { chosenOf } from './chosen.js';
import type { Chosen } from './chosen.js';
import { fits, frameOf } from './frame.js';
import type { Frame } from './frame.js';
import { minutesOf, untoldOfLate } from './last-minutes.js';
import type { Last } from './last-minutes.js';
import { callbackSince, pendingOf, waitingOf } from './pending.js';
import type { Pending } from './pending.js';
import { readSubjects } from './quarters.js';
import type { SumsOf } from './quarters.js';
import { isOfAgents, runningOf, withRunning } from './running.js';
import type { Running } from './running.js';
import { subjectsOf } from './subject.js';
import type { Subject } from './subject.js';

/** What a query asks for, counted over its window. */
export interface Tally extends Frame {
  readonly chosen: readonly Chosen[];
  readonly of: ReadonlyMap<Subject, Counting>;
}

/** All that is known of one subject over the window. */
export interface Counting extends Pick<Frame, 'attribution' | 'returns'> {
  readonly sums: SumsOf;
  readonly pending: readonly Pending[];
  readonly isCatchingUp: boolean;
  /** When the oldest call-back that nobody has tried was asked for. */
  readonly callbackSince: Instant | undefined;
  readonly now: Instant;
  /** Summed once for all metrics. */
  readonly readings: Map<Window, Reading>;
}

/** The same of one metric; a list of several is the name of none. */
export async function countOne(parts: ApiParts, id: string, query: ExplainQuery, reader: Reader): Promise<Answer<Tally>> {
  return parts.metrics.has(id) ? count(parts, { ...query, metric: id }, reader) : unknownName('metric', id, [...parts.metrics.keys()]);
}

export async function count(parts: ApiParts, query: MetricsQuery & Last, reader: Reader): Promise<Answer<Tally>> {
  const { state, street, metrics, clock } = parts;
  if (street.state.is === 'starting') return later('The figures are not loaded yet: the server is starting.', 2 * SECOND);
  const now = clock.now();
  const isLast = query.last === '30m';
  const frame = frameOf(query, state.floor, now);
  if (!frame.ok) return frame;
  const subjects = subjectsOf(query, state, reader);
  if (!subjects.ok) return subjects;
  const chosen = chosenOf(query, metrics, subjects.value);
  if (!chosen.ok) return chosen;
  const untold = isLast ? untoldOfLate(query, chosen.value) : ok(null);
  if (!untold.ok) return untold;
  const fit = fits(frame.value, chosen.value.length);
  if (!fit.ok) return fit;
  return ok({ ...frame.value, chosen: chosen.value, of: await countedOf(parts, subjects.value, frame.value, now, reader, isLast) });
}

export async function countedOf(parts: ApiParts, subjects: readonly Subject[], { attribution, returns, window }: Frame, now: Instant, reader: Reader, isLast: boolean): Promise<ReadonlyMap<Subject, Counting>> {
  const { state, street } = parts;
  const keySets = subjects.map(({ keys }) => keys);
  const counted = isLast ? keySets.map((keys) => minutesOf(state, keys)) : await readSubjects(parts, keySets, attribution, window);
  const isCatchingUp = street.state.is === 'catching-up';
  // Looked through once, however many lines a chart has.
  const open = attribution === 'arrival' ? [...state.contacts.values()].filter(({ contact }) => contact.endedAt === undefined) : [];
  const owed = attribution === 'arrival' ? parts.board.recoveryFor(reader) : [];
  const running = subjects.some(({ keys }) => keys.some(isOfAgents)) ? runningOf(state, now) : noneRuns;
  return new Map(subjects.map((subject, index) => [subject, {
    sums: ofReason(subject, withRunning(counted[index] as SumsOf, subject.keys, running)), pending: pendingOf(subject, open, state.floor, now), attribution, returns, isCatchingUp, callbackSince: callbackSince(subject, owed), now, readings: new Map(),
  }]));
}

const noneRuns: Running = new Map<ReadingKey, readonly Contribution[]>();

function ofReason({ away }: Subject, sums: SumsOf): SumsOf {
  return away === undefined ? sums : (window) => awayFor(away, sums(window));
}

/** Who waits now belongs to the time of their arrival. A rate per hour is over the time that has passed. */
export function readingIn(window: Window, { sums, pending, callbackSince: since, returns, now }: Counting, directAnswers: Reading['directAnswers']): Reading {
  const isOwed = since !== undefined && window.from <= since && since < window.to;
  return {
    sums: sums(window), directAnswers, returning: returns,
    waiting: { ...waitingOf(pending.filter((each) => isIn(window, each)), now), ...(isOwed && { oldestCallbackMs: Math.max(0, now - since) }) },
    windowMs: Math.max(0, Math.min(window.to, now) - window.from),
  };
}

/** Whether it goes on, or something in it does. */
export function isUnderWay(window: Window, { pending, isCatchingUp, now }: Counting): boolean {
  return isCatchingUp || window.to > now || pending.some((each) => isIn(window, each));
}

function isIn({ from, to }: Window, { at }: Pending): boolean {
  return from <= at && at < to;
}
