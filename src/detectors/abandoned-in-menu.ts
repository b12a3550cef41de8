import { calledWhileClosed } from '../domain/calendar.js';
import type { Contact, NodeVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { waysIn } from '../domain/menu-stay.js';
import { clock, seconds } from '../domain/time.js';

export const abandonedInMenu = contactDetector({
  id: 'abandoned-in-menu',
  version: 1,
  title: 'Hung up in the menu',
  class: 'note',
  rule: 'The caller hangs up in the menu after 10 seconds or more, with no success.',
  action: 'Look at the node that callers leave from: what did they come for, and was it on offer?',
  options: {
    after: { default: 10, min: 0, max: 600, says: 'The seconds in the menu before a hang-up counts: who leaves sooner dialled wrong.' },
  },
  on: ['contact.started', 'ivr.node.entered', 'ivr.input', 'ivr.no-input', 'ivr.no-match', 'ivr.outcome', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, { floor, options }) {
    const { endedAt, endedBy, outcomes } = contact;
    if (endedAt === undefined || endedBy === 'inferred' || endedBy === 'system' || endedBy === 'agent') return quiet;
    if (outcomes.some((outcome) => outcome.result !== 'failure') || calledWhileClosed(floor, contact)) return quiet;
    const stay = lastStay(contact);
    const first = stay[0];
    const last = stay.at(-1);
    if (!first || !last || endedAt - first.enteredAt < seconds(options().after)) return quiet;
    const nodes = stay.length === 1 ? '' : ` and ${stay.length} nodes`;
    return {
      raised: [{
        subject: 'menu',
        since: endedAt,
        until: endedAt,
        severity: 'note',
        because: `hung up at ${nameOf(floor.nodes, last.node)} after ${clock(endedAt - first.enteredAt)}${nodes} in the menu`,
        place: { node: last.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
    };
  },
});

/** The stay in the menu that the contact ended in: none where it ended with a queue or an agent. */
function lastStay(contact: Contact): readonly NodeVisit[] {
  if (contact.segments.length > 0 || contact.visits.some((visit) => visit.leftAt === undefined)) return [];
  const cameBackAt = Math.max(-Infinity, ...contact.visits.map((visit) => visit.leftAt ?? -Infinity));
  return waysIn(contact).filter((visit) => visit.enteredAt >= cameBackAt);
}
