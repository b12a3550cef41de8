import type { AgentDay, AgentStanding } from '../domain/agent.js';
import type { Namings } from '../domain/alias.js';
import type { CohortName } from '../domain/cohort.js';
import type { Contact } from '../domain/contact.js';
import type { StepsSaid } from '../domain/contributions/steps.js';
import type { Flag } from '../domain/flag.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import type { Kept } from '../domain/kept.js';
import type { Contribution, Sums } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';
import type { AgentDayHead, AgentDayPart, Written } from '../ports/state-store.js';
import type { Since } from './detect.js';
import type { Mark } from './fold-day.js';
import type { ShadowOfContact } from './shadow.js';

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
  readonly stepsSaid: StepsSaid;
  summary: ContactSummary;
  flags: readonly Flag[];
  /** What drafts in shadow say of it; absent where none ran. */
  shadow?: ShadowOfContact | undefined;
  /** What was heard of it since its rules were asked; absent where everything may have changed. */
  since?: Since | undefined;
  heardAt: Instant;
  /** The entries of the log by which it was heard of first and last. */
  readonly begunIn: number;
  heardIn: number;
  /** Under which id a row of it stands until it is saved under this one. */
  replaces?: string | undefined;
  endInferred: boolean;
  wakeAt: Instant | undefined;
  /** The queues in which it waits now. */
  waitsIn?: readonly CohortRecord[] | undefined;
}

export interface JourneyRecord extends Remembered {
  /** What contacts that fell off the journey had counted, until a row of this journey is saved. */
  dropped: readonly Contribution[];
  /** What the rules are asked about and what is counted: the customer's own contacts and those of their aliases; nothing while this is an alias itself. */
  journey: Journey;
  /** The contacts that go by this very key, wherever they are counted; the journey's own list where that is here alone. */
  own: readonly ContactSummary[];
  /** Of a number: whose it was seen to be. */
  namings: Namings;
  /** What it was hashed to under the key before. */
  was?: string | undefined;
  /** Contacts came to it from another key, or went: their rows are to say so. */
  regrouped?: true | undefined;
  flags: readonly Flag[];
  shadow?: readonly Flag[] | undefined;
  /** Its customer was erased: while nothing new is in it, no slice names them. */
  erased?: true | undefined;
  wakeAt: Instant | undefined;
}

export interface AgentDayRecord extends Remembered {
  readonly agent: string;
  /** The first of its events stand in parts, not in memory. */
  head: AgentDayHead | undefined;
  /** Parts that no slice and no row holds yet. */
  unstored: readonly AgentDayPart[];
  /** The events that follow. */
  readonly kept: Kept;
  written?: Written;
  carried: AgentStanding;
  day: AgentDay;
  /** How many of the first of its events the day holds as they stand. */
  folded: number;
  readonly marks: Mark[];
  wakeAt: Instant | undefined;
}

/** Those who have something in common: no contribution of its own, it only reads. */
export interface CohortRecord extends CohortName {
  readonly id: string;
  /** Who waits in the queue, by contact: derived from the contacts, never stored. */
  readonly waits: Map<string, Instant>;
  /** What is usual: by hour, of the last weeks. */
  readonly habits: Map<Instant, Sums>;
  /** The last hour that is among them, or was looked at for it. */
  rememberedTo: Instant;
  flags: readonly Flag[];
  shadow?: readonly Flag[] | undefined;
  wakeAt: Instant | undefined;
  asOf: number;
}

/** Newest day last. */
export interface AgentRecord {
  readonly agent: string;
  readonly days: AgentDayRecord[];
}
