/**
 * What the server and a supervisor's board say to each other on the socket.io namespace `/board`.
 * Instants are milliseconds since 1970 (UTC), durations milliseconds, shares 0 to 1; `null` means "nothing to say", never 0.
 */
import type { ContactLane, FlagMarkView } from './contact.js';

export interface BoardClientEvents {
  /** Ask for a view; the answer is a `snapshot`, then `changes` and `flag`. A second watch replaces the first. */
  watch(request: WatchRequest): void;
}

export interface BoardServerEvents {
  snapshot(snapshot: Snapshot): void;
  /** Volatile: a lost one heals with the next whole frame (every 5 s). */
  changes(frame: Frame): void;
  /** A numbered fact: never lost, resumed with `since`. */
  flag(fact: FeedFact): void;
  /** Said before the server cuts the connection: what to tell the reader. */
  refused(problem: { readonly reason: string }): void;
}

export interface WatchRequest {
  /** Only these queues and teams (within what the reader may see); absent: all of them. */
  readonly queues?: readonly string[];
  readonly teams?: readonly string[];
  /** The last feed fact this page has: those after it come again. */
  readonly since?: number;
}

export interface Snapshot {
  readonly frame: Frame;
  /** True: `feed` holds what came after `since`. False: `feed` is all that stands, and replaces what the page has. */
  readonly resumed: boolean;
  readonly feed: readonly FeedFact[];
  readonly scope: ScopeView;
}

/** What the reader may see, for the filter and the page's head. */
export interface ScopeView {
  readonly who: string;
  readonly role: Role;
  readonly queues: readonly NamedId[];
  readonly teams: readonly NamedId[];
  readonly zone: string;
  readonly answerWithinMs: number;
  /** People on the recovery list can be called from here: a way to do so is set up. */
  readonly callsBack: boolean;
}

export type Role = 'admin' | 'supervisor' | 'agent' | 'owner' | 'wall';

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

/** Rows that changed since the last frame of this room; when `whole`, all rows, and what is not in it is gone. */
export interface Frame {
  readonly number: number;
  readonly whole: boolean;
  /** The server's clock when the frame was made: pages count running times from it, not from their own clock. */
  readonly at: number;
  readonly state: ServerState;
  readonly headline?: readonly Tile[];
  readonly queues?: readonly QueueRow[];
  readonly channels?: readonly ChannelRow[];
  readonly agents?: readonly AgentRow[];
  readonly lanes?: readonly ContactLane[];
  /** Lanes that left the board. */
  readonly gone?: readonly string[];
  /** How many contacts are open in this view; lanes are bounded (flagged first, then the longest). */
  readonly open: number;
  /** Those who have waited for longest; the list is bounded. */
  readonly recovery?: readonly RecoveryLine[];
  /** How many they are in all. */
  readonly recoveryOpen?: number;
  readonly sources?: readonly SourceRow[];
  readonly budget?: AlertBudget;
}

export type ServerState =
  | { readonly is: 'live' }
  | { readonly is: 'catching-up'; readonly behindMs: number; readonly done: number };

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** One of the five headline numbers. Voice only. */
export interface Tile {
  readonly id: 'waiting' | 'menus' | 'served' | 'lost' | 'experience';
  readonly label: string;
  readonly value: number | null;
  readonly unit: 'count' | 'share';
  readonly tone: Tone;
  /** "longest 2:10" and the like; running times come as instants instead. */
  readonly detail: string;
  readonly since?: number;
  readonly target?: number;
  /** Oldest first, one point a quarter-hour (counts: a point a minute). */
  readonly trend: readonly (number | null)[];
  /** The metric's id in the catalogue: `/api/v1/catalogue`. */
  readonly metric: string;
  /** Sample size behind a share. */
  readonly of?: number;
  /** Whether totals count contacts (all queues) or visits (a choice of queues). */
  readonly basis: 'contacts' | 'visits';
  /** Set while something that this number hangs on is not heard. */
  readonly stale?: Stale;
}

/** What is shown is from before that, because these sources say nothing or their lines are down. */
export interface Stale {
  readonly since: number;
  readonly sources: readonly string[];
}

/** What happened in one queue over one window, per visit. */
export interface QueueNumbers {
  readonly offered: number;
  readonly transferredIn: number;
  readonly answered: number;
  readonly direct: number;
  readonly abandoned: number;
  readonly shortAbandoned: number;
  readonly flowOuts: { readonly involuntary: number; readonly byChoice: number; readonly rerouted: number };
  readonly lost: number;
  readonly lostRate: number | null;
  readonly abandonmentRate: number | null;
  /** `served_in_time` */
  readonly serviceLevel: number | null;
  readonly asaMs: number | null;
  readonly ahtMs: number | null;
}

export interface QueueRow {
  readonly id: string;
  readonly name: string;
  readonly team?: string;
  readonly channel: string;
  readonly waiting: number;
  /** When the longest waiting caller entered this queue, and when that caller's contact began. */
  readonly longestSince: number | null;
  readonly longestContactSince: number | null;
  readonly agents: { readonly ready: number; readonly readyShared: number; readonly busy: number; readonly wrapUp: number; readonly away: number; readonly signedIn: number };
  readonly last30: QueueNumbers;
  readonly today: QueueNumbers;
  readonly target: { readonly answerWithinMs: number; readonly serviceLevel: number };
  readonly tone: Tone;
  /** Set while the source this queue hears from is silent or has a gap. */
  readonly staleSince?: number;
}

/** Other channels than voice, in rows of their own. */
export interface ChannelRow {
  readonly channel: string;
  readonly open: number;
  readonly waiting: number;
  readonly offeredToday: number;
  readonly answeredToday: number;
}

export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly team?: string;
  readonly state: string;
  readonly reason?: string;
  readonly since: number;
  readonly queues: readonly string[];
  readonly contact?: string;
  /** Past the limit for this state (wrap-up > 2 min, break > 15 min). */
  readonly overLimit: boolean;
  /** Milliseconds per state since the day began in the center's zone. */
  readonly today: Readonly<Record<string, number>>;
}

/** A numbered line of the feed: an alert or an incident was raised, updated, cleared or retracted. */
export interface FeedFact {
  readonly number: number;
  readonly line: FeedLine;
}

export interface FeedLine {
  readonly id: string;
  readonly kind: 'alert' | 'incident';
  readonly rule: string;
  readonly title: string;
  readonly severity: 'warning' | 'severe';
  /** Evidence in numbers: "entered Billing 4 times in 2:10, pressed 0 twice". */
  readonly because: string;
  /** What someone can do about it now. */
  readonly action: string;
  readonly place: Place;
  /** The contacts behind it; an alert has one. */
  readonly contacts: readonly string[];
  readonly count: number;
  readonly since: number;
  readonly raisedAt: number;
  readonly state: 'live' | 'cleared' | 'retracted';
  readonly endedAt?: number;
  /** The incident that this alert was folded into: show that line instead. */
  readonly into?: string;
  /** What a supervisor said of it last. */
  readonly mark?: FlagMarkView;
}

export interface Place {
  readonly queue?: NamedId;
  readonly node?: NamedId;
  readonly agent?: NamedId;
  readonly entry?: NamedId;
  readonly owner?: NamedId;
}

export interface AlertBudget {
  readonly perHour: number;
  readonly shownThisHour: number;
  readonly overflowedThisHour: number;
}

/** One person who is owed a call: let down today and not served since, or waiting for a call that they asked for. */
export interface RecoveryLine {
  /** The customer's key; for an anonymous caller the contact's id. */
  readonly id: string;
  readonly label: string;
  readonly why: 'abandoned' | 'turned-away' | 'cut-off' | 'lost-in-transfer' | 'call-asked';
  readonly queue?: NamedId;
  readonly owner?: NamedId;
  /** Since when they are owed the call. */
  readonly at: number;
  /** When the call was promised for. */
  readonly due?: number;
  readonly waitedMs: number;
  /** How often today. */
  readonly times: number;
  readonly contact: string;
  /** False when the caller withheld the number. */
  readonly reachable: boolean;
  /** No number of theirs can be here: the platform knows them by an id of its own. Call from there, and note it. */
  readonly noNumber?: true;
  /** `calling`: someone is about to call them, nobody else needs to. */
  readonly state: 'open' | 'calling' | 'attempted';
  /** Who calls, or called last. */
  readonly by?: string;
  /** Since when they call. */
  readonly callingSince?: number;
  readonly attempts: number;
  readonly lastAttempt?: { readonly at: number; readonly result?: 'answered' | 'busy' | 'no-answer' | 'machine' };
  /** The last call that did not come about: `agent-not-reached`, `refused`, `unknown`, `stopped`, or a word of the source's. */
  readonly notCalled?: { readonly at: number; readonly why?: string };
}

/** A call to someone on the list that was asked for. What comes of it, their line tells. */
export interface RecoveryCall {
  readonly id: string;
  readonly contact: string;
  readonly by: string;
  /** Whose phone rings first; absent: the queue's. */
  readonly agent?: string;
  readonly at: number;
}

export interface SourceRow {
  readonly source: string;
  readonly name: string;
  /** When something was heard last; 0: nothing was, or only its past was imported. */
  readonly lastEventAt: number;
  /** `quiet`: nothing lately, and nothing is missed; `silent`: nothing though it usually sends; `gap`: its line is down. */
  readonly state: 'heard' | 'quiet' | 'silent' | 'gap';
  readonly since: number;
  readonly accepted: number;
  readonly refused: number;
}
