import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesHolds } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';

export const hungUpOnHold = contactDetector({
  id: 'hung-up-on-hold',
  version: 1,
  title: 'Hung up on hold',
  class: 'alert',
  rule: 'The customer hangs up while on hold.',
  action: 'Call back with what the hold was for.',
  options: {
    after: { default: 5, min: 0, max: 600, says: 'The seconds on hold before a hang-up counts: sooner it was the end of the talk.' },
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert: time to call back.' },
  },
  on: [...movesHolds, 'callback.requested', 'callback.reached'],
  ask(contact, { floor, options }) {
    const { endedAt, endedBy } = contact;
    const segment = contact.segments.at(-1);
    const hold = segment?.holds.at(-1);
    if (segment === undefined || hold === undefined || endedAt === undefined || endedBy === 'inferred') return quiet;
    const { after, actFor } = options(segment.queue);
    const left = segment.leftAt ?? endedAt;
    if ((segment.by ?? endedBy) !== 'customer' || hold.to === undefined || hold.to < left || hold.to - hold.from < seconds(after)) return quiet;
    return {
      raised: [{
        subject: segment.id,
        since: hold.to,
        until: Math.max(hold.to, Math.min(hold.to + seconds(actFor), contact.callback?.reachedAt ?? Infinity)),
        severity: 'warning',
        because: `hung up after ${clock(hold.to - hold.from)} on hold by ${nameOf(floor.agents, segment.agent)}, ${clock(hold.to - segment.connectedAt)} into the talk`,
        place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) },
      }],
    };
  },
});
