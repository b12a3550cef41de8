import type { Instant } from './time.js';

/** What a customer said elsewhere: in a forum, a review, a mail. */
export interface Feedback {
  readonly at: Instant;
  /** Where: forum, review, mail. */
  readonly where?: string;
  readonly topic?: string;
}

/** The channel of a contact that is nothing but feedback: nobody called, so it is in no count of contacts. */
export const FEEDBACK_CHANNEL = 'feedback';
