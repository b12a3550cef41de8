import type { CustomerPage } from '../contract/customers.js';
import { groundsOfWell } from '../domain/glance/doing-well.js';
import { groundsOfNeed } from '../domain/glance/need.js';
import { sightingOf } from '../domain/glance/sighting.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { toldOf } from '../views/customers.js';
import { journeyContactOf } from '../views/journey-contact.js';
import { labelOf } from '../views/names.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { knownOf } from './journeys.js';
import { contactOf, flagsOn, journeysOf } from './known-contact.js';
import { textsOf, titlesOf } from './parts.js';
import type { ApiParts } from './parts.js';

/** Everything about one customer that the reader may see, and how it adds up. */
export async function showCustomer(parts: ApiParts, customer: string, reader: Reader): Promise<Answer<CustomerPage>> {
  const journey = (await journeysOf(parts, [customer])).get(customer);
  const known = journey === undefined ? [] : await knownOf(parts, journey, reader);
  if (journey === undefined || known.length === 0) return notHere('Nothing is known of this customer.', 'Check the key, which a contact shows; it may be too old, or outside what you may see.');
  const { state: { floor }, clock } = parts;
  const now = clock.now();
  const told = known.map((each) => ({ contact: contactOf(each), summary: each.summary, flags: flagsOn(each, journey), others: journey.contacts }));
  const sightings = told.map(({ summary, contact, flags }) => sightingOf(summary, contact, flags));
  return ok({
    customer, label: labelOf(customer),
    need: toldOf(groundsOfNeed(sightings, now), floor, titlesOf(parts), now),
    well: toldOf(groundsOfWell(sightings, now), floor, titlesOf(parts), now),
    contacts: told.map((each) => journeyContactOf(each, floor, textsOf(parts), now)),
    hidden: Math.max(0, journey.contacts.length - told.length),
  });
}
