import type { Contact, NodeVisit } from './contact.js';
import type { Instant } from './time.js';

/** The node visits that menu flags look at: on the way in, no survey, nothing played in a queue, nothing after an agent. */
export function waysIn(contact: Contact): readonly NodeVisit[] {
  if (contact.direction !== 'inbound') return [];
  return contact.menu.filter((visit) => visit.purpose === 'route' && !visit.afterAgent);
}

/** When the caller got out of the menu that they were in at an instant: by success, into a queue, to an agent, or by the end. */
export function leftMenuAt(contact: Contact, from: Instant): Instant | undefined {
  const ways = [
    ...contact.outcomes.filter((outcome) => outcome.result === 'success').map((outcome) => outcome.at),
    ...contact.visits.map((visit) => visit.enteredAt),
    ...contact.segments.map((segment) => segment.connectedAt),
  ].filter((at) => at >= from);
  if (contact.endedAt !== undefined) ways.push(Math.max(from, contact.endedAt));
  return ways.length === 0 ? undefined : Math.min(...ways);
}
