import type { ContactOutcome, PromiseView } from '../contract/contact.js';
import { holdMsOf, transfersOf } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { isBroken, isKept } from '../domain/promise.js';
import type { Promised } from '../domain/promise.js';
import { blockerWords } from '../domain/prompt.js';
import { summarise } from '../domain/journey.js';
import type { Instant, Millis } from '../domain/time.js';

/** As ids are written; a sentence that stands where a reason should is left as it is. */
const ID = /^[\p{L}\p{N}]+([-_]+[\p{L}\p{N}]+)+$/u;

/** What a contact came to so far. What overlaps (two queues at once) is counted once. */
export function outcomeOf(contact: Contact, floor: Floor, now: Instant): ContactOutcome {
  const end = contact.endedAt ?? now;
  const { reached, reason } = summarise(contact, floor);
  return {
    reached,
    ...(contact.endedBy === undefined ? {} : { endedBy: contact.endedBy }),
    inMenuMs: covered(contact.menu.map((node) => [node.enteredAt, node.leftAt ?? end])),
    inQueueMs: covered(contact.visits.map((visit) => [visit.enteredAt, visit.leftAt ?? end])),
    withAgentMs: covered(contact.segments.map((segment) => [segment.connectedAt, segment.leftAt ?? end])),
    onHoldMs: contact.segments.reduce((sum, segment) => sum + holdMsOf(segment, segment.leftAt ?? end), 0),
    transfers: transfersOf(contact).length,
    ...(reason === undefined ? {} : { reason: reasonName(reason, floor) }),
    resolved: contact.resolved ?? 'unknown',
    ...(contact.blocked === undefined ? {} : { blocked: blockerWords[contact.blocked] }),
    ...(contact.promises.length === 0 ? {} : { promises: contact.promises.map((promised) => promiseView(promised, floor, now)) }),
  };
}

/** Free text may stand in what was promised; a reason's id is what the desk writes there. */
export function promiseView(promised: Promised, floor: Floor, now: Instant): PromiseView {
  const { what, madeAt, due, fulfilledAt } = promised;
  const state = fulfilledAt === undefined ? isBroken(promised, now) ? 'broken' : 'open' : isKept(promised) ? 'kept' : 'late';
  return { ...(what === undefined ? {} : { what: reasonName(what, floor) }), madeAt, ...(due === undefined ? {} : { due }), state };
}

/**
 * A reason that was not stated is the last menu choice or the queue: told by the name that the floor gives it. Any other as one
 * says it aloud, its id without what ties its words: "bill too high".
 */
export function reasonName(reason: string, floor: Floor): string {
  const named = [floor.nodes, floor.queues].find((all) => Object.hasOwn(all, reason) && all[reason]?.name !== undefined);
  return named === undefined ? spokenId(reason) : nameOf(named, reason);
}

/** The center itself gave it: a menu's or queue's id, or a reason that an owner claims or a study asks about. Any other may be a free text. */
export function isNamedReason(reason: string, { nodes, queues, owners, surveys }: Floor): boolean {
  return Object.hasOwn(nodes, reason) || Object.hasOwn(queues, reason)
    || Object.values(owners).some(({ owns }) => owns?.includes(`reason:${reason}`) === true)
    || Object.values(surveys.programmes).some((each) => each.kind === 'pulsed' && each.reasons?.includes(reason) === true);
}

function spokenId(reason: string): string {
  return ID.test(reason) ? reason.replaceAll(/[-_]+/gu, ' ') : reason;
}

function covered(stretches: readonly (readonly [Instant, Instant])[]): Millis {
  let sum = 0;
  let reached = -Infinity;
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return sum;
}
