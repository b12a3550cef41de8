import type { Floor } from '../../domain/floor.js';
import type { Attribution } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { ReturnWindow } from '../../domain/return-window.js';
import type { Instant } from '../../domain/time.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { Window } from './answer.js';
import { cut } from './intervals.js';
import type { Interval } from './intervals.js';
import { lastMinutes } from './last-minutes.js';
import type { Last } from './last-minutes.js';
import { windowOf } from './window.js';

/** Intervals in one answer: a month of quarter-hours. Values: of all that is asked for. */
const MOST_INTERVALS = 3_000;
const MOST_VALUES = 20_000;

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

/** `wide`: how many numbers each interval has. */
export function fits({ windows }: Frame, wide: number, advice: string): Answer<null> {
  const values = windows.length * wide;
  if (windows.length <= MOST_INTERVALS && values <= MOST_VALUES) return ok(null);
  return wrong(`That would be ${windows.length} intervals and ${values} values; ${MOST_INTERVALS} and ${MOST_VALUES} are the most.`, advice);
}

/** When a queue's day begins, in minutes after midnight. */
function dayStartOf(queue: string | undefined, { queues }: Floor): number {
  return (queue !== undefined && Object.hasOwn(queues, queue) ? queues[queue]?.dayStartsAt : undefined) ?? 0;
}
