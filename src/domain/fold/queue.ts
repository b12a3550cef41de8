import type { QueueLeftReason } from '../event.js';
import type { Instant } from '../time.js';
import type { Appliers, Draft, VisitDraft } from './draft.js';
import { emptyVisit } from './draft.js';
import { closeMenu } from './menu.js';

/** What happens in queues. Visits may overlap: each is known by its id, never by "the current queue". */
export const queue: Appliers = {
  'queue.entered': (draft, { time, data }) => {
    closeMenu(draft, time);
    const enteredAt = Math.min(time, data.originalEnteredAt ?? time);
    const known = data.visit === undefined ? undefined : draft.visits.find((visit) => visit.id === data.visit);
    const kept = known ?? (data.resumed === true ? draft.visits.findLast((visit) => visit.queue === data.queue) : undefined);
    if (kept) return keepPlace(kept, enteredAt, data.resumed === true);
    draft.visits.push(nextVisit(draft, data.visit, data.queue, enteredAt));
  },
  'estimate.announced': (draft, { time }) => {
    draft.estimatedAt ??= time;
  },
  'queue.left': (draft, { time, data }) => {
    const visit = visitOf(draft, data.visit, data.queue);
    if (visit) {
      leave(visit, time, data.reason, data.waitMs);
    } else if (data.queue !== undefined) {
      // The entry was lost or is late: what is known is that a stay ended.
      const lost = nextVisit(draft, data.visit, data.queue, time - (data.waitMs ?? 0));
      closeMenu(draft, lost.enteredAt);
      draft.visits.push(lost);
      leave(lost, time, data.reason, data.waitMs);
    }
  },
  'agent.offered': (draft, { time, data }) => {
    const from = data.queue ?? draft.visits.findLast((visit) => visit.leftAt === undefined)?.queue;
    draft.offers.push({ agent: data.agent, queue: from, at: time, endedAt: undefined, reason: undefined, late: undefined });
  },
  'agent.offer.ended': (draft, { time, data }) => {
    const offer = draft.offers.findLast((each) => each.agent === data.agent && each.endedAt === undefined);
    if (!offer) return;
    offer.endedAt = Math.max(offer.at, time);
    offer.reason = data.reason;
    if (draft.endedAt !== undefined) offer.late = true;
  },
};

function nextVisit(draft: Draft, id: string | undefined, name: string, enteredAt: Instant): VisitDraft {
  return emptyVisit(id ?? `${name}#${draft.visits.length + 1}`, name, enteredAt, draft.segments.length > 0 || draft.visits.length > 0);
}

/** Closes a visit that an agent's answer or the contact's end implies. Waits are clamped: real clocks overlap by seconds. */
export function leave(visit: VisitDraft, at: Instant, reason: QueueLeftReason, waitMs?: number): void {
  // The source's own word replaces an inference; the first word said stands against a later one.
  if (visit.leftAt !== undefined && visit.assumed !== true) {
    if (visit.reason === reason && waitMs !== undefined) visit.waitMs = Math.max(0, waitMs);
    return;
  }
  visit.assumed = undefined;
  visit.leftAt = Math.max(visit.enteredAt, at);
  visit.reason = reason;
  visit.waitMs = Math.max(0, waitMs ?? at - visit.enteredAt);
}

function keepPlace(visit: VisitDraft, enteredAt: Instant, resumed: boolean): void {
  visit.enteredAt = Math.min(visit.enteredAt, enteredAt);
  if (!resumed) return;
  visit.leftAt = undefined;
  visit.reason = undefined;
  visit.waitMs = undefined;
}

function visitOf(draft: Draft, id: string | undefined, name: string | undefined): VisitDraft | undefined {
  if (id !== undefined) {
    const known = draft.visits.find((visit) => visit.id === id);
    if (known) return known;
  }
  const open = (visit: VisitDraft): boolean => visit.leftAt === undefined || visit.assumed === true;
  if (name === undefined) return draft.visits.findLast(open);
  return draft.visits.find((visit) => visit.queue === name && open(visit))
    ?? draft.visits.findLast((visit) => visit.queue === name);
}
