import { UNNAMED_AGENT } from '../domain/agent.js';
import type { AgentSegment, Contact } from '../domain/contact.js';
import type { Instant } from '../domain/time.js';

/**
 * One agent's part in a contact: they are on it, it is over for them and they can say how it went, or they passed it on and
 * whoever ended it is asked.
 */
export type Part =
  | { readonly is: 'on'; readonly agent: string; readonly segment: AgentSegment }
  | { readonly is: 'over'; readonly agent: string; readonly segment: AgentSegment; readonly at: Instant }
  | { readonly is: 'passed-on'; readonly agent: string };

/** Each agent's part, by their last stay on the contact. Colleagues who were only consulted have a contact of their own. */
export function partsOf(contact: Contact): readonly Part[] {
  if (contact.direction === 'internal') return [];
  const last = new Map<string, AgentSegment>();
  for (const segment of contact.segments) if (segment.agent !== UNNAMED_AGENT) last.set(segment.agent, segment);
  return [...last].map(([agent, segment]) => partOf(contact, agent, segment));
}

function partOf(contact: Contact, agent: string, segment: AgentSegment): Part {
  if (segment.leftAt === undefined && contact.endedAt === undefined) return { is: 'on', agent, segment };
  const isPassedOn = segment.transfer !== undefined || segment.by === 'transfer'
    || contact.segments.some((other) => other.agent !== agent && (other.leftAt ?? Infinity) > (segment.leftAt ?? Infinity));
  if (isPassedOn) return { is: 'passed-on', agent };
  // Between two agents a contact goes on though nobody is on it: it is over with its end, or with the wrap-up that says so.
  const over = segment.wrapUpStartedAt ?? (contact.endedAt === undefined ? undefined : segment.leftAt ?? contact.endedAt);
  return over === undefined ? { is: 'passed-on', agent } : { is: 'over', agent, segment, at: over };
}
