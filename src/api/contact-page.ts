import type { ContactPage } from '../contract/contact.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import type { LiveContact } from '../ports/live-state.js';
import { cardOf } from '../views/flag-card.js';
import { laneOf } from '../views/lane.js';
import { outcomeOf } from '../views/outcome.js';
import { scopeOf, seesContact } from '../views/scope.js';
import { timelineOf } from '../views/timeline.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { journeyItems } from './journeys.js';
import { contactOf, flagsOn, journeysOf } from './known-contact.js';
import type { KnownContact } from './known-contact.js';
import { textsOf, titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';

/** Everything about one contact, live or settled. */
export async function showContact(parts: ApiParts, id: string, reader: Reader): Promise<Answer<ContactPage>> {
  const { state, history, clock } = parts;
  const { floor } = state;
  const known = state.contacts.get(id) ?? await history.contact(id);
  const contact = known && contactOf(known);
  if (!known || !contact || !seesContact(scopeOf(reader), floor, contact)) {
    return notHere('This contact is not known.', 'Check its id; it may be too old, or outside what you may see.');
  }
  const customer = known.summary.customer ?? '';
  const journey = (await journeysOf(parts, [known.summary.customer])).get(customer);
  const flags = flagsOn(known, journey);
  const texts = textsOf(parts);
  const now = clock.now();
  const { events, truncated } = keptOf(known);
  return ok({
    lane: laneOf(contact, flags, journey, floor, titlesOf(parts), now),
    outcome: outcomeOf(contact, floor, now),
    timeline: timelineOf(contact, events, floor),
    flags: flags.map((flag) => cardOf(flag, texts, floor, now, contact.marks)),
    journey: journey === undefined ? [] : await journeyItems(parts, journey, reader),
    truncated,
  });
}

function keptOf(known: KnownContact): LiveContact['kept'] {
  return 'kept' in known ? known.kept : known;
}
