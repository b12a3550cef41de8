import type { EndedBy, QueueLeftReason } from '../event.js';
import { isNumberKey } from '../number-key.js';
import type { Appliers, Draft } from './draft.js';
import { leaveAgent } from './agent.js';
import { closeMenu } from './menu.js';
import { leave } from './queue.js';

/** How a contact begins and ends, who it is from and what it is about. */
export const ends: Appliers = {
  'contact.started': (draft, { time, data }) => {
    draft.startedAt = Math.min(draft.startedAt, time);
    if (data.channel !== undefined) draft.channel = data.channel;
    // A call-back is an outbound call of which more is known: in the same instant either may be told last.
    if (data.direction !== undefined && !(data.direction === 'outbound' && draft.direction === 'callback')) draft.direction = data.direction;
    if (data.to !== undefined) draft.entry = data.to;
    const number = data.direction === 'outbound' || data.direction === 'callback' ? data.to : data.from;
    draft.number ??= number;
    draft.formerly ??= data.formerly;
    draft.customer = named(draft.customer, data.customer) ?? number;
    if (data.previousContact !== undefined) draft.links.push({ contact: data.previousContact, relation: 'transfer' });
  },
  'contact.linked': (draft, { data }) => {
    draft.links.push({ contact: data.contact, relation: data.relation });
  },
  'customer.identified': (draft, { data }) => {
    draft.customer = named(draft.customer, data.customer);
  },
  'contact.reason': (draft, { data }) => {
    draft.reason = data.reason;
    draft.offer = data.offer;
  },
  'contact.ended': (draft, { time, data }) => {
    // A real end replaces one that was only inferred.
    if (draft.endedAt !== undefined && (draft.endedBy !== 'inferred' || data.by === 'inferred')) {
      if (data.by !== undefined) draft.endedBy ??= data.by;
      if (data.cause !== undefined) draft.endCause ??= data.cause;
      return;
    }
    draft.endedAt = Math.max(draft.startedAt, time);
    draft.endedBy = data.by;
    if (data.cause !== undefined) draft.endCause = data.cause;
    // What was open when the contact was lost sight of stays open: no duration is taken from an inferred end.
    if (data.by !== 'inferred') closeWhatIsOpen(draft, draft.endedAt, data.by);
  },
};

/** A customer's own id wins over the number's hash, whichever came first; of two ids the later. */
function named(known: string | undefined, told: string | undefined): string | undefined {
  if (known === undefined || told === undefined) return told ?? known;
  return isNumberKey(told) && !isNumberKey(known) ? known : told;
}

/** A caller who hangs up leaves the menu, the queue and the agent at once; a source's own word about that may follow. */
function closeWhatIsOpen(draft: Draft, at: number, by: Exclude<EndedBy, 'inferred'> | undefined): void {
  closeMenu(draft, at);
  for (const visit of draft.visits) {
    if (visit.leftAt !== undefined) continue;
    leave(visit, at, whyLeft(by));
    visit.assumed = true;
  }
  for (const segment of draft.segments) {
    if (segment.leftAt !== undefined) continue;
    leaveAgent(segment, at, by);
    segment.assumed = true;
  }
  for (const offer of draft.offers) {
    if (offer.endedAt !== undefined) continue;
    offer.endedAt = Math.max(offer.at, at);
    offer.reason = 'cancelled';
  }
}

function whyLeft(by: EndedBy | undefined): QueueLeftReason {
  return by === 'system' ? 'unavailable' : 'abandoned';
}
