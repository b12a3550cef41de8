import type { Flag } from '../domain/flag.js';
import { HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { reasonOf } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Occasion } from './programmes.js';

/** What is older when it is heard of is history: nobody is asked about it as if it had just happened. */
export const FRESH: Millis = 15 * MINUTE;
/** A number is kept for three days, so nobody can be asked later than that. */
export const REACHABLE: Millis = 72 * HOUR;

export interface Ended {
  readonly contact: Contact;
  readonly flags: readonly Flag[];
  readonly events: readonly EarshotEvent[];
}

/** What is known of a contact that is over, where its caller can be asked; by whom it was called, not what became of it, decides that. */
export function occasionOf({ contact, flags, events }: Ended): (Occasion & { readonly customer: string; readonly endedAt: Instant }) | undefined {
  const { endedAt, customer, direction } = contact;
  if (endedAt === undefined || contact.endedBy === 'inferred' || direction !== 'inbound' || customer === undefined) return undefined;
  const reason = reasonOf(contact);
  return {
    contact: contact.id, customer, phone: numberHashIn(events) ?? customer, endedAt,
    ...(contact.entry === undefined ? {} : { entry: contact.entry }), ...(reason === undefined ? {} : { reason }),
    queues: queuesOf(contact), nodes: [...new Set(contact.menu.map(({ node }) => node))],
    flags: flags.filter(({ retractedAt }) => retractedAt === undefined).map(({ rule }) => rule),
  };
}

/** Where a platform has an id of its own for the customer, the number's hash stands in the first event. */
function numberHashIn(events: readonly EarshotEvent[]): string | undefined {
  for (const event of events) if (event.type === 'contact.started' && event.data.from !== undefined) return event.data.from;
  return undefined;
}

/** In the order of arrival; one that took a direct call too. */
function queuesOf({ visits, segments }: Contact): readonly string[] {
  return [...new Set([...visits.map(({ queue }) => queue), ...segments.flatMap(({ queue }) => queue ?? [])])];
}
