import type { OnNow } from '../contract/desk.js';
import { reasonOf } from '../domain/contact.js';
import type { AgentSegment, Contact } from '../domain/contact.js';
import { effortOf, openPromisesOf } from '../domain/effort.js';
import type { Floor } from '../domain/floor.js';
import type { Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import { labelOf, named } from '../views/names.js';
import { reasonName } from '../views/outcome.js';
import { guardOf } from './guard.js';

/** A contact for the agent who is on it. */
export function onNow(contact: Contact, segment: AgentSegment, journey: Journey | undefined, floor: Floor, now: Instant): OnNow {
  const reason = reasonOf(contact);
  const guard = guardOf(contact, segment, floor, now);
  return {
    id: contact.id,
    label: labelOf(contact.customer),
    channel: contact.channel,
    direction: contact.direction,
    startedAt: contact.startedAt,
    connectedAt: segment.connectedAt,
    ...(segment.queue === undefined ? {} : { queue: named(floor.queues, segment.queue) }),
    ...(reason === undefined ? {} : { reason: { id: reason, name: reasonName(reason, floor) } }),
    // The page lets the time run by itself.
    effort: effortOf(contact, journey, floor, now).filter(({ kind }) => kind !== 'time'),
    ...(guard === undefined ? {} : { guard }),
    promises: openPromisesOf(contact, journey).map(({ contact: made, promised: { id, what, due, madeAt } }) => ({
      contact: made, promise: id, madeAt, ...(what === undefined ? {} : { what }), ...(due === undefined ? {} : { due }),
    })),
  };
}
