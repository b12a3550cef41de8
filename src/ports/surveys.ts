import type { Delivery, Invitation, Outcome } from '../domain/invitation.js';
import type { Programme } from '../domain/survey.js';
import type { Instant } from '../domain/time.js';

/** An invitation as it is kept: with a version, so that two who change it at once find out. */
export interface Kept {
  readonly invitation: Invitation;
  readonly version: number;
}

/** Someone by number and by customer: a platform's own id names one person with several numbers. */
export interface Person {
  readonly phone: string;
  readonly customer: string;
  /** What the number was hashed to under keys of before. */
  readonly formers?: readonly string[];
}

/** What changes together with an invitation, or without one. */
export interface Beside {
  /** A free line, scrubbed; added to what is there. */
  readonly comment?: string;
  /** What a message of theirs was answered with: the same message again gets the same answer. */
  readonly reply?: { readonly message: string; readonly text: string; readonly at: Instant };
  readonly stop?: { readonly person: Person; readonly at: Instant };
  readonly start?: { readonly person: Person };
}

/** What one invitation adds to results. */
export interface Result {
  readonly programme: string;
  readonly isLater: boolean;
  readonly queue?: string;
  readonly delivery: Delivery;
  readonly outcome?: Outcome;
  readonly expiresAt: Instant;
  readonly answers: Invitation['answers'];
}

export interface Comment {
  readonly contact: string;
  readonly queue?: string;
  readonly at: Instant;
  readonly text: string;
}

/** Which invitations: planned from `from` on and before `to`. */
export interface ResultFilter {
  readonly programme?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** The invitations that were planned, and who wants none. Every method throws when the database does not answer. */
export interface Invitations {
  /** False when this cause has planned one already. The number is sealed. */
  plan(invitation: Invitation, number: Uint8Array): Promise<boolean>;
  find(id: string): Promise<Kept | undefined>;
  /** The sealed number; undefined when it is gone. */
  numberOf(id: string): Promise<Uint8Array | undefined>;
  /** Changes it unless someone else did since it was read: then false, and nothing is changed, beside it neither. Numbers no longer needed are forgotten. */
  save(was: Kept, next: Invitation, beside?: Beside): Promise<boolean>;
  /** The same without an invitation. */
  note(beside: Beside): Promise<void>;

  /** Planned and due, oldest first. */
  due(now: Instant, limit: number): Promise<readonly Kept[]>;
  /** Marked as sending. */
  underway(): Promise<readonly Kept[]>;
  /** Open, or still planned, past their time. */
  overdue(now: Instant, limit: number): Promise<readonly Kept[]>;
  /** With facts that the log does not know. */
  untold(limit: number): Promise<readonly Kept[]>;
  /** The newest that was sent to this number and can still be answered. */
  openFor(phones: readonly string[], now: Instant): Promise<Kept | undefined>;
  /** The newest that was sent to it at all. */
  lastFor(phones: readonly string[]): Promise<Kept | undefined>;
  /** Planned ones of this person. */
  plannedFor(person: Person): Promise<readonly Kept[]>;

  /** What this person was asked, or is to be, since then: what was never sent does not count. */
  askedSince(person: Person, since: Instant): Promise<readonly { readonly kind: Programme['kind']; readonly at: Instant }[]>;
  isStopped(person: Person): Promise<boolean>;
  /** The answer that this message got. */
  replyTo(message: string): Promise<string | undefined>;
  /** First messages that went out since, as far as is known, in all and by prefix. */
  sentSince(since: Instant): Promise<{ readonly total: number; readonly byPrefix: Readonly<Record<string, number>> }>;
  answersTo: SurveyRecords['answersTo'];
  /** Lets free lines, replies and numbers go whose time is over. */
  forget(now: Instant): Promise<void>;
}

/** What may be read of them. */
export interface SurveyRecords {
  results(filter: ResultFilter): Promise<readonly Result[]>;
  /** How many gave at least one answer, whenever that was: what a study's quota counts. */
  answersTo(programme: string): Promise<number>;
  /** Newest first. */
  comments(filter: ResultFilter, limit: number): Promise<readonly Comment[]>;
}
