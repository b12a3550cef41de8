import { UNNAMED_AGENT } from '../agent.js';
import type { Contact, Offer } from '../contact.js';
import type { OfferEndReason } from '../event.js';
import type { Contribution, RungOut, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import type { Instant } from '../time.js';
import { spread } from './spread.js';

/** Who cancelled it was the caller, and who answered elsewhere a colleague: neither says anything of this agent. */
const counted: Readonly<Record<OfferEndReason, RungOut | undefined>> = {
  answered: 'answered', timeout: 'timeout', rejected: 'rejected', busy: 'busy', unreachable: 'unreachable', cancelled: undefined, elsewhere: undefined,
};

/**
 * What the phones that rang for a contact count, once it is over: to each agent, to the queue, and in total. What is told of an
 * offer only after the end of its contact counts nothing.
 */
export function contributionsOfOffers(contact: Contact): readonly Contribution[] {
  const { endedAt, channel } = contact;
  if (endedAt === undefined || contact.offers.length === 0) return [];
  const out: Contribution[] = [];
  for (const offer of contact.offers) {
    const end = endOf(offer);
    if (end === undefined) continue;
    const instants = { arrival: offer.at, completion: end.at, disconnect: endedAt };
    const tally: Sums = { [`offer.${end.as}`]: 1 };
    if (offer.agent !== UNNAMED_AGENT) spread(out, keyOf(channel, 'agent', offer.agent), tally, instants);
    if (offer.queue !== undefined) spread(out, keyOf(channel, 'queue', offer.queue), tally, instants);
    spread(out, keyOf(channel, 'total'), tally, instants);
  }
  return out;
}

function endOf({ endedAt, reason, late }: Offer): { readonly at: Instant; readonly as: RungOut } | undefined {
  const as = reason === undefined || late === true ? undefined : counted[reason];
  return as === undefined || endedAt === undefined ? undefined : { at: endedAt, as };
}
