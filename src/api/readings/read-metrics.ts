import type { Reader } from '../../domain/reader.js';
import type { Metric, ReadingKey } from '../../domain/metric.js';
import { percentilesOf } from '../../domain/percentiles.js';
import { ok } from '../../domain/result.js';
import { lengthOf } from '../../domain/return-window.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import type { Counted, MetricReading, MetricsAnswer, Window } from './answer.js';
import type { Chosen } from './chosen.js';
import { count, isUnderWay, readingIn } from './count.js';
import type { Counting } from './count.js';
import { isOfTime } from './kinds.js';
import type { Kind } from './kinds.js';
import { isOfAgents } from './running.js';
import { sampleOf } from './sample.js';
import { thresholdOf } from './subject.js';
import type { Subject } from './subject.js';

/** The numbers of one window, each with what it means and what it is made of. */
export async function readMetrics(parts: ApiParts, query: MetricsQuery, reader: Reader): Promise<Answer<MetricsAnswer>> {
  const counted = await count(parts, query, reader);
  if (!counted.ok) return counted;
  const { window, windows, interval, zone, attribution, returns, chosen, of } = counted.value;
  return ok({
    channel: query.channel ?? 'voice', window, interval, zone, attribution, directAnswers: parts.state.floor.directAnswers, returns, completeness: completenessOf(parts, reader),
    items: chosen.map((each) => readingOf(each, window, windows, of.get(each.subject) as Counting, parts)),
    next: null,
  });
}

export function readingOf({ metric, subject }: Chosen, window: Window, windows: readonly Window[], counting: Counting, { state }: ApiParts): MetricReading {
  const { id, title, unit, formula } = metric;
  const { directAnswers } = state.floor;
  const read = (each: Window): Counted => {
    const reading = counting.readings.get(each) ?? readingIn(each, counting, directAnswers);
    counting.readings.set(each, reading);
    const percentiles = metric.spread === undefined ? {} : { percentiles: percentilesOf(reading, metric.spread) };
    return { value: metric.value(reading), ...percentiles, sample: sampleOf(subject.kind, reading), provisional: isProvisional(metric, each, counting) };
  };
  return {
    id, title, unit, formula, ...viewOf(metric, subject.kind), keys: keysOf(metric, subject), threshold: thresholdOf(subject, state.floor),
    window, attribution: counting.attribution, directAnswers, ...read(window), intervals: windows.map((each) => ({ ...each, ...read(each) })),
  };
}

/** An agent's, a team's and a queue's time stands under keys of its own, without a channel. */
function keysOf(metric: Metric, { keys }: Subject): readonly ReadingKey[] {
  return keys.filter((key) => isOfAgents(key) === isOfTime(metric));
}

/** It may still change: it goes on, something in it does, or customers may still come back. */
export function isProvisional(metric: Metric, window: Window, counting: Counting): boolean {
  return isUnderWay(window, counting) || (metric.matures === true && window.to + lengthOf(counting.returns.within) > counting.now);
}

type Seen = Pick<MetricReading, 'view' | 'counts'>;

export function viewOf(metric: Metric, kind: Kind): Seen {
  return isOfTime(metric) ? { ...views[kind], counts: 'time' } : views[kind];
}

const views: Readonly<Record<Kind, Seen>> = {
  queue: { view: 'queue', counts: 'visits' },
  total: { view: 'queue', counts: 'contacts' },
  contacts: { view: 'contact', counts: 'contacts' },
  entry: { view: 'contact', counts: 'contacts' },
  reason: { view: 'contact', counts: 'contacts' },
  node: { view: 'node', counts: 'contacts' },
  agent: { view: 'agent', counts: 'segments' },
  team: { view: 'team', counts: 'promises' },
  place: { view: 'contact', counts: 'contacts' },
  agents: { view: 'agent', counts: 'time' },
  staff: { view: 'staff', counts: 'time' },
};

export function completenessOf({ board }: ApiParts, reader: Reader): number | null {
  const sources = board.snapshotFor(reader).frame.sources ?? [];
  return sources.length === 0 ? null : sources.filter(({ state }) => state === 'heard').length / sources.length;
}
