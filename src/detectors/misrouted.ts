import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { passingsOf } from '../domain/passing.js';
import { clock, seconds } from '../domain/time.js';

export const misrouted = contactDetector({
  id: 'misrouted',
  version: 1,
  title: 'Sent to the wrong queue',
  class: 'note',
  rule: 'The agent transfers to another queue within 60 seconds of answering.',
  action: 'Look at the menu choice that brought the caller here: what did they think it means?',
  options: {
    within: { default: 60, min: 1, max: 600, says: 'The seconds after the answer within which a transfer says that the caller came to the wrong place.' },
    planned: { default: '', says: 'Queues, separated by commas, to which passing on is planned, or * for all: set it for the queue that passes on.' },
  },
  on: [...movesAgents, 'transfer.completed'],
  ask(contact, { floor, options }) {
    if (contact.direction !== 'inbound' || contact.segments.length === 0) return quiet;
    return {
      raised: passingsOf(contact).flatMap(({ from, at, toQueue }) => {
        const { within, planned } = options(from.queue);
        if (toQueue === undefined || from.queue === undefined || toQueue === from.queue || at - from.connectedAt > seconds(within)) return [];
        if (isPlanned(planned, toQueue)) return [];
        return [{
          subject: from.id,
          since: at,
          until: at,
          severity: 'note' as const,
          because: `${nameOf(floor.agents, from.agent)} passed the caller on from ${nameOf(floor.queues, from.queue)} to ${nameOf(floor.queues, toQueue)} after ${clock(at - from.connectedAt)}`,
          place: { queue: from.queue, agent: from.agent, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
        }];
      }),
    };
  },
});

function isPlanned(planned: string, queue: string): boolean {
  const queues = planned.split(',').map((each) => each.trim());
  return queues.includes('*') || queues.includes(queue);
}
