import { journeyOf, personIn } from '../domain/alias.js';
import type { ContactLane } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { standingOf } from '../domain/contact.js';
import { isLive } from '../domain/flag.js';
import { ok } from '../domain/result.js';
import type { Instant } from '../domain/time.js';
import type { ContactFilter, Slip } from '../ports/history.js';
import type { LiveContact } from '../ports/live-state.js';
import { scopeOf, seesContact } from '../views/scope.js';
import type { Answer } from './answer.js';
import { unknownName } from './asked.js';
import type { Place } from './cursor.js';
import { journeysOf, laneOfKnown } from './known-contact.js';
import type { KnownContact } from './known-contact.js';
import { mergedPage } from './merged.js';
import type { ContactsQuery } from './parameters.js';
import type { ApiParts } from './parts.js';
import { mayAskFor, withinOf } from './visible.js';

/** Contacts by their start, newest first: those in memory as they are now, the others from their rows. */
export async function listContacts(parts: ApiParts, query: ContactsQuery, reader: Reader): Promise<Answer<Page<ContactLane>>> {
  const { state, clock } = parts;
  const may = mayAskFor(reader, state.floor, query.queue);
  if (!may.ok) return may;
  const rules = parts.rules.map(({ id }) => id);
  if (query.flag !== undefined && !rules.includes(query.flag)) return unknownName('flag', query.flag, rules);
  const { cursor, limit, state: wanted, ...conditions } = query;
  const within = withinOf(reader, state.floor);
  // Who is known by an id is found by their number too.
  const customer = query.customer === undefined ? undefined : (await journeysOf(parts, [query.customer])).get(query.customer)?.customer ?? query.customer;
  const filter = given({ ...conditions, customer, within });
  const now = clock.now();
  const isOfState = (held: LiveContact): boolean => isWanted(held, wanted, now);
  const page = await pageOfContacts(parts, filter, { limit, ...(cursor === undefined ? {} : { after: cursor }) }, reader, isOfState, wanted === undefined || wanted === 'ended');
  const journeys = await journeysOf(parts, page.items.map(({ summary }) => summary.customer));
  return ok({ ...page, items: page.items.map((known) => laneOfKnown(parts, known, journeys.get(known.summary.customer ?? ''), now)) });
}

/** One page of what a reader may see. `isStored`: rows are asked too; what is open is in memory, all of it. */
export async function pageOfContacts(parts: ApiParts, filter: ContactFilter, slip: Slip, reader: Reader, isHeldWanted: (held: LiveContact) => boolean = () => true, isStored = true): Promise<Page<KnownContact>> {
  const { state, history } = parts;
  return mergedPage<KnownContact>({
    held: [...state.contacts.values()].filter((held) => isHeldWanted(held) && seesContact(scopeOf(reader), state.floor, held.contact) && passes(parts, held, filter)),
    isHeld: ({ id }) => state.contacts.has(id),
    stored: (from) => (isStored ? history.contacts(filter, from) : Promise.resolve([])),
    placeOf: placeOfContact,
  }, slip);
}

export function placeOfContact({ id, summary }: KnownContact): Place {
  return { at: summary.startedAt, id };
}

function isWanted({ contact, flags }: LiveContact, wanted: ContactsQuery['state'], now: Instant): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'ended' || contact.endedAt !== undefined) return wanted === 'ended' && contact.endedAt !== undefined;
  switch (wanted) {
    case 'open': return true;
    case 'waiting': return contact.visits.some((visit) => visit.leftAt === undefined);
    case 'menu': return contact.direction === 'inbound' && standingOf(contact).stage === 'menu';
    case 'trouble': return flags.some((flag) => flag.class === 'alert' && isLive(flag, now));
  }
}

/** What PostgreSQL asks of rows, asked of what is in memory. */
function passes({ state }: ApiParts, { contact, summary, flags }: LiveContact, filter: ContactFilter): boolean {
  const { from, to, queue, agent, entry, customer, channel, flag } = filter;
  const journey = journeyOf(state.journeys, summary.customer)?.flags.filter((each) => each.contact === contact.id) ?? [];
  return (from === undefined || from <= contact.startedAt)
    && (to === undefined || contact.startedAt < to)
    && (queue === undefined || contact.visits.some((visit) => visit.queue === queue))
    && (agent === undefined || contact.segments.some((segment) => segment.agent === agent))
    && (entry === undefined || contact.entry === entry)
    && (customer === undefined || (summary.customer !== undefined && personIn(state.journeys, summary.customer) === customer))
    && (channel === undefined || contact.channel === channel)
    && (flag === undefined || [...flags, ...journey].some((each) => each.rule === flag && each.retractedAt === undefined));
}

/** Conditions that are absent are no conditions. */
export function given<Filter extends object>(conditions: Filter): { [Key in keyof Filter]: Exclude<Filter[Key], undefined> } {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined)) as { [Key in keyof Filter]: Exclude<Filter[Key], undefined> };
}
