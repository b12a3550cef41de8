import { measuresOf } from '../../domain/measures-of.js';
import type { ReadingKey } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import { MINUTE } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { LiveState } from '../../ports/live-state.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { Window } from './answer.js';
import type { Chosen } from './chosen.js';
import type { Kind } from './kinds.js';
import { add } from './quarters.js';
import type { Cell, SumsOf } from './quarters.js';

/** `30m`: the window of the board's tiles and tables, which moves by the minute. */
export interface Last {
  readonly last?: '30m' | 'window' | undefined;
}

export function lastMinutes(now: Instant): Window {
  const to = now - now % MINUTE + MINUTE;
  return { from: Math.ceil(now / MINUTE - 30) * MINUTE, to };
}

/** What was counted under the keys of one subject, from the readings by the minute. */
export function minutesOf({ recent }: LiveState, keys: readonly ReadingKey[]): SumsOf {
  return ({ from, to }) => {
    const total: Cell = {};
    for (const key of keys) add(total, recent.sums('arrival', key, from, to));
    return total;
  };
}

const byTheMinute: readonly Kind[] = ['queue', 'total', 'contacts'];

/** By the minute only arrivals at queues, in total and of all contacts are kept, and nothing of what became of contacts later. */
export function untoldOfLate(query: MetricsQuery, chosen: readonly Chosen[]): Answer<null> {
  const late = chosen.find(({ metric }) => measuresOf((reading) => metric.value(reading)).some((measure) => /^(fcr|gap|resolution|contained)\./.test(measure)));
  if (late !== undefined) return wrong(`The metric "${late.metric.id}" is not known by the minute.`, 'Leave out "last", and give "from" and "to" or nothing.');
  if (query.from !== undefined || query.to !== undefined) return wrong('The parameter "last" does not go with "from" and "to".', 'Leave out one of them.');
  const isKept = chosen.every(({ subject }) => byTheMinute.includes(subject.kind)) && (query.attribution ?? 'arrival') === 'arrival';
  return isKept ? ok(null) : wrong('By the minute only arrivals at queues and of all contacts are known.', 'Leave out "last", and give "from" and "to" or nothing.');
}
