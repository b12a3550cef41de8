import { calledWhileClosed } from '../domain/calendar.js';
import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { isOver, nextAfter } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import { spoken } from '../domain/wording.js';

export const falseContainment = journeyDetector({
  id: 'false-containment',
  version: 1,
  title: 'Not served by the menu after all',
  class: 'note',
  rule: 'A contact ends in the menu, and the same customer contacts again within 24 hours.',
  action: 'Look at what the menu did for them: it counts as self-service, and was none.',
  options: {
    within: { default: 86_400, min: 600, max: 2_592_000, says: 'The seconds within which the customer is back.' },
    shortest: { default: 10, min: 0, max: 600, says: 'The seconds below which a contact in the menu is left out: who leaves sooner dialled wrong.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    if (journey.contacts.length < 2 || floor.listedOut.includes(journey.customer)) return { raised: [] };
    const { within, shortest } = options();
    return {
      raised: journey.contacts.flatMap((contact) => {
        if (contact.reached !== 'menu' || !isOver(contact) || contact.endedAt - contact.startedAt < seconds(shortest) || calledWhileClosed(floor, contact)) return [];
        const next = nextAfter(contact, journey);
        if (!next || next.startedAt - contact.endedAt > seconds(within)) return [];
        const { node, entry } = contact;
        return [{
          contact: contact.id, subject: 'contact', since: next.startedAt, until: next.startedAt, severity: 'note' as const,
          because: `ended in the menu${node === undefined ? '' : ` at ${nameOf(floor.nodes, node)}`}, back ${spoken(next.startedAt - contact.endedAt)} later`,
          place: { ...(node === undefined ? {} : { node }), ...(entry === undefined ? {} : { entry }) },
        }];
      }),
    };
  },
});
