import { talkMsOf } from '../domain/contact.js';
import { brokenCauses, cutOffIn } from '../domain/cut-off.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesHolds } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';

export const dropped = contactDetector({
  id: 'dropped',
  version: 1,
  title: 'Cut off',
  class: 'alert',
  rule: 'The connection breaks in the midst of the talk: by a hang-up cause that names a fault, or by the system.',
  action: 'Call back at once: the caller sits there with half an answer.',
  options: {
    causes: { default: brokenCauses, says: 'Hang-up causes that name a fault (Q.850 numbers or names, or the words your platform sends), separated by commas.' },
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert: time to call back.' },
  },
  on: [...movesHolds, 'transfer.completed', 'callback.requested', 'callback.reached'],
  ask(contact, { floor, options }) {
    if (contact.endedAt === undefined || contact.segments.length === 0) return quiet;
    const segment = cutOffIn(contact, options().causes);
    if (!segment) return quiet;
    const since = segment.leftAt ?? contact.endedAt;
    return {
      raised: [{
        subject: segment.id,
        since,
        until: Math.max(since, Math.min(since + seconds(options(segment.queue).actFor), contact.callback?.reachedAt ?? Infinity)),
        severity: 'warning',
        because: `cut off from ${nameOf(floor.agents, segment.agent)} after ${clock(talkMsOf(segment, since))} of talk${contact.endCause === undefined ? '' : `, cause ${contact.endCause}`}`,
        place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) },
      }],
    };
  },
});
