import { calledWhileClosed } from '../../domain/calendar.js';
import { reasonOf } from '../../domain/contact.js';
import type { Contact } from '../../domain/contact.js';
import { targetsOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';
import type { LiveState } from '../../ports/live-state.js';
import type { Subject } from './subject.js';

/** Something that began and is not counted yet, because it goes on. */
export interface Pending {
  /** By its arrival. */
  readonly at: Instant;
  readonly isWaiting: boolean;
  /** It waits past the threshold: a miss already (METRICS.md, live rule). */
  readonly isPast: boolean;
}

export function pendingOf(subject: Subject, { contacts, floor }: Pick<LiveState, 'contacts' | 'floor'>, now: Instant): Pending[] {
  return [...contacts.values()].map(({ contact }) => contact)
    .filter((contact) => contact.endedAt === undefined && contact.channel === subject.channel)
    .flatMap((contact) => (subject.kind === 'agent' ? inSegments(contact, subject) : isCounted(contact, floor) ? inQueues(contact, subject, floor, now) : []));
}

/** As in the readings: no outbound contacts, no calls while closed, no numbers that are listed out. */
function isCounted(contact: Contact, floor: Floor): boolean {
  return contact.direction === 'inbound' && !calledWhileClosed(floor, contact) && !floor.listedOut.includes(contact.customer ?? '');
}

function inSegments({ segments }: Contact, { names }: Subject): Pending[] {
  return segments.filter((segment) => segment.leftAt === undefined && names.includes(segment.agent)).map((segment) => ({ at: segment.connectedAt, isWaiting: false, isPast: false }));
}

function inQueues(contact: Contact, { kind, names }: Subject, floor: Floor, now: Instant): Pending[] {
  const open = contact.visits.filter((visit) => visit.leftAt === undefined);
  const first = contact.visits[0];
  switch (kind) {
    case 'queue':
      return open.filter((visit) => names.includes(visit.queue))
        .map((visit) => ({ at: visit.enteredAt, isWaiting: true, isPast: now - visit.enteredAt > targetsOf(floor, visit.queue).answerWithinMs }));
    case 'total':
      return open.length === 0 || first === undefined ? [] : [{ at: first.enteredAt, isWaiting: true, isPast: isPast(contact, floor, now) }];
    case 'entry':
      return names.includes(contact.entry ?? '') ? [whole(contact, floor, now)] : [];
    case 'reason':
      return names.includes(reasonOf(contact) ?? '') ? [whole(contact, floor, now)] : [];
    case 'contacts':
      return [whole(contact, floor, now)];
    case 'agent': case 'team':
      return [];
  }
}

function whole(contact: Contact, floor: Floor, now: Instant): Pending {
  const isWaiting = contact.visits.some((visit) => visit.leftAt === undefined);
  return { at: contact.startedAt, isWaiting, isPast: isWaiting && isPast(contact, floor, now) };
}

/** A contact's wait is all of its waiting up to the first answer, by the threshold of its first queue. */
function isPast({ visits }: Contact, floor: Floor, now: Instant): boolean {
  if (visits.some((visit) => visit.reason === 'answered')) return false;
  const waited = visits.reduce((sum, visit) => sum + (visit.leftAt === undefined ? now - visit.enteredAt : visit.waitMs ?? 0), 0);
  return waited > targetsOf(floor, visits[0]?.queue).answerWithinMs;
}
