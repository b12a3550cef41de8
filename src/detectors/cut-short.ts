import { talkMsOf } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesHolds } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';

export const cutShort = contactDetector({
  id: 'cut-short',
  version: 1,
  title: 'Cut short',
  class: 'note',
  rule: 'The agent hangs up first, after less than 20 seconds of talk.',
  action: 'Listen to the call: a bad line, a wrong number, or a caller who was put off?',
  options: {
    under: { default: 20, min: 1, max: 300, says: 'The seconds of talk below which the end is too soon.' },
  },
  on: [...movesHolds, 'transfer.completed'],
  ask(contact, { floor, options }) {
    const segment = contact.segments.at(-1);
    if (segment?.leftAt === undefined || segment.by !== 'agent' || segment.transfer !== undefined) return quiet;
    if (contact.channel !== 'voice' || contact.direction !== 'inbound' || contact.endedAt === undefined || contact.endedBy === 'inferred') return quiet;
    const { leftAt } = segment;
    const talk = talkMsOf(segment, leftAt);
    // Who came to another queue meanwhile was not left alone.
    if (talk >= seconds(options(segment.queue).under) || contact.visits.some((visit) => visit.enteredAt >= segment.connectedAt && visit.agent !== segment.agent)) return quiet;
    return {
      raised: [{
        subject: segment.id,
        since: leftAt,
        until: leftAt,
        severity: 'note',
        because: `${nameOf(floor.agents, segment.agent)} hung up after ${clock(talk)} of talk${waited(contact.startedAt, segment.connectedAt)}`,
        place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) },
      }],
    };
  },
});

function waited(from: number, to: number): string {
  return to > from ? `, ${clock(to - from)} after the contact began` : '';
}
