import type { ContactSummary } from '../journey.js';
import { whenOf } from '../return-window.js';
import type { ReturnScope, When } from '../return-window.js';

/** When the customer was here before this contact, and when they came back after it. */
export interface Around {
  readonly before: When;
  readonly after: When;
}

/**
 * Around each of a customer's contacts, which are in the order of their start: from an end to the next beginning. What overlaps
 * is concurrent and no return, and only inbound contacts are (METRICS.md, repeat rate).
 */
export function around(contacts: readonly ContactSummary[], place: number, scope: ReturnScope): Around {
  const contact = contacts[place];
  if (contact?.endedAt === undefined) return { before: 'never', after: 'never' };
  const counts = (other: ContactSummary): boolean => other.direction === 'inbound' && (scope === 'any' || isSameReason(contact, other));
  let last = -Infinity;
  for (let at = 0; at < place; at += 1) {
    const other = contacts[at] as ContactSummary;
    if (other.endedAt !== undefined && other.endedAt <= contact.startedAt && other.endedAt > last && counts(other)) last = other.endedAt;
  }
  let next = place + 1;
  for (; next < contacts.length; next += 1) {
    const other = contacts[next] as ContactSummary;
    if (other.startedAt >= contact.endedAt && counts(other)) break;
  }
  const back = contacts[next];
  return { before: whenOf(contact.startedAt - last), after: back === undefined ? 'never' : whenOf(back.startedAt - contact.endedAt) };
}

function isSameReason(a: ContactSummary, b: ContactSummary): boolean {
  return a.reason === undefined || b.reason === undefined || a.reason === b.reason;
}
