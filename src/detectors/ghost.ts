import type { Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { FlagPlace } from '../domain/flag.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { movesMenu } from '../domain/moves.js';
import { clock } from '../domain/time.js';

export const ghost = contactDetector({
  id: 'ghost',
  version: 1,
  title: 'Lost sight of',
  class: 'note',
  rule: 'Nothing is heard of a contact for longer than any plausible one lasts: closed by inference.',
  action: 'Look for the gap in what the source sends: an end that is never reported, or a connection that was away.',
  options: {},
  on: [...movesMenu, 'agent.left', 'wrapup.started'],
  ask(contact, { floor }) {
    const { endedAt, lostSight, startedAt } = contact;
    if (!lostSight || endedAt === undefined) return quiet;
    const { place, where } = lastSeen(contact, floor);
    return {
      raised: [{
        subject: 'contact', since: endedAt, until: endedAt, severity: 'note',
        because: `last heard of ${clock(endedAt - startedAt)} after it began, ${where}; nothing more since`,
        place: { ...place, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
    };
  },
});

/** Where it was when it was last heard of. What was seen stays counted; no duration is taken from the inferred end. */
function lastSeen({ segments, visits, menu }: Contact, floor: Floor): { readonly place: FlagPlace; readonly where: string } {
  const segment = segments.findLast(({ leftAt }) => leftAt === undefined);
  if (segment) return { place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) }, where: `with ${nameOf(floor.agents, segment.agent)}` };
  const visit = visits.findLast(({ leftAt }) => leftAt === undefined);
  if (visit) return { place: { queue: visit.queue }, where: `waiting in ${nameOf(floor.queues, visit.queue)}` };
  const node = menu.findLast(({ leftAt }) => leftAt === undefined);
  return node ? { place: { node: node.node }, where: `in the menu at ${nameOf(floor.nodes, node.node)}` } : { place: {}, where: 'between two places' };
}
