import type { ContactLane } from '../contract/contact.js';
import type { Contact } from '../domain/contact.js';
import type { Flag } from '../domain/flag.js';
import { foldContact, inferEnd } from '../domain/fold/fold.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';
import type { ContactRow, StoredJourney } from '../ports/state-store.js';
import { laneOf } from '../views/lane.js';
import { titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';

/** A contact as the memory holds it, or as a row does. */
export type KnownContact = LiveContact | ContactRow;

export function contactOf(known: KnownContact): Contact {
  if ('contact' in known) return known.contact;
  const folded = foldContact(known.events);
  return known.endInferred ? inferEnd(folded) : folded;
}

/** A customer's contacts and what rules said of them together. */
export type KnownJourney = Pick<StoredJourney, 'customer' | 'contacts' | 'flags'>;

/** One query for those customers that the memory does not hold. */
export async function journeysOf({ state, store }: ApiParts, customers: Iterable<string | undefined>): Promise<ReadonlyMap<string, KnownJourney>> {
  const found = new Map<string, KnownJourney>();
  const missing: string[] = [];
  for (const customer of new Set(customers)) {
    if (customer === undefined) continue;
    const held = state.journeys.get(customer);
    if (held) found.set(customer, { ...held.journey, flags: held.flags });
    else missing.push(customer);
  }
  for (const row of missing.length > 0 ? await store.journeys(missing) : []) found.set(row.customer, row);
  return found;
}

/** Its own and those that its customer's journey puts on it. */
export function flagsOn(known: KnownContact, journey: KnownJourney | undefined): readonly Flag[] {
  return [...known.flags, ...journey?.flags.filter((flag) => flag.contact === known.id) ?? []];
}

export function laneOfKnown(parts: ApiParts, known: KnownContact, journey: KnownJourney | undefined, now: Instant): ContactLane {
  return laneOf(contactOf(known), flagsOn(known, journey), journey, parts.state.floor, titlesOf(parts), now);
}
