import { holdMsOf, talkMsOf } from '../contact.js';
import type { AgentSegment } from '../contact.js';
import type { EndedBy } from '../event.js';
import type { SegmentMeasure } from '../metric.js';
import { spreadMeasure } from '../spread.js';
import type { SpreadMeasure } from '../spread.js';
import { SECOND } from '../time.js';

/** Under this much talk an answer counts as short beside the answered ones (METRICS.md). */
export const SHORT_TALK = 10 * SECOND;

/**
 * What one agent's part counts, once the agent has left it. Wrap-up is unknown, not 0, until the source says it. `endedBy`: who
 * ended the contact, where this was its last part.
 */
export function tallySegment(segment: AgentSegment, leftAt: number, endedBy?: EndedBy): Partial<Record<SegmentMeasure | SpreadMeasure, number>> {
  const talkMs = talkMsOf(segment, leftAt);
  const holdMs = holdMsOf(segment, leftAt);
  const wrapUpMs = segment.wrapUpStartedAt !== undefined && segment.wrapUpEndedAt !== undefined
    ? segment.wrapUpEndedAt - segment.wrapUpStartedAt
    : undefined;
  return {
    segments: 1,
    talkMs,
    ...(segment.holds.length > 0 ? { holdMs, holds: segment.holds.length, held: 1, ...endedOnHold(segment, leftAt, endedBy) } : {}),
    [spreadMeasure('handled', talkMs + holdMs + (wrapUpMs ?? 0))]: 1,
    ...(wrapUpMs === undefined ? {} : { wrapUpMs, wrapUpKnown: 1 }),
    ...(talkMs < SHORT_TALK ? { shortAnswered: 1 } : {}),
    ...(segment.transfer !== undefined || segment.by === 'transfer' ? { transferred: 1 } : {}),
  };
}

/** Passed on from hold is no disconnect: that is what consulting looks like. */
function endedOnHold({ holds, by, transfer }: AgentSegment, leftAt: number, endedBy: EndedBy | undefined): Partial<Record<SegmentMeasure, number>> {
  const { to = leftAt } = holds.at(-1) ?? { to: -Infinity };
  if (to < leftAt || transfer !== undefined || by === 'transfer') return {};
  return { [`onHold.${by ?? (endedBy === 'inferred' ? undefined : endedBy) ?? 'unknown'}`]: 1 };
}
