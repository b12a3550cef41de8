import type { Namings } from '../domain/alias.js';
import type { CohortName } from '../domain/cohort.js';
import type { EarshotEvent } from '../domain/event.js';
import type { AgentStanding, SettledTime } from '../domain/agent.js';
import type { Flag } from '../domain/flag.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Attribution, Contribution, Measure, ReadingKey, Sums } from '../domain/metric.js';
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
  /** The entries of the log by which it was heard of first and last. */
  readonly begunIn: number;
  readonly heardIn: number;
  /** The contact that it was before its customer was erased: its row goes with this one's first. */
  readonly replaces?: string;
  /** In a slice only: what sealed readings hold of it; "all" of what it counts there. */
  readonly sealed?: readonly Contribution[] | 'all';
  /** The position of the settings under which its contributions were counted. */
  readonly floorAt: number;
  readonly events: readonly EarshotEvent[];
  /** Never stored. */
  readonly written?: Written;
  readonly truncated: boolean;
  readonly endInferred: boolean;
  readonly flags: readonly Flag[];
  /** What drafts in shadow said of it. */
  readonly shadow?: readonly Flag[];
}

export interface StoredJourney {
  readonly customer: string;
  readonly asOf: number;
  readonly floorAt: number;
  /** Those that are counted in it. */
  readonly contacts: readonly ContactSummary[];
  /** Those that go by this very key, where they are not the same: a number's may be counted with the customer whose it is. */
  readonly own?: readonly ContactSummary[];
  /** Of a number: whose it was seen to be. */
  readonly namings?: Namings;
  /** Of a number: what it was hashed to under the key before. */
  readonly was?: string;
  /** Rows of its contacts stand under another key; never in a row. */
  readonly regrouped?: true;
  readonly flags: readonly Flag[];
  readonly shadow?: readonly Flag[];
  readonly sealed?: readonly Contribution[];
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
  readonly sealed?: readonly Contribution[];
  /** The standing it began with, as JSON. */
  readonly carried: unknown;
  /** The first of its events stand in parts of their own, once there are many. */
  readonly head?: AgentDayHead;
  /** Those that follow, all of them where there is no head. */
  readonly events: readonly EarshotEvent[];
  /** Never stored. */
  readonly written?: Written;
}

/** What is known of a day's first events without reading them. */
export interface AgentDayHead {
  readonly parts: number;
  readonly events: number;
  readonly last: EarshotEvent;
  /** Where the fold stood after the last of them, and what it had counted. */
  readonly standing: AgentStanding;
  readonly settled?: SettledTime;
  /** Hashes of their ids, ascending: 32 bits each. The store keeps them with the parts, and hands them out here. */
  readonly known: readonly number[];
}

/** Some events of a day, in their order; number 0 takes the place of all parts that the day had. */
export interface AgentDayPart {
  readonly agent: string;
  readonly day: string;
  readonly number: number;
  readonly events: readonly EarshotEvent[];
  readonly known: readonly number[];
}

/** What is remembered of a cohort: its flags of the last day, and by hour what was usual in the weeks before. */
export interface StoredCohort extends CohortName {
  readonly id: string;
  readonly asOf: number;
  readonly rememberedTo: Instant;
  readonly habits: readonly (readonly [hour: Instant, sums: Sums])[];
  readonly flags: readonly Flag[];
  readonly shadow?: readonly Flag[];
}

/** Of when all cohorts are, changed lately or not: no contact, journey or agent's day in the store is folded further. */
export interface CohortsAsOf {
  readonly position: number;
  /** When that entry was received. */
  readonly at: Instant;
  /** When they are to be asked again; those that are not among them wait for no instant. */
  readonly wakes: readonly (readonly [cohort: string, at: Instant])[];
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
  /** In whose journey it is counted: an id that its number has proved to belong to, or what it says itself. */
  readonly customer?: string;
  /** Its number, where that is another key. */
  readonly number?: string;
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
  readonly parts: readonly AgentDayPart[];
  readonly cohorts: readonly StoredCohort[];
  readonly cohortsAsOf?: CohortsAsOf | undefined;
  readonly deltas: readonly ReadingDelta[];
  /** What of the deltas arrived, by the minute; only what is shown of the last hour. */
  readonly minutes: readonly MinuteDelta[];
}

/** One 64th of what is open, as of one position. */
export interface Slice {
  readonly number: number;
  /** Of what lies before, each of its records says what the readings hold, besides what its row says. */
  readonly sealedBefore?: Instant;
  /** What it adds to them: durable once this is. Never handed back. */
  readonly deltas?: readonly ReadingDelta[];
  readonly position: number;
  readonly contacts: readonly StoredContact[];
  readonly journeys: readonly StoredJourney[];
  readonly agentDays: readonly StoredAgentDay[];
  /** What its days have put aside since they were saved last: durable once this is. */
  readonly parts: readonly AgentDayPart[];
  /** Those that changed, and of when all are: never handed back with it. */
  readonly cohorts?: readonly StoredCohort[];
  readonly cohortsAsOf?: CohortsAsOf | undefined;
}

/** What is left of the past. */
export interface Kept {
  /** What the log received before this entry has gone, or is about to, but for settings; 1 where nothing has. */
  readonly logFrom: number;
  /** When that entry was received. */
  readonly logFromAt: Instant;
  /** Readings of before are the record: they hold what was counted up to a position, by slice, and for some contacts up to a later one. */
  readonly sealedBefore: Instant;
  readonly sealedUpTo: readonly number[];
  readonly sealedLater: readonly (readonly [contact: string, position: number])[];
}

export interface StateStore {
  kept(): Promise<Kept>;
  contacts(ids: readonly string[]): Promise<readonly StoredContact[]>;
  journeys(customers: readonly string[]): Promise<readonly StoredJourney[]>;
  /** Journeys of the numbers that are known to belong to an id, or to it among others. */
  numbersOf(id: string): Promise<readonly StoredJourney[]>;
  /** The newest two days of each agent. */
  agentDays(agents: readonly string[]): Promise<readonly StoredAgentDay[]>;
  /** The parts of these days, in their order. */
  agentDayParts(days: readonly Pick<StoredAgentDay, 'agent' | 'day'>[]): Promise<readonly AgentDayPart[]>;
  /** Throws LostLeadership when another server has taken over. */
  save(batch: SaveBatch): Promise<void>;
  saveSlice(slice: Slice): Promise<void>;
  slices(): Promise<readonly Slice[]>;
  /** Contacts that let their caller down since, and those whose caller waited then, or later, for a call that they asked for. */
  losses(since: Instant): Promise<readonly ContactSummary[]>;
  /** Agents' days that hold the instant. */
  agentDaysAt(at: Instant): Promise<readonly StoredAgentDay[]>;
  /** All of them. */
  cohorts(): Promise<readonly StoredCohort[]>;
  /** As the last save said; undefined where none has. */
  cohortsAsOf(): Promise<CohortsAsOf | undefined>;
  readings(from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]>;
  /** The keys that begin so and have a reading from `from` up to, not including, `to`. */
  readingKeys(prefix: string, from: Instant, to: Instant): Promise<readonly ReadingKey[]>;
  /** What arrived since, by the minute. */
  minutes(since: Instant): Promise<readonly MinuteDelta[]>;
  /** Settings entries of the log, oldest first: contributions are taken out under the settings they were put in. */
  settings(): Promise<readonly { readonly position: number; readonly settings: unknown }[]>;
  /** The versions of fold and rules that wrote the rows; undefined when nothing is stored yet. */
  version(): Promise<string | undefined>;
  /**
   * Empties everything that can be folded from the log again. Sealed readings stay as they are, if a known version wrote them;
   * so does what began in entries that the log does not hold any more: contacts lie in slices afterwards.
   */
  clear(version: string): Promise<void>;
}
