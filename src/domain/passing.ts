import type { AgentSegment, Contact } from './contact.js';
import type { Instant, Millis } from './time.js';
import { SECOND } from './time.js';

/** A queue's word of who joins it may come that much before the agent's word of the transfer. */
const APART: Millis = 2 * SECOND;

/** How an agent passed a contact on. */
export interface Passing {
  readonly from: AgentSegment;
  readonly at: Instant;
  /** Named by the transfer, else the queue that the contact came to next. */
  readonly toQueue?: string;
}

/** When the agent passed the contact on; undefined where they did not. */
export function passedAt(segment: AgentSegment): Instant | undefined {
  if (segment.transfer !== undefined) return segment.transfer.at;
  return segment.by === 'transfer' ? segment.leftAt : undefined;
}

export function passingsOf({ segments, visits }: Contact): readonly Passing[] {
  return segments.flatMap((from) => {
    const at = passedAt(from);
    if (at === undefined) return [];
    const next = from.transfer?.toQueue ?? visits.find((visit) => visit.enteredAt >= Math.max(from.connectedAt, at - APART) && !visit.direct)?.queue
      ?? segments.find((each) => each !== from && each.connectedAt >= at - APART && each.connectedAt > from.connectedAt)?.queue;
    return [{ from, at, ...(next === undefined ? {} : { toQueue: next }) }];
  });
}
