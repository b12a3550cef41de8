import type { AgentStanding } from '../domain/agent.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Instant } from '../domain/time.js';

/** One agent's day with all of its events, in their order. */
export interface WholeDay {
  readonly agent: string;
  readonly from: Instant;
  readonly to: Instant;
  /** The standing it began with. */
  readonly carried: AgentStanding;
  readonly events: readonly EarshotEvent[];
}

/** Agents' days to be read through once, beside the pipeline. */
export interface StoredDays {
  /** Those that are over and began from `from` up to, not including, `to`, in no order. */
  begun(from: Instant, to: Instant): AsyncIterable<readonly WholeDay[]>;
  /** What was saved last of those that go on; one that has just ended may be among both. */
  goingOn(): AsyncIterable<readonly WholeDay[]>;
}
