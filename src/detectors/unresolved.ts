import type { Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';

export const unresolved = contactDetector({
  id: 'unresolved',
  version: 1,
  title: 'Not resolved',
  class: 'note',
  rule: 'The agent says that the matter was not resolved, or only partly.',
  action: 'Look at what callers with this reason could not get, and bring it to whoever owns the cause.',
  options: {
    partly: { default: true, says: 'Whether "partly" counts; a workaround is partly.' },
  },
  on: ['contact.reason', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'wrapup.ended', 'contact.ended'],
  ask(contact, { floor, options }) {
    const { resolved, endedAt } = contact;
    if (endedAt === undefined || resolved === undefined || resolved === 'yes') return quiet;
    if (resolved === 'partly' && !options().partly) return quiet;
    const stated = statedBy(contact);
    const who = stated === undefined ? 'the agent' : nameOf(floor.agents, stated.agent);
    const since = stated?.wrapUpEndedAt ?? endedAt;
    return {
      raised: [{
        subject: 'contact',
        since,
        until: since,
        severity: 'note',
        because: `${who} said: ${resolved === 'no' ? 'not resolved' : 'only partly resolved'}${contact.reason === undefined ? '' : `, about ${contact.reason}`}`,
        place: stated === undefined ? {} : { agent: stated.agent, ...(stated.queue === undefined ? {} : { queue: stated.queue }) },
      }],
    };
  },
});

/** Whose word it is: the last agent's that said so. */
function statedBy(contact: Contact): Contact['segments'][number] | undefined {
  return contact.segments
    .filter((segment) => segment.resolved === contact.resolved)
    .toSorted((a, b) => (b.wrapUpEndedAt ?? 0) - (a.wrapUpEndedAt ?? 0))[0];
}
