import type { QueueVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { passingsOf } from '../domain/passing.js';
import { clock, seconds } from '../domain/time.js';

export const lostInTransfer = contactDetector({
  id: 'lost-in-transfer',
  version: 1,
  title: 'Lost in a transfer',
  class: 'alert',
  rule: 'The contact ends after a blind transfer, before anyone has answered it.',
  action: 'Call back: the caller had already told their story once, and is on the recovery list until reached or served.',
  options: {
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert: time to call back.' },
  },
  on: [...movesAgents, 'ivr.outcome', 'voicemail.left', 'transfer.completed', 'callback.requested', 'callback.reached'],
  ask(contact, { floor, options }) {
    const { segments, endedAt, endedBy, direction } = contact;
    const last = segments.at(-1);
    if (endedAt === undefined || endedBy === 'inferred' || direction !== 'inbound' || last === undefined) return quiet;
    const passing = passingsOf(contact).findLast(({ from }) => from === last);
    // After a consultation the other one is on the line already; a number outside is not heard of again.
    if (!passing || last.transfer?.kind === 'consult' || last.transfer?.outside === true) return quiet;
    // Who spoke to a machine, or was served by one, has got through.
    if (contact.outcomes.some(({ at, result }) => result === 'success' && at >= passing.at)) return quiet;
    const stay = contact.visits.findLast((visit) => visit.enteredAt >= last.connectedAt && visit.enteredAt >= passing.at - seconds(2) && !visit.direct);
    if (stay !== undefined && !isLost(stay)) return quiet;
    const queue = stay?.queue ?? passing.toQueue;
    return {
      raised: [{
        subject: last.id,
        since: endedAt,
        until: Math.max(endedAt, Math.min(endedAt + seconds(options(queue).actFor), contact.callback?.reachedAt ?? Infinity)),
        severity: 'severe',
        because: `${endedBy === 'customer' || stay?.reason === 'abandoned' ? 'hung up' : 'cut off'} ${clock(endedAt - passing.at)} after ${nameOf(floor.agents, last.agent)} passed the caller on`
          + `${queue === undefined ? '' : ` to ${nameOf(floor.queues, queue)}`}, unanswered`,
        place: { ...(queue === undefined ? {} : { queue }), agent: last.agent },
      }],
    };
  },
});

/** Turned away is told by another rule; a call-back or a voicemail was the caller's choice. */
function isLost({ reason }: QueueVisit): boolean {
  return reason === 'abandoned' || reason === undefined;
}
