import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';

export const closedTooSoon = contactDetector({
  id: 'closed-too-soon',
  version: 1,
  title: 'Closed too soon',
  class: 'alert',
  rule: '"Anything else?" is asked while the matter is known to be open.',
  action: 'Whisper to the agent what is still open, before the caller is gone. After the call: call back.',
  options: {
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert after the contact ended: time to call back.' },
  },
  on: [...movesAgents, 'closing.asked', 'contact.reason', 'wrapup.ended', 'prompt.shown', 'prompt.answered', 'prompt.expired'],
  ask(contact, { floor, options }) {
    const { closingAskedAt, resolved, reason, endedAt } = contact;
    // Nobody has said anything of it: it may well be solved.
    if (closingAskedAt === undefined || resolved === undefined || resolved === 'yes') return quiet;
    const segment = contact.segments.findLast(({ connectedAt }) => connectedAt <= closingAskedAt);
    const queue = segment?.queue;
    // Said in wrap-up only: nobody could have whispered, and the agent's word stands in the lists of what is open.
    const isSaidAfter = endedAt !== undefined && (contact.resolvedBy?.at ?? closingAskedAt) > endedAt;
    return {
      raised: [{
        subject: 'contact',
        since: closingAskedAt,
        ...(endedAt === undefined ? {} : { until: Math.max(closingAskedAt, endedAt + (isSaidAfter ? 0 : seconds(options(queue).actFor))) }),
        severity: 'warning',
        because: `asked for anything else ${clock(Math.max(0, closingAskedAt - (segment?.connectedAt ?? contact.startedAt)))} into the talk, with ${reason ?? 'the matter'} ${resolved === 'no' ? 'not resolved' : 'only partly resolved'}`
          + (segment === undefined ? '' : ` by ${nameOf(floor.agents, segment.agent)}`),
        place: { ...(segment === undefined ? {} : { agent: segment.agent }), ...(queue === undefined ? {} : { queue }) },
      }],
    };
  },
});
