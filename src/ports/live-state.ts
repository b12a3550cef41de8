import type { AgentDay } from '../domain/agent.js';
import type { Namings } from '../domain/alias.js';
import type { Contact } from '../domain/contact.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Flag, FlagChange } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import type { Attribution, ReadingKey, Sums } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';

/** What the edges may read of the pipeline's state, between its steps. */
export interface LiveState {
  /** The log's time of the last entry folded. */
  readonly now: Instant;
  readonly position: number;
  readonly floor: Floor;
  /** The settings that were in force from that position on. */
  floorOf(position: number): Floor;
  readonly contacts: ReadonlyMap<string, LiveContact>;
  readonly journeys: ReadonlyMap<string, LiveJourney>;
  readonly agents: ReadonlyMap<string, LiveAgent>;
  /** Queues, menu nodes, reasons, flows and offers with the flags that are on all their contacts together. */
  readonly cohorts: ReadonlyMap<string, { readonly flags: readonly Flag[]; readonly shadow?: readonly Flag[] | undefined }>;
  /** By minute, the last hour. */
  readonly recent: ReadingsView;
  /** By quarter-hour, the last three days. */
  readonly daily: ReadingsView;
  /** What the stored readings do not hold yet. */
  readonly unsaved: ReadingsView;
  /** Reads stored readings and `unsaved` while no save moves anything from one to the other. */
  betweenSaves<Value>(read: () => Promise<Value>): Promise<Value>;
  readonly tooLate: number;
}

export interface LiveContact {
  readonly id: string;
  readonly contact: Contact;
  readonly summary: ContactSummary;
  readonly flags: readonly Flag[];
  /** What drafts in shadow say: for the rule lab alone. */
  readonly shadow?: { readonly flags: readonly Flag[] } | undefined;
  readonly kept: { readonly events: readonly EarshotEvent[]; readonly truncated: boolean };
  /** The position of the settings under which it was counted. */
  readonly floorAt: number;
}

export interface LiveJourney {
  readonly journey: Journey;
  /** Of a number: whose it was seen to be; its journey stands under the one id, where there is one. */
  readonly namings?: Namings | undefined;
  readonly was?: string | undefined;
  readonly flags: readonly Flag[];
  readonly shadow?: readonly Flag[] | undefined;
}

export interface LiveAgent {
  readonly agent: string;
  /** Newest day last. */
  readonly days: readonly { readonly day: AgentDay }[];
}

export interface ReadingsView {
  sums(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Sums;
  cellsOf(attribution: Attribution, key: ReadingKey, from: Instant, to: Instant): Iterable<readonly [Instant, Sums]>;
  keys(attribution: Attribution): ReadingKey[];
  /** Those that are wanted and of which anything was counted from then on. */
  keysSince(attribution: Attribution, from: Instant, isWanted: (key: ReadingKey) => boolean): ReadingKey[];
}

/** What one entry of the log changed: told to the edges once it is folded. */
export interface LiveStep {
  readonly position: number;
  readonly now: Instant;
  /** False while the log is read again: the edges update what they show, and send nothing out. */
  readonly live: boolean;
  readonly contacts: readonly LiveContact[];
  readonly journeys: readonly LiveJourney[];
  readonly agents: readonly { readonly agent: string }[];
  readonly flags: readonly FlagChange[];
  readonly settingsChanged: boolean;
  /** Who is not to be known any more: edges forget them. */
  readonly erased?: Erased;
}

export interface Erased {
  readonly customer: string;
  /** Under the names that they had. */
  readonly contacts: readonly string[];
}

export type StreetState =
  | { readonly is: 'starting' }
  | { readonly is: 'catching-up'; readonly from: number; readonly position: number; readonly head: number }
  | { readonly is: 'live' }
  | { readonly is: 'stopped' };

/** The pipeline as the edges see it. */
export interface LiveStreet {
  readonly state: StreetState;
  readonly lag: number;
  onStep(listener: (step: LiveStep) => void): () => void;
}
