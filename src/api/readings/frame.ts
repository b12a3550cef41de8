import type { Floor } from '../../domain/floor.js';
import type { Attribution } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { ReturnWindow } from '../../domain/return-window.js';
import type { Instant } from '../../domain/time.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { Window } from './answer.js';
import { cut, intervals } from './intervals.js';
import type { Interval } from './intervals.js';
import { lastMinutes } from './last-minutes.js';
import type { Last } from './last-minutes.js';
import { windowOf } from './window.js';

/** Intervals in one answer: a month of quarter-hours. Values: of all that is asked for. */
export const MOST_INTERVALS = 3_000;
export const MOST_VALUES = 20_000;

/** Over which time a query counts, into what it is cut, and by which instants. */
export interface Frame {
  readonly window: Window;
  readonly windows: readonly Window[];
  readonly interval: Interval;
  readonly zone: string;
  readonly attribution: Attribution;
  readonly returns: ReturnWindow;
}

type Framed = Pick<MetricsQuery, 'from' | 'to' | 'zone' | 'queue' | 'interval' | 'attribution' | 'within' | 'scope'> & Last;

export function frameOf(query: Framed, floor: Floor, now: Instant): Answer<Frame> {
  const { attribution = 'arrival', interval = 'none' } = query;
  const startsAt = dayStartOf(query.queue, floor);
  const window = query.last === '30m' ? ok({ ...lastMinutes(now), zone: floor.zone }) : windowOf(query, floor.zone, now, startsAt);
  if (!window.ok) return window;
  const { zone, ...whole } = window.value;
  const returns = { within: query.within ?? floor.returns.within, scope: query.scope ?? floor.returns.scope };
  return ok({ window: whole, windows: cut(whole, interval, zone, startsAt), interval, zone, attribution, returns });
}

/** `wide`: how many numbers each interval has. Where that is too much, the finest interval that fits is named. */
export function fits({ window, windows, interval, zone }: Frame, wide: number): Answer<null> {
  const isFew = (count: number): boolean => count <= MOST_INTERVALS && count * wide <= MOST_VALUES;
  if (isFew(windows.length)) return ok(null);
  const coarser = intervals.slice(intervals.indexOf(interval) + 1).find((each) => isFew(cut(window, each, zone).length));
  return wrong(
    `That would be ${windows.length} intervals and ${windows.length * wide} values; ${MOST_INTERVALS} and ${MOST_VALUES} are the most in one answer.`,
    `Ask for ${coarser === undefined ? 'a shorter window or fewer metrics with "metric"' : `interval=${coarser}, which fits, or for a shorter window`}; GET /api/v1/metrics/ID/series hands out one metric page by page.`,
  );
}

/** When a queue's day begins, in minutes after midnight. */
function dayStartOf(queue: string | undefined, { queues }: Floor): number {
  return (queue !== undefined && Object.hasOwn(queues, queue) ? queues[queue]?.dayStartsAt : undefined) ?? 0;
}
