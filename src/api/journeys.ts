import type { JourneyItem } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { journeyItemOf } from '../views/journey.js';
import { chipsOf } from '../views/lane.js';
import { scopeOf, seesContact } from '../views/scope.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { contactOf, flagsOn, journeysOf } from './known-contact.js';
import type { KnownContact, KnownJourney } from './known-contact.js';
import { wholePage } from './merged.js';
import { titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';
import { withinOf } from './visible.js';

/** As many contacts as a journey holds. */
const MOST = 200;

/** A customer's contacts, oldest first. */
export async function showJourney(parts: ApiParts, customer: string, reader: Reader): Promise<Answer<Page<JourneyItem>>> {
  const journey = (await journeysOf(parts, [customer])).get(customer);
  const items = journey === undefined ? [] : await journeyItems(parts, journey, reader);
  if (items.length > 0) return ok(wholePage(items));
  return notHere('Nothing is known of this customer.', 'Check the key, which a contact shows; it may be too old, or outside what you may see.');
}

/** Those of a journey's contacts that the reader may see. One of which only the journey knows is told of to who may see everything. */
export async function journeyItems(parts: ApiParts, journey: KnownJourney, reader: Reader): Promise<readonly JourneyItem[]> {
  const { state, clock } = parts;
  const known = new Map((await knownOf(parts, journey, reader)).map((each) => [each.id, each]));
  const titles = titlesOf(parts);
  const now = clock.now();
  return journey.contacts.flatMap((summary): JourneyItem[] => {
    const each = known.get(summary.id);
    if (each) return [journeyItemOf(each.summary, chipsOf(flagsOn(each, journey), titles, now), state.floor)];
    return withinOf(reader, state.floor) === undefined ? [journeyItemOf(summary, [], state.floor)] : [];
  });
}

/** The journey's contacts with their events, as memory and rows hold them, oldest first: those that the reader may see. */
export async function knownOf(parts: ApiParts, journey: KnownJourney, reader: Reader): Promise<readonly KnownContact[]> {
  const { state, history } = parts;
  const within = withinOf(reader, state.floor);
  const rows = await history.contacts({ customer: journey.customer, ...(within === undefined ? {} : { within }) }, { limit: MOST });
  const seen = new Map<string, KnownContact>(rows.map((row) => [row.id, row]));
  for (const { id } of journey.contacts) {
    const held = state.contacts.get(id);
    if (held) seen.set(id, held);
  }
  return journey.contacts.flatMap(({ id }) => {
    const known = seen.get(id);
    return known && seesContact(scopeOf(reader), state.floor, contactOf(known)) ? [known] : [];
  });
}
