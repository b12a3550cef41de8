import { holdMsOf, talkMsOf } from '../contact.js';
import type { AgentSegment } from '../contact.js';
import type { SegmentMeasure } from '../metric.js';
import { SECOND } from '../time.js';

/** Under this much talk an answer counts as short beside the answered ones (METRICS.md). */
export const SHORT_TALK = 10 * SECOND;

/** What one agent's part counts, once the agent has left it. Wrap-up is unknown, not 0, until the source says it. */
export function tallySegment(segment: AgentSegment, leftAt: number): Partial<Record<SegmentMeasure, number>> {
  const talkMs = talkMsOf(segment, leftAt);
  const wrapUpMs = segment.wrapUpStartedAt !== undefined && segment.wrapUpEndedAt !== undefined
    ? segment.wrapUpEndedAt - segment.wrapUpStartedAt
    : undefined;
  return {
    segments: 1,
    talkMs,
    ...(segment.holds.length > 0 ? { holdMs: holdMsOf(segment, leftAt), holds: segment.holds.length } : {}),
    ...(wrapUpMs === undefined ? {} : { wrapUpMs, wrapUpKnown: 1 }),
    ...(talkMs < SHORT_TALK ? { shortAnswered: 1 } : {}),
    ...(segment.transfer !== undefined || segment.by === 'transfer' ? { transferred: 1 } : {}),
  };
}
