import type { RecoveryLine } from '../../contract/board.js';
import { calledWhileClosed } from '../../domain/calendar.js';
import { reasonOf } from '../../domain/contact.js';
import type { Contact } from '../../domain/contact.js';
import { targetsOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Waiting } from '../../domain/metric.js';
import type { Instant } from '../../domain/time.js';
import type { LiveContact } from '../../ports/live-state.js';
import type { Subject } from './subject.js';

/** Something that began and is not counted yet, because it goes on. */
export interface Pending {
  /** By its arrival. */
  readonly at: Instant;
  readonly isWaiting: boolean;
  /** It waits past the threshold: a miss already (METRICS.md, live rule). */
  readonly isPast: boolean;
  /** Since when it waits in the queue, and since when its contact goes on. */
  readonly waitsSince: Instant;
  readonly beganAt: Instant;
}

export function pendingOf(subject: Subject, contacts: Iterable<Pick<LiveContact, 'contact'>>, floor: Floor, now: Instant): Pending[] {
  return [...contacts].map(({ contact }) => contact)
    .filter((contact) => contact.endedAt === undefined && contact.channel === subject.channel)
    .flatMap((contact) => (subject.kind === 'agent' ? inSegments(contact, subject) : isCounted(contact, floor) ? inQueues(contact, subject, floor, now) : []));
}

/** As in the readings: no outbound contacts, no calls while closed, no numbers that are listed out. */
function isCounted(contact: Contact, floor: Floor): boolean {
  return contact.direction === 'inbound' && !calledWhileClosed(floor, contact) && !floor.listedOut.includes(contact.customer ?? '');
}

function inSegments({ segments }: Contact, { names }: Subject): Pending[] {
  return segments.filter((segment) => segment.leftAt === undefined && names.includes(segment.agent)).map((segment) => ({ at: segment.connectedAt, isWaiting: false, isPast: false, waitsSince: segment.connectedAt, beganAt: segment.connectedAt }));
}

function inQueues(contact: Contact, { kind, names }: Subject, floor: Floor, now: Instant): Pending[] {
  const open = contact.visits.filter((visit) => visit.leftAt === undefined);
  const first = contact.visits[0];
  switch (kind) {
    case 'queue':
      return open.filter((visit) => names.includes(visit.queue))
        .map((visit) => ({ at: visit.enteredAt, isWaiting: true, isPast: now - visit.enteredAt > targetsOf(floor, visit.queue).answerWithinMs, waitsSince: visit.enteredAt, beganAt: contact.startedAt }));
    case 'total':
      return open.length === 0 || first === undefined ? [] : [{ ...whole(contact, floor, now), at: first.enteredAt }];
    case 'entry':
      return names.includes(contact.entry ?? '') ? [whole(contact, floor, now)] : [];
    case 'reason':
      return names.includes(reasonOf(contact) ?? '') ? [whole(contact, floor, now)] : [];
    case 'contacts':
      return [whole(contact, floor, now)];
    case 'agent': case 'team': case 'staff': case 'agents': case 'node': case 'place':
      return [];
  }
}

function whole(contact: Contact, floor: Floor, now: Instant): Pending {
  const open = contact.visits.filter((visit) => visit.leftAt === undefined);
  const isWaiting = open.length > 0;
  const { startedAt } = contact;
  return { at: startedAt, isWaiting, isPast: isWaiting && isPast(contact, floor, now), waitsSince: Math.min(...open.map(({ enteredAt }) => enteredAt), now), beganAt: startedAt };
}

/** A contact's wait is all of its waiting up to the first answer, by the threshold of its first queue. */
function isPast({ visits }: Contact, floor: Floor, now: Instant): boolean {
  if (visits.some((visit) => visit.reason === 'answered')) return false;
  const waited = visits.reduce((sum, visit) => sum + (visit.leftAt === undefined ? now - visit.enteredAt : visit.waitMs ?? 0), 0);
  return waited > targetsOf(floor, visits[0]?.queue).answerWithinMs;
}

/** Those who wait, as a reading has them. */
export function waitingOf(pending: readonly Pending[], now: Instant): Waiting {
  const waiting = pending.filter(({ isWaiting }) => isWaiting);
  if (waiting.length === 0) return { now: 0, pastThreshold: 0 };
  return {
    now: waiting.length, pastThreshold: waiting.filter(({ isPast: isLate }) => isLate).length,
    longestMs: Math.max(0, now - Math.min(...waiting.map(({ waitsSince }) => waitsSince))),
    longestContactMs: Math.max(0, now - Math.min(...waiting.map(({ beganAt }) => beganAt))),
  };
}

/** When the oldest call-back that nobody has tried was asked for, of all or of those who left the named queues for it; `owed`: oldest first. */
export function callbackSince({ kind, names, channel }: Subject, owed: readonly RecoveryLine[]): Instant | undefined {
  if (channel !== 'voice' || (kind !== 'queue' && kind !== 'contacts')) return undefined;
  const mine = owed.filter(({ why, attempts, queue }) => why === 'call-asked' && attempts === 0 && (kind !== 'queue' || names.includes(queue?.id ?? '')));
  return mine.length === 0 ? undefined : Math.min(...mine.map(({ at }) => at));
}
