import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { isOver, nextAfter } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import { spoken } from '../domain/wording.js';

export const droppedReturn = journeyDetector({
  id: 'dropped-return',
  version: 1,
  title: 'Cut off, and back',
  class: 'alert',
  rule: 'A caller who was cut off calls again within 5 minutes.',
  action: 'Put them through to the agent they were cut off from.',
  options: {
    within: { default: 300, min: 10, max: 3_600, says: 'The seconds after the drop within which the caller is back.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    if (journey.contacts.length < 2 || floor.listedOut.includes(journey.customer)) return { raised: [] };
    const { within } = options();
    return {
      raised: journey.contacts.flatMap((contact) => {
        const { cutOff } = contact;
        const next = cutOff && isOver(contact) ? nextAfter(contact, journey) : undefined;
        if (!cutOff || !next || next.startedAt - cutOff.at > seconds(within)) return [];
        return [{
          contact: contact.id, subject: 'contact', since: next.startedAt,
          ...(next.endedAt === undefined ? {} : { until: next.endedAt }),
          severity: 'severe' as const,
          because: `cut off from ${nameOf(floor.agents, cutOff.agent)}, called again ${spoken(Math.max(0, next.startedAt - cutOff.at))} later`,
          place: { agent: cutOff.agent, ...(cutOff.queue === undefined ? {} : { queue: cutOff.queue }) },
        }];
      }),
    };
  },
});
