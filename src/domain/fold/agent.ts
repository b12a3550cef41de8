import type { Transfer } from '../contact.js';
import type { AgentLeftBy, EventData } from '../event.js';
import type { Instant } from '../time.js';
import type { Appliers, Draft, SegmentDraft, VisitDraft } from './draft.js';
import { emptyVisit } from './draft.js';
import { closeMenu } from './menu.js';
import { leave } from './queue.js';

/** What happens with agents: connected, on hold, transferred, left, wrapping up. */
export const agent: Appliers = {
  'agent.connected': (draft, { time, data }) => {
    const open = draft.segments.findLast((each) => (data.segment === undefined ? each.agent === data.agent : each.id === data.segment) && each.leftAt === undefined);
    if (open) return;
    closeMenu(draft, time);
    const visit = answeredVisit(draft, data.visit, data.queue, time);
    if (visit) visit.agent ??= data.agent;
    const segment = emptySegment(data.segment ?? `${data.agent}#${draft.segments.length + 1}`, data.agent, data.queue ?? visit?.queue, time);
    draft.segments.push(segment);
    // Clocks overlap: nobody stays connected to a contact that is over.
    if (draft.endedAt !== undefined && draft.endedBy !== 'inferred') {
      leaveAgent(segment, time, undefined);
      segment.assumed = true;
    }
    endOffers(draft, data.agent, time);
  },
  'agent.left': (draft, { time, data }) => {
    const segment = segmentOf(draft, data.agent, data.segment);
    if (segment) leaveAgent(segment, time, data.by);
  },
  'hold.started': (draft, { time, data }) => startHold(draft, data.agent, time),
  'hold.ended': (draft, { time, data }) => endHold(draft, data.agent, time),
  'park.started': (draft, { time, data }) => startHold(draft, data.agent, time),
  'park.ended': (draft, { time, data }) => endHold(draft, data.agent, time),
  'transfer.completed': (draft, { time, data }) => {
    // After a consultation the next agent is on the line already.
    const passer = data.from === undefined ? undefined : draft.segments.findLast((each) => each.agent === data.from);
    const segment = data.segment === undefined && passer !== undefined ? passer : segmentOf(draft, undefined, data.segment);
    if (!segment || segment.transfer) return;
    segment.transfer = { at: time, kind: data.kind, toQueue: data.toQueue, toAgent: data.toAgent, outside: isOutside(data) } as Transfer;
  },
  'transfer.failed': (draft) => {
    draft.failedTransfers += 1;
  },
  'closing.asked': (draft, { time }) => {
    draft.closingAskedAt ??= time;
  },
  'wrapup.started': (draft, { time, data }) => {
    const segment = segmentOf(draft, data.agent, data.segment);
    if (!segment) return;
    segment.wrapUpStartedAt ??= time;
    leaveAgent(segment, time, undefined);
  },
  'wrapup.ended': (draft, { time, data }) => {
    if (data.reason !== undefined) draft.reason = data.reason;
    const segment = segmentOf(draft, data.agent, data.segment);
    if (data.resolved !== undefined) {
      draft.resolved = data.resolved;
      const agent = data.agent ?? segment?.agent;
      draft.resolvedBy = agent === undefined ? { at: time } : { agent, at: time };
      if (data.resolved === 'yes') draft.blocked = undefined;
    }
    if (!segment) return;
    segment.wrapUpStartedAt ??= segment.leftAt ?? time;
    segment.wrapUpEndedAt = Math.max(segment.wrapUpStartedAt, time);
    if (data.disposition !== undefined) segment.disposition = data.disposition;
    if (data.resolved !== undefined) segment.resolved = data.resolved;
  },
};

function isOutside({ toQueue, toAgent, toNumber, toMenu }: EventData['transfer.completed']): boolean {
  return toQueue === undefined && toAgent === undefined && (toNumber !== undefined || toMenu !== undefined);
}

function emptySegment(id: string, who: string, queue: string | undefined, connectedAt: Instant): SegmentDraft {
  return {
    id, agent: who, queue, connectedAt, leftAt: undefined, by: undefined, holds: [], transfer: undefined, wrapUpStartedAt: undefined,
    wrapUpEndedAt: undefined, disposition: undefined, resolved: undefined, assumed: undefined,
  };
}

/** Ends a segment and the hold that was on in it. */
export function leaveAgent(segment: SegmentDraft, at: Instant, by: AgentLeftBy | undefined): void {
  if (segment.leftAt !== undefined && segment.assumed !== true) {
    if (by !== undefined) segment.by ??= by;
    return;
  }
  const earlier = segment.assumed === true && segment.leftAt !== undefined ? Math.min(segment.leftAt, at) : at;
  segment.assumed = undefined;
  segment.leftAt = Math.max(segment.connectedAt, earlier);
  if (by !== undefined) segment.by = by;
  const hold = segment.holds.at(-1);
  if (hold && hold.to === undefined) hold.to = Math.max(hold.from, segment.leftAt);
}

/** The stay that this answer ends; an answer without one is a direct answer in the queue it names. */
function answeredVisit(draft: Draft, id: string | undefined, name: string | undefined, at: Instant): VisitDraft | undefined {
  const mine = (visit: VisitDraft): boolean => (id === undefined ? name === undefined || visit.queue === name : visit.id === id);
  const open = draft.visits.find((visit) => (visit.leftAt === undefined || visit.assumed === true) && mine(visit));
  if (open) {
    leave(open, at, 'answered');
    return open;
  }
  const answered = draft.visits.findLast((visit) => visit.reason === 'answered' && visit.agent === undefined && mine(visit));
  if (answered || name === undefined || draft.visits.some((visit) => visit.queue === name)) return answered;
  const direct = emptyVisit(id ?? `${name}#${draft.visits.length + 1}`, name, at, draft.segments.length > 0 || draft.visits.length > 0);
  direct.direct = true;
  leave(direct, at, 'answered');
  draft.visits.push(direct);
  return direct;
}

function endOffers(draft: Draft, who: string, at: Instant): void {
  for (const offer of draft.offers) {
    if (offer.endedAt !== undefined) continue;
    offer.endedAt = Math.max(offer.at, at);
    offer.reason = offer.agent === who ? 'answered' : 'elsewhere';
  }
}

function startHold(draft: Draft, who: string | undefined, at: Instant): void {
  const segment = segmentOf(draft, who, undefined);
  if (!segment || segment.leftAt !== undefined || segment.holds.at(-1)?.to === undefined && segment.holds.length > 0) return;
  segment.holds.push({ from: at, to: undefined });
}

/** Sources send an end without a beginning, at transfers: ignored. */
function endHold(draft: Draft, who: string | undefined, at: Instant): void {
  const hold = segmentOf(draft, who, undefined)?.holds.at(-1);
  if (hold && hold.to === undefined) hold.to = Math.max(hold.from, at);
}

function segmentOf(draft: Draft, who: string | undefined, id: string | undefined): SegmentDraft | undefined {
  if (id !== undefined) {
    const known = draft.segments.find((segment) => segment.id === id);
    if (known) return known;
  }
  if (who !== undefined) return draft.segments.findLast((segment) => segment.agent === who);
  return draft.segments.findLast((segment) => segment.leftAt === undefined) ?? draft.segments.at(-1);
}
