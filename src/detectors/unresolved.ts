import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { blockerWords } from '../domain/prompt.js';

export const unresolved = contactDetector({
  id: 'unresolved',
  version: 2,
  title: 'Not resolved',
  class: 'note',
  rule: 'The agent says that the matter was not resolved, or only partly.',
  action: 'Look at what callers with this reason could not get, and bring it to whoever owns the cause.',
  options: {
    partly: { default: true, says: 'Whether "partly" counts; a workaround is partly.' },
  },
  on: [
    'contact.reason', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'wrapup.ended', 'contact.ended',
    'prompt.shown', 'prompt.answered', 'prompt.expired',
  ],
  ask(contact, { floor, options }) {
    const { resolved, endedAt, resolvedBy, reason, blocked } = contact;
    if (endedAt === undefined || resolved === undefined || resolved === 'yes') return quiet;
    if (resolved === 'partly' && !options().partly) return quiet;
    const agent = resolvedBy?.agent;
    const queue = contact.segments.findLast((segment) => segment.agent === agent)?.queue;
    const who = agent === undefined ? 'the agent' : nameOf(floor.agents, agent);
    const since = resolvedBy?.at ?? endedAt;
    const about = reason === undefined ? '' : `, about ${reason}`;
    const by = blocked === undefined ? '' : `, blocked by ${blockerWords[blocked]}`;
    return {
      raised: [{
        subject: 'contact',
        since,
        until: since,
        severity: 'note',
        because: `${who} said: ${resolved === 'no' ? 'not resolved' : 'only partly resolved'}${about}${by}`,
        place: { ...(agent === undefined ? {} : { agent }), ...(queue === undefined ? {} : { queue }) },
      }],
    };
  },
});
