import { reasonOf } from '../domain/contact.js';
import type { AgentSegment, Contact } from '../domain/contact.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { reasonName } from '../views/outcome.js';

/** Not before: at the beginning of a talk nobody thinks of its end (decisions/0016). */
export const GUARD_AFTER: Millis = MINUTE;

/**
 * The question to ask before the end: named after what the caller came for, because "anything else?" is answered with no by
 * people whose matter is still open. Gone once it was asked, and where nobody knows what it is about.
 */
export function guardOf(contact: Contact, segment: AgentSegment, floor: Floor, now: Instant): string | undefined {
  const reason = reasonOf(contact);
  if (reason === undefined || contact.closingAskedAt !== undefined || now < guardFrom(segment)) return undefined;
  return `Before you go: did we solve ${reasonName(reason, floor)}?`;
}

export function guardFrom({ connectedAt }: AgentSegment): Instant {
  return connectedAt + GUARD_AFTER;
}
