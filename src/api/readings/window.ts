import { DAY, QUARTER, quarterOf } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { ok } from '../../domain/result.js';
import { dayStart } from '../../domain/zone.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import type { Window } from './answer.js';
import { isZone } from './intervals.js';

/** Readings of every key are read through for it: more would keep the server busy. */
const LONGEST = 92 * DAY;

/** From when the day began in the zone to the end of this quarter-hour, where the query says nothing else. */
export function windowOf({ from, to, zone }: Pick<MetricsQuery, 'from' | 'to' | 'zone'>, floorZone: string, now: Instant, startsAt = 0): Answer<Window & { readonly zone: string }> {
  const own = zone ?? floorZone;
  if (!isZone(own)) return wrong(`The parameter "zone" cannot be "${own.slice(0, 80)}".`, 'Write a name of the IANA time zone database, such as Europe/Berlin.');
  for (const [name, at] of [['from', from], ['to', to]] as const) {
    if (at !== undefined && quarterOf(at) !== at) return offQuarter(name, at);
  }
  const end = to ?? quarterOf(now) + QUARTER;
  const begin = from ?? quarterOf(dayStart(own, end - 1, startsAt));
  if (begin >= end) return wrong('The window is empty: "from" is not before "to".', 'Swap them, or leave out "to" for all up to now.');
  if (end - begin > LONGEST) return wrong('The window is longer than 92 days.', 'Ask for it in parts.');
  return ok({ from: begin, to: end, zone: own });
}

function offQuarter(name: string, at: Instant): Answer<never> {
  const quarter = quarterOf(at);
  return wrong(
    `The parameter "${name}" cannot be ${iso(at)}: what is counted is kept by quarter-hours.`,
    `Write ${iso(quarter)} or ${iso(quarter + QUARTER)}.`,
  );
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
