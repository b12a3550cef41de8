import type { AgentSegment, Contact, Silence } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesHolds } from '../domain/moves.js';
import { clock, seconds } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import { times } from '../domain/wording.js';

export const deadAir = contactDetector({
  id: 'dead-air',
  version: 1,
  title: 'Dead air',
  class: 'note',
  rule: 'Nobody speaks for 30 seconds or more, with an agent on the line and the caller not on hold.',
  action: 'Look at what agents search for while callers listen to nothing.',
  options: {
    after: { default: 30, min: 3, max: 600, says: 'The seconds of silence.' },
  },
  on: [...movesHolds, 'speech.silence'],
  ask(contact, { floor, options }) {
    if (contact.silences.length === 0) return quiet;
    return {
      raised: contact.segments.flatMap((segment) => {
        const { after } = options(segment.queue);
        const long = contact.silences.map((silence) => within(silence, segment, contact)).filter(({ lasted }) => lasted >= seconds(after));
        const first = long[0];
        if (!first) return [];
        const longest = Math.max(...long.map(({ lasted }) => lasted));
        return [{
          subject: segment.id, since: first.at, until: first.at, severity: 'note' as const,
          because: `silent with ${nameOf(floor.agents, segment.agent)} for ${clock(longest)}${long.length > 1 ? `, the longest of ${times(long.length)}` : ''}`,
          place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) },
        }];
      }),
    };
  },
});

/** The part of a silence that fell into an agent's talk; who is on hold hears music. */
function within({ at, lasted }: Silence, segment: AgentSegment, { endedAt }: Contact): { readonly at: number; readonly lasted: Millis } {
  const from = Math.max(at - lasted, segment.connectedAt);
  const to = Math.min(at, segment.leftAt ?? endedAt ?? Infinity);
  const held = segment.holds.reduce((sum, hold) => sum + Math.max(0, Math.min(hold.to ?? Infinity, to) - Math.max(hold.from, from)), 0);
  return { at, lasted: Math.max(0, to - from - held) };
}
