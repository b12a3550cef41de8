import { contactDetector } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { isBroken, isKept, isOpen, makerOf } from '../domain/promise.js';
import { DAY, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { spoken } from '../domain/wording.js';
import { dateIn } from '../domain/zone.js';

/** A contact is kept for so long; a promise for later cannot be watched over. */
const WATCHED = 90 * DAY;

export const promiseBroken = contactDetector({
  id: 'promise-broken',
  version: 1,
  title: 'Promise broken',
  class: 'alert',
  rule: 'The due time of a promise to the customer has passed, and nothing says that it was kept.',
  action: 'Do now what was promised, or tell the customer when it will be; then mark it as kept.',
  options: {
    actFor: { default: 86_400, min: 0, max: 2_592_000, says: 'The seconds past the due time for which it stays an alert; it ends at once when the promise is kept after all.' },
  },
  on: ['promise.made', 'promise.fulfilled', 'agent.connected', 'queue.entered', 'queue.left'],
  ask(contact, { now, floor, options }): Answer {
    const watched = contact.promises.filter(({ madeAt, due }) => due !== undefined && due - madeAt <= WATCHED);
    const ahead = watched.filter((promised) => isOpen(promised) && !isBroken(promised, now)).map(({ due }) => due as Instant);
    return {
      raised: watched.filter((promised) => isBroken(promised, now) || (promised.fulfilledAt !== undefined && !isKept(promised))).map((promised) => {
        const due = promised.due as Instant;
        const { agent, queue } = makerOf(promised, contact.segments);
        const what = promised.what === undefined ? '' : ` ${promised.what}`;
        const by = agent === undefined ? '' : ` by ${nameOf(floor.agents, agent)}`;
        const late = promised.fulfilledAt === undefined ? 'not kept by then' : `kept ${spoken(promised.fulfilledAt - due)} late`;
        return {
          subject: promised.id,
          since: due,
          until: Math.min(due + seconds(options(queue).actFor), promised.fulfilledAt ?? Infinity),
          severity: 'warning' as const,
          because: `promised${what}${by} for ${dateIn(floor.zone, due)}, ${late}`,
          place: { ...(agent === undefined ? {} : { agent }), ...(queue === undefined ? {} : { queue }) },
        };
      }),
      ...(ahead.length > 0 ? { askAgainAt: Math.min(...ahead) } : {}),
    };
  },
});
