import { calledWhileClosed } from '../calendar.js';
import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import type { ContactSummary, Journey } from '../journey.js';
import type { LostAt, LostOn, LostTime, TimeOfContact } from '../lost-time.js';
import type { Contribution, LostMeasure, Measure, Sums } from '../metric.js';
import { everywhere, hourOf, nowhere, placeKey } from '../place.js';
import type { Place } from '../place.js';
import { endedBefore } from '../returns.js';
import type { Millis } from '../time.js';
import { spread } from './spread.js';

const measures: Readonly<Record<LostOn, LostMeasure>> = { menu: 'menuLostMs', waiting: 'waitLostMs', hold: 'holdLostMs', between: 'betweenLostMs' };

/** A contact's customer-minutes lost, by what they went on; nothing while it goes on. */
export function tallyLost(time: TimeOfContact | undefined): Sums {
  const tally: Partial<Record<LostMeasure, Millis>> = {};
  for (const { on, ms } of time?.lost ?? []) tally[measures[on]] = (tally[measures[on]] ?? 0) + ms;
  return tally;
}

/** All of it, whatever it went on. */
export function sumOfLost(lost: readonly LostTime[]): Millis {
  return lost.reduce((sum, { ms }) => sum + ms, 0);
}

/** One part of what was lost, and a place that it counts at. */
export interface LostPart {
  readonly place: Place;
  readonly measure: LostMeasure;
  readonly ms: Millis;
}

/**
 * Each part counts once in each of four ways to cut the same whole: everywhere; at the node or queue at which it went; at what the
 * contact was about; at the number called. Where one of them is not known it counts at `unknown`, so that each way adds up to the whole.
 */
export function lostPartsOf({ channel, entry }: Pick<Contact, 'channel' | 'entry'>, reason: string | undefined, lost: readonly LostTime[]): LostPart[] {
  return lost.flatMap(({ on, at, ms }) => partsOf({ channel, entry, reason, at, measure: measures[on], ms }));
}

interface Lost {
  readonly channel: string;
  readonly entry: string | undefined;
  readonly reason: string | undefined;
  readonly at: LostAt | undefined;
  readonly measure: LostMeasure;
  readonly ms: Millis;
}

function partsOf({ channel, entry, reason, at, measure, ms }: Lost): LostPart[] {
  const places: readonly Place[] = [
    everywhere(channel),
    at === undefined ? nowhere(channel, 'place') : { channel, ...at },
    reason === undefined ? nowhere(channel, 'reason') : { channel, kind: 'reason', name: reason },
    entry === undefined ? nowhere(channel, 'entry') : { channel, kind: 'entry', name: entry },
  ];
  return places.map((place) => ({ place, measure, ms }));
}

/**
 * The talk of a contact with which its customer came back: had the contact before it solved the matter, it would not have been needed.
 * So it counts at the queue that had that one last, else the node at which that one ended. Its menus, waits and holds are counted
 * as those of any contact.
 */
export function contributionsOfRepeatHandling(contact: ContactSummary, journey: Journey, floor: Floor): Contribution[] {
  const { channel, entry, reason, startedAt, endedAt, talkMs: ms = 0 } = contact;
  if (ms === 0 || endedAt === undefined || calledWhileClosed(floor, { startedAt, ...(entry === undefined ? {} : { entry }) })) return [];
  const parts = partsOf({ channel, entry, reason, at: lastPlaceOf(endedBefore(contact, journey).at(-1)), measure: 'repeatLostMs', ms });
  const tally: Partial<Record<Measure, number>> = { repeatLostMs: ms };
  const out: Contribution[] = parts.map(({ place }) => ({ at: hourOf(startedAt), attribution: 'arrival', key: placeKey(place), tally }));
  const keys = [`${channel}/contacts`, ...(entry === undefined ? [] : [`${channel}/entry/${entry}`]), ...(reason === undefined ? [] : [`${channel}/reason/${reason}`])];
  for (const key of keys) spread(out, key, tally, { arrival: startedAt, completion: endedAt, disconnect: endedAt });
  return out;
}

function lastPlaceOf(before: ContactSummary | undefined): LostAt | undefined {
  const queue = before?.ending?.queue ?? before?.queue;
  if (queue !== undefined) return { kind: 'queue', name: queue };
  return before?.node === undefined ? undefined : { kind: 'node', name: before.node };
}
