import type { Finding } from '../domain/finding.js';
import { hourOf } from '../domain/place.js';
import { fallOf } from '../domain/rate.js';
import type { Fall, Rate } from '../domain/rate.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { hoursOf } from '../domain/weeks.js';
import type { Rates } from './rates.js';

/** Of a finding that stood open for a year, so much is asked on either side of what was done. */
const LONGEST: Millis = 60 * DAY;

export interface Progress {
  readonly fall: Fall;
  readonly before: Rate;
  readonly after: Rate;
}

/** What the rate was from when it rose to what was done, and since. The hour in which that was belongs to neither. */
export async function fallSince(finding: Finding, rates: Rates, now: Instant): Promise<Progress> {
  const { subject, sighting, action } = finding;
  const since = action?.since ?? now;
  const begins = hourOf(since) === since ? since : hourOf(since) + HOUR;
  const before = await rates.over(subject, hoursOf(Math.max(sighting.from, since - LONGEST), hourOf(since)));
  const after = await rates.over(subject, hoursOf(Math.max(begins, now - LONGEST), now + 1));
  // Mended within the hour in which it was seen: what was seen is all there is.
  const was = before.of === 0 ? sighting.rate : before;
  return { fall: fallOf(was, after, sighting.usual, subject.trouble), before: was, after };
}
