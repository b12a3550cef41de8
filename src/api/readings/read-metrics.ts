import type { Reader } from '../../domain/reader.js';
import type { Attribution, Reading } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import { SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { later, wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import type { Counted, MetricReading, MetricsAnswer, Window } from './answer.js';
import { chosenOf } from './chosen.js';
import type { Chosen } from './chosen.js';
import { cut } from './intervals.js';
import type { Kind } from './kinds.js';
import { pendingOf } from './pending.js';
import type { Pending } from './pending.js';
import { readQuarters } from './quarters.js';
import type { Quarters } from './quarters.js';
import { sampleOf } from './sample.js';
import { subjectsOf, thresholdOf } from './subject.js';
import type { Subject } from './subject.js';
import { windowOf } from './window.js';

/** Values in one answer, and intervals: a month of quarter-hours. */
const MOST_VALUES = 20_000;
const MOST_INTERVALS = 3_000;

/** The numbers of one window, each with what it means and what it is made of. */
export async function readMetrics(parts: ApiParts, query: MetricsQuery, reader: Reader): Promise<Answer<MetricsAnswer>> {
  const { state, street, metrics, clock } = parts;
  const { attribution = 'arrival', interval = 'none', channel = 'voice' } = query;
  if (street.state.is === 'starting') return later('The figures are not loaded yet: the server is starting.', 2 * SECOND);
  const now = clock.now();
  const window = windowOf(query, state.floor.zone, now);
  if (!window.ok) return window;
  const subjects = subjectsOf(query, state, reader);
  if (!subjects.ok) return subjects;
  const chosen = chosenOf(query, metrics, subjects.value);
  if (!chosen.ok) return chosen;
  const { zone, ...whole } = window.value;
  const windows = cut(whole, interval, zone);
  const values = windows.length * chosen.value.length;
  if (windows.length > MOST_INTERVALS || values > MOST_VALUES) return wrong(`That would be ${windows.length} intervals and ${values} values; ${MOST_INTERVALS} and ${MOST_VALUES} are the most.`, 'Ask for a longer interval, a shorter window, or fewer metrics with "metric".');
  const counted = await countedOf(parts, subjects.value, attribution, whole, now);
  return ok({
    channel, window: whole, interval, zone, attribution, directAnswers: state.floor.directAnswers, completeness: completenessOf(parts, reader),
    items: chosen.value.map((each) => readingOf(each, whole, windows, counted.get(each.subject) as Counting, parts)),
    next: null,
  });
}

/** All that is known of one subject over the window. */
interface Counting {
  readonly quarters: Quarters;
  readonly pending: readonly Pending[];
  readonly attribution: Attribution;
  readonly isCatchingUp: boolean;
  readonly now: Instant;
  /** Summed once for all metrics. */
  readonly readings: Map<Window, Reading>;
}

async function countedOf(parts: ApiParts, subjects: readonly Subject[], attribution: Attribution, window: Window, now: Instant): Promise<ReadonlyMap<Subject, Counting>> {
  const quarters = await readQuarters(parts, subjects.map(({ keys }) => keys), attribution, window);
  const isCatchingUp = parts.street.state.is === 'catching-up';
  return new Map(subjects.map((subject, index) => [subject, {
    quarters: quarters[index] as Quarters, pending: attribution === 'arrival' ? pendingOf(subject, parts.state, now) : [], attribution, isCatchingUp, now, readings: new Map(),
  }]));
}

function readingOf({ metric, subject }: Chosen, window: Window, windows: readonly Window[], counting: Counting, { state }: ApiParts): MetricReading {
  const { id, title, unit, formula } = metric;
  const { directAnswers } = state.floor;
  const read = (each: Window): Counted => {
    const reading = counting.readings.get(each) ?? readingIn(each, counting, directAnswers);
    counting.readings.set(each, reading);
    return { value: metric.value(reading), sample: sampleOf(subject.kind, reading), provisional: isProvisional(each, counting) };
  };
  return {
    id, title, unit, formula, ...viewOf[subject.kind], keys: subject.keys, threshold: thresholdOf(subject, state.floor),
    window, attribution: counting.attribution, directAnswers, ...read(window), intervals: windows.map((each) => ({ ...each, ...read(each) })),
  };
}

/** Who waits now belongs to the time of their arrival. A rate per hour is over the time that has passed. */
function readingIn(window: Window, { quarters, pending, now }: Counting, directAnswers: Reading['directAnswers']): Reading {
  const waiting = pending.filter((each) => each.isWaiting && isIn(window, each));
  return {
    sums: quarters.sums(window), directAnswers,
    waiting: { now: waiting.length, pastThreshold: waiting.filter((each) => each.isPast).length },
    windowMs: Math.max(0, Math.min(window.to, now) - window.from),
  };
}

function isProvisional(window: Window, { pending, isCatchingUp, now }: Counting): boolean {
  return isCatchingUp || window.to > now || pending.some((each) => isIn(window, each));
}

function isIn({ from, to }: Window, { at }: Pending): boolean {
  return from <= at && at < to;
}

const viewOf: Readonly<Record<Kind, Pick<MetricReading, 'view' | 'counts'>>> = {
  queue: { view: 'queue', counts: 'visits' },
  total: { view: 'queue', counts: 'contacts' },
  contacts: { view: 'contact', counts: 'contacts' },
  entry: { view: 'contact', counts: 'contacts' },
  reason: { view: 'contact', counts: 'contacts' },
  agent: { view: 'agent', counts: 'segments' },
  team: { view: 'team', counts: 'promises' },
};

function completenessOf({ board }: ApiParts, reader: Reader): number | null {
  const sources = board.snapshotFor(reader).frame.sources ?? [];
  return sources.length === 0 ? null : sources.filter(({ state }) => state === 'heard').length / sources.length;
}

