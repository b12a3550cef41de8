import type { EarshotEvent } from '../domain/event.js';
import type { Flag } from '../domain/flag.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Attribution, Contribution, Measure, ReadingKey } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';

/**
 * What a store has written of a record's events so far, and of which: kept with the record in memory and grown by the store,
 * so that each event becomes text once, however often its record is saved.
 */
export interface Written {
  text: string;
  of: readonly EarshotEvent[];
}

/** A contact as it is stored: its events and its flags. All else is folded from them. */
export interface StoredContact {
  readonly id: string;
  /** The position up to which the log is folded into it: entries up to there are skipped for it in a replay. */
  readonly asOf: number;
  /** The log's time when it was last heard of. */
  readonly heardAt: Instant;
  /** The position of the settings under which its contributions were counted. */
  readonly floorAt: number;
  readonly events: readonly EarshotEvent[];
  /** Never stored. */
  readonly written?: Written;
  readonly truncated: boolean;
  readonly endInferred: boolean;
  readonly flags: readonly Flag[];
}

export interface StoredJourney {
  readonly customer: string;
  readonly asOf: number;
  readonly floorAt: number;
  readonly contacts: readonly ContactSummary[];
  readonly flags: readonly Flag[];
  /** Counted by contacts that fell off the journey and not in the stored readings yet; always empty in a row. */
  readonly dropped: readonly Contribution[];
}

/** One agent's day in the center's zone. */
export interface StoredAgentDay {
  readonly agent: string;
  /** `2026-03-29` */
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: number;
  /** The standing it began with, as JSON. */
  readonly carried: unknown;
  readonly events: readonly EarshotEvent[];
  /** Never stored. */
  readonly written?: Written;
}

/** A change of a stored reading. `quarter` is the start of a UTC quarter-hour. */
export interface ReadingDelta {
  readonly quarter: Instant;
  readonly attribution: Attribution;
  readonly key: ReadingKey;
  readonly measure: Measure;
  readonly value: number;
}

export interface MinuteDelta extends Omit<ReadingDelta, 'quarter'> {
  /** The minute's begin. */
  readonly at: Instant;
}

/** What a contact's row shows in lists, beside its events. */
export interface ContactRow extends StoredContact {
  readonly summary: ContactSummary;
  readonly queues: readonly string[];
  readonly agents: readonly string[];
}

/** Some readings only: those of a queue among all that a center counts. */
export interface ReadingsWanted {
  readonly attribution: Attribution;
  readonly keys: readonly ReadingKey[];
}

/** Rows, their flags and what they add to the readings: committed together or not at all. */
export interface SaveBatch {
  readonly contacts: readonly ContactRow[];
  readonly journeys: readonly StoredJourney[];
  readonly agentDays: readonly StoredAgentDay[];
  readonly deltas: readonly ReadingDelta[];
  /** What of the deltas arrived, by the minute; only what is shown of the last hour. */
  readonly minutes: readonly MinuteDelta[];
}

/** One 64th of what is open, as of one position. */
export interface Slice {
  readonly number: number;
  readonly position: number;
  readonly contacts: readonly StoredContact[];
  readonly journeys: readonly StoredJourney[];
  readonly agentDays: readonly StoredAgentDay[];
}

export interface StateStore {
  contacts(ids: readonly string[]): Promise<readonly StoredContact[]>;
  journeys(customers: readonly string[]): Promise<readonly StoredJourney[]>;
  /** The newest two days of each agent. */
  agentDays(agents: readonly string[]): Promise<readonly StoredAgentDay[]>;
  /** Throws LostLeadership when another server has taken over. */
  save(batch: SaveBatch): Promise<void>;
  saveSlice(slice: Slice): Promise<void>;
  slices(): Promise<readonly Slice[]>;
  /** Contacts that let their caller down since. */
  losses(since: Instant): Promise<readonly ContactSummary[]>;
  /** Agents' days that hold the instant. */
  agentDaysAt(at: Instant): Promise<readonly StoredAgentDay[]>;
  readings(from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]>;
  /** What arrived since, by the minute. */
  minutes(since: Instant): Promise<readonly MinuteDelta[]>;
  /** Settings entries of the log, oldest first: contributions are taken out under the settings they were put in. */
  settings(): Promise<readonly { readonly position: number; readonly settings: unknown }[]>;
  /** The versions of fold and rules that wrote the rows; undefined when nothing is stored yet. */
  version(): Promise<string | undefined>;
  /** Empties everything that can be folded from the log again. */
  clear(version: string): Promise<void>;
}
