import type { Answer, Language, Programme, Question, SurveyChannel } from './survey.js';
import type { Instant } from './time.js';

/**
 * How far the first message got. `sending` is written before Twilio is asked: what is found so after a restart is looked up
 * there, and where that says nothing it is `unknown`, and never sent again.
 */
export type Delivery = 'planned' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'cancelled';

/** What came of it. `partial`: some answers, then silence until it expired. */
export type Outcome = 'answered' | 'partial' | 'expired' | 'stopped';

export const deliveries: readonly Delivery[] = ['planned', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled'];
export const outcomes: readonly Outcome[] = ['answered', 'partial', 'expired', 'stopped'];

/** A fact of an invitation that becomes an event: its name within the invitation and when it happened. */
export interface Fact {
  /** `wrote`: a free line, about a topic or about none that is known. */
  readonly is: 'sent' | 'delivered' | 'answered' | 'wrote' | 'expired' | 'stopped';
  readonly at: Instant;
  readonly question?: Question;
  readonly value?: Answer;
  readonly topic?: string;
}

/** One person, asked once. */
export interface Invitation {
  /** Follows from what caused it: the same cause plans the same invitation. */
  readonly id: string;
  readonly programme: string;
  readonly kind: Programme['kind'];
  /** The quarter of a periodic programme. */
  readonly round?: string;
  /** Asked days later, to compare with answers of the same day. */
  readonly isLater: boolean;
  readonly contact: string;
  readonly customer: string;
  /** The keyed hash of the number. */
  readonly phone: string;
  /** The allowed prefix that the number begins with. */
  readonly prefix: string;
  readonly country?: string;
  readonly language: Language;
  readonly channel: SurveyChannel;
  readonly queue?: string;
  readonly questions: readonly Question[];
  readonly plannedAt: Instant;
  readonly dueAt: Instant;
  /** Until when someone may answer; before it is sent, until when it may be sent at all. */
  readonly expiresAt: Instant;
  /** How long an answer is expected, once it is sent. */
  readonly openMs: number;
  readonly delivery: Delivery;
  readonly outcome?: Outcome;
  /** Why it failed or was cancelled. */
  readonly reason?: string;
  readonly sentAt?: Instant;
  /** Twilio's id of the message or call. */
  readonly sid?: string;
  /** Which of its questions is to be answered next. */
  readonly at: number;
  readonly misunderstood: number;
  readonly answers: Readonly<Partial<Record<Question, Answer>>>;
  readonly answeredAt?: Instant;
  /** What is not in the log yet. */
  readonly untold: readonly Fact[];
}

/** Whether an answer may still come. */
export function isOpen({ delivery, outcome }: Pick<Invitation, 'delivery' | 'outcome'>): boolean {
  return outcome === undefined && (delivery === 'sending' || delivery === 'sent' || delivery === 'delivered' || delivery === 'unknown');
}

/** Whether it counts against what one person may be asked: what was never sent does not. */
export function isSpent({ delivery }: Pick<Invitation, 'delivery'>): boolean {
  return delivery !== 'cancelled' && delivery !== 'failed';
}
