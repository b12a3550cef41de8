import type { AgentDay, AgentStanding } from '../domain/agent.js';
import type { Contact } from '../domain/contact.js';
import type { Flag } from '../domain/flag.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import type { Kept } from '../domain/kept.js';
import type { Contribution } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';
import type { Written } from '../ports/state-store.js';
import type { Since } from './detect.js';
import type { Mark } from './fold-day.js';

/** What all records in memory have in common. */
interface Remembered {
  /** The log is folded into it up to here. */
  asOf: number;
  /** The position of the settings under which `counted` was counted. */
  floorAt: number;
  /** What it adds to the readings now. */
  counted: readonly Contribution[];
  /** What its stored row adds; empty when it has none. */
  stored: readonly Contribution[];
  /** The position of its last change, and of the change that its row holds. */
  changedAt: number;
  savedAt: number;
}

export interface ContactRecord extends Remembered {
  readonly id: string;
  readonly kept: Kept;
  /** Once it was saved. */
  written?: Written;
  contact: Contact;
  summary: ContactSummary;
  flags: readonly Flag[];
  /** What was heard of it since its rules were asked; absent where everything may have changed. */
  since?: Since | undefined;
  heardAt: Instant;
  endInferred: boolean;
  wakeAt: Instant | undefined;
}

export interface JourneyRecord extends Remembered {
  /** What contacts that fell off the journey had counted, until a row of this journey is saved. */
  dropped: readonly Contribution[];
  journey: Journey;
  flags: readonly Flag[];
  wakeAt: Instant | undefined;
}

export interface AgentDayRecord extends Remembered {
  readonly agent: string;
  readonly kept: Kept;
  written?: Written;
  carried: AgentStanding;
  day: AgentDay;
  /** How many of the first of its events the day holds as they stand. */
  folded: number;
  readonly marks: Mark[];
  wakeAt: Instant | undefined;
}

/** Newest day last. */
export interface AgentRecord {
  readonly agent: string;
  readonly days: AgentDayRecord[];
}
