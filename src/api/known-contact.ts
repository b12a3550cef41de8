import type { ContactLane } from '../contract/contact.js';
import { hashesOf, journeyOf, personIn } from '../domain/alias.js';
import type { NumberKnown } from '../domain/alias.js';
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

export function contactOf(known: LiveContact | Pick<ContactRow, 'events' | 'endInferred'>): Contact {
  if ('contact' in known) return known.contact;
  const folded = foldContact(known.events);
  return known.endInferred ? inferEnd(folded) : folded;
}

/** A customer's contacts and what rules said of them together. */
export type KnownJourney = Pick<StoredJourney, 'customer' | 'contacts' | 'flags'>;

/** By the keys that were asked for: who is known by an id is found by their number too. One query for those that the memory does not hold, and one for whose the numbers among them are. */
export async function journeysOf({ state, store }: Pick<ApiParts, 'state' | 'store'>, customers: Iterable<string | undefined>): Promise<ReadonlyMap<string, KnownJourney>> {
  const asked = [...new Set(customers)].flatMap((customer) => customer ?? []);
  const known = new Map<string, KnownJourney & NumberKnown>();
  const look = async (keys: readonly string[]): Promise<void> => {
    const missing: string[] = [];
    for (const key of new Set(keys)) {
      const held = state.journeys.get(key);
      if (held) known.set(key, { ...held.journey, flags: held.flags, namings: held.namings, was: held.was });
      else if (!known.has(key)) missing.push(key);
    }
    for (const row of missing.length > 0 ? await store.journeys(missing) : []) known.set(row.customer, row);
  };
  await look(asked);
  await look(asked.flatMap((key) => hashesOf(known, key)));
  await look(asked.map((key) => personIn(known, key)));
  return new Map(asked.flatMap((key) => {
    const journey = journeyOf(known, key);
    return journey === undefined ? [] : [[key, journey] as const];
  }));
}

/** Its own and those that its customer's journey puts on it. */
export function flagsOn(known: KnownContact, journey: KnownJourney | undefined): readonly Flag[] {
  return [...known.flags, ...journey?.flags.filter((flag) => flag.contact === known.id) ?? []];
}

export function laneOfKnown(parts: ApiParts, known: KnownContact, journey: KnownJourney | undefined, now: Instant): ContactLane {
  return laneOf(contactOf(known), flagsOn(known, journey), journey, parts.state.floor, titlesOf(parts), now);
}
