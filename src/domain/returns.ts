import type { ContactSummary, Journey } from './journey.js';
import type { Instant } from './time.js';

export interface Ended extends ContactSummary {
  readonly endedAt: Instant;
}

/** The customer's inbound contacts that were over before this one began, by their end. One that was still on is concurrent. */
export function endedBefore(contact: ContactSummary, { contacts }: Journey): readonly Ended[] {
  if (contact.direction !== 'inbound') return [];
  return contacts
    .filter((each): each is Ended => each.endedAt !== undefined && each.endedAt <= contact.startedAt && each.id !== contact.id && each.direction === 'inbound' && isBefore(each, contact))
    .toSorted((a, b) => a.endedAt - b.endedAt);
}

/** The next one after this one's end, if any. */
export function nextAfter(contact: Ended, { contacts }: Journey): ContactSummary | undefined {
  return contacts.find((each) => each.direction === 'inbound' && each.id !== contact.id && each.startedAt >= contact.endedAt && isBefore(contact, each));
}

function isBefore(a: ContactSummary, b: ContactSummary): boolean {
  return a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id);
}

/** When an inbound contact was over and we know it: what was only inferred may be on. */
export function isOver(contact: ContactSummary): contact is Ended {
  return contact.direction === 'inbound' && contact.endedAt !== undefined;
}
