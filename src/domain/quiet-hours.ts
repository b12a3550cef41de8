import { DAY, MINUTE, QUARTER, quarterOf } from './time.js';
import type { Instant, Millis } from './time.js';
import { offsetAt } from './zone.js';

/** Minutes after midnight: from, to. */
export type Hours = readonly [number, number];

const LOOK_AHEAD: Millis = 2 * DAY;
const known = new Map<string, readonly string[]>();

/**
 * The zones of a number's country; none where the prefix names no country. The area code says no more: mobile numbers
 * are taken along, so a New Yorker's +1 212 may ring in Los Angeles, and people who move keep their number.
 */
export function zonesOf(country: string | undefined): readonly string[] {
  if (country === undefined) return [];
  const found = known.get(country);
  if (found) return found;
  const zones = zonesIn(country);
  known.set(country, zones);
  return zones;
}

/**
 * From when on someone may be written to, at the earliest now: an instant that lies within the hours in every zone where
 * they may be. Undefined where nothing is known of the zone, or where a country is so wide that there is no such hour.
 */
export function nextHour(zones: readonly string[], hours: Hours, at: Instant): Instant | undefined {
  if (zones.length === 0) return undefined;
  // A change of clocks between now and then is met by asking again before it is sent.
  const offsets = [...new Set(zones.map((zone) => offsetAt(zone, at)))];
  const allows = (instant: Instant): boolean => offsets.every((offset) => isWithin(hours, instant + offset));
  if (allows(at)) return at;
  for (let quarter = quarterOf(at) + QUARTER; quarter <= at + LOOK_AHEAD; quarter += QUARTER) if (allows(quarter)) return quarter;
  return undefined;
}

function isWithin([from, to]: Hours, wall: number): boolean {
  const minute = Math.floor((((wall % DAY) + DAY) % DAY) / MINUTE);
  return minute >= from && minute < to;
}

function zonesIn(country: string): readonly string[] {
  try {
    // A getter in the Unicode data of Node 20, which TypeScript's library does not name yet; a method in later ones.
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { readonly timeZones?: readonly string[]; getTimeZones?(): readonly string[] };
    return locale.getTimeZones?.() ?? locale.timeZones ?? [];
  } catch {
    return [];
  }
}
