import { transfersOf } from '../domain/contact.js';
import type { AgentSegment } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { listed, times } from '../domain/wording.js';

export const passedAround = contactDetector({
  id: 'passed-around',
  version: 1,
  title: 'Passed around',
  class: 'alert',
  rule: 'The caller is transferred twice or more.',
  action: 'Join or take over: one person keeps the caller until it is settled. After the call: call back and settle it.',
  options: {
    transfers: { default: 2, min: 1, max: 20, says: 'How many transfers.' },
    severeTransfers: { default: 4, min: 1, max: 20, says: 'From how many transfers on it is severe.' },
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert after the contact ended: time to call back.' },
  },
  on: ['contact.started', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'transfer.completed', 'wrapup.started', 'contact.ended'],
  ask(contact, { floor, options }) {
    if (contact.segments.length === 0) return quiet;
    const { transfers, severeTransfers, actFor } = options();
    const passed = transfersOf(contact).toSorted((a, b) => passedAt(a) - passedAt(b));
    const enough = passed[transfers - 1];
    const last = passed.at(-1);
    if (!enough || !last) return quiet;
    return {
      raised: [{
        subject: 'contact',
        since: passedAt(enough),
        ...(contact.endedAt === undefined ? {} : { until: contact.endedAt + seconds(actFor) }),
        severity: passed.length >= severeTransfers ? 'severe' : 'warning',
        because: `transferred ${times(passed.length)} in ${clock(passedAt(last) - (contact.segments[0]?.connectedAt ?? contact.startedAt))}`
          + `: was with ${listed(contact.segments.map((segment) => placeName(segment, floor)))}`,
        place: { agent: last.agent, ...(last.queue === undefined ? {} : { queue: last.queue }) },
      }],
    };
  },
});

function passedAt(segment: AgentSegment): Instant {
  return segment.transfer?.at ?? segment.leftAt ?? segment.connectedAt;
}

/** The queue says more about the way than the agent does. */
function placeName(segment: AgentSegment, floor: Floor): string {
  return segment.queue === undefined ? nameOf(floor.agents, segment.agent) : nameOf(floor.queues, segment.queue);
}
