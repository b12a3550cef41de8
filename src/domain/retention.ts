import { DAY, HOUR } from './time.js';
import type { Millis } from './time.js';

/** How long what is known of callers is kept, by class, from when it was received. */
export interface Retention {
  /** Events in the log, contacts with their flags, journeys, agents' days. */
  readonly contactsMs: Millis;
  /** Sums by quarter-hour, which name nobody: from the time that they are about, and as long as a contact is kept that counts there. */
  readonly readingsMs: Millis;
  /** Numbers that were sealed for a call-back or a survey. */
  readonly numbersMs: Millis;
  /** What could not become an event, from when it last came. */
  readonly refusedMs: Millis;
  /** What customers wrote in surveys in their own words. */
  readonly commentsMs: Millis;
  /** Findings, from when anybody last said something of them, and letters about them. The calls that show them go with the contacts. */
  readonly findingsMs: Millis;
}

export const usualRetention: Retention = { contactsMs: 90 * DAY, readingsMs: 396 * DAY, numbersMs: 72 * HOUR, refusedMs: 30 * DAY, commentsMs: 90 * DAY, findingsMs: 400 * DAY };

/** Days that may still change have to be in the log: the bound for late events, and a day of any zone. */
export const SHORTEST_OF_CONTACTS: Millis = 37 * DAY;

/** From where to where each may be set. A number is never kept longer than three days. */
export const retentionBounds: Readonly<Record<keyof Retention, readonly [least: Millis, most: Millis]>> = {
  contactsMs: [SHORTEST_OF_CONTACTS, 3_660 * DAY], readingsMs: [SHORTEST_OF_CONTACTS, 3_660 * DAY], numbersMs: [HOUR, 72 * HOUR],
  refusedMs: [DAY, 366 * DAY], commentsMs: [DAY, 396 * DAY], findingsMs: [SHORTEST_OF_CONTACTS, 3_660 * DAY],
};
