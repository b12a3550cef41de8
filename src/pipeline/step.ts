import type { FlagChange } from '../domain/flag.js';
import type { Instant } from '../domain/time.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';

/** What one entry of the log changed: told to the edges once the entry is folded. */
export interface Step {
  readonly position: number;
  readonly now: Instant;
  /** False while the log is read again: the edges update what they show, and send nothing out. */
  readonly live: boolean;
  readonly contacts: readonly ContactRecord[];
  readonly journeys: readonly JourneyRecord[];
  readonly agents: readonly AgentDayRecord[];
  readonly flags: readonly FlagChange[];
  readonly settingsChanged: boolean;
}
