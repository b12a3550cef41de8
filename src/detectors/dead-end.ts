import { calledWhileClosed } from '../domain/calendar.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { waysIn } from '../domain/menu-stay.js';
import { movesMenu } from '../domain/moves.js';
import { clock } from '../domain/time.js';

export const deadEnd = contactDetector({
  id: 'dead-end',
  version: 1,
  title: 'Dead end',
  class: 'note',
  rule: 'The menu hangs up on the caller with no success and no queue.',
  action: 'Give this node a way on: to a person, back to the menu, or to a call-back.',
  options: {
    failures: { default: true, says: 'Whether a failure that the flow reports itself counts: without, only ends with no outcome at all.' },
  },
  on: movesMenu,
  ask(contact, { floor, options }) {
    const { endedAt, endedBy, outcomes, visits, segments } = contact;
    if (endedAt === undefined || endedBy !== 'system' || visits.length > 0 || segments.length > 0) return quiet;
    if (outcomes.some(({ result }) => result !== 'failure') || (outcomes.length > 0 && !options().failures)) return quiet;
    const way = waysIn(contact);
    const first = way[0];
    const last = way.at(-1);
    if (!first || !last || calledWhileClosed(floor, contact)) return quiet;
    const failed = outcomes.at(-1);
    return {
      raised: [{
        subject: 'menu',
        since: endedAt,
        until: endedAt,
        severity: 'note',
        because: `the menu hung up at ${nameOf(floor.nodes, last.node)} after ${clock(endedAt - first.enteredAt)}${failed === undefined ? '' : `, with ${failed.name} failed`}`,
        place: { node: last.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
    };
  },
});
