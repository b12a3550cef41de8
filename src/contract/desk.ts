/**
 * What the server and an agent's desk say to each other on the socket.io namespace `/desk`.
 * Instants are milliseconds since 1970 (UTC). An agent's desk is the same on however many tabs it is open.
 */
import type { NamedId } from './board.js';

export interface DeskServerEvents {
  /** The whole of what is on now: said when the desk opens, and whenever it changes. */
  now(now: DeskNow): void;
  /** A prompt as it stands: said when it is asked, answered (also elsewhere) or over, and for each open one when the desk opens. */
  prompt(prompt: PromptView): void;
  /** Said before the server cuts the connection: what to tell the reader. */
  refused(problem: { readonly reason: string }): void;
}

export interface DeskClientEvents {
  /** One answer, sent at once: what was answered before a connection is lost is kept. The same again is harmless. */
  answer(answer: GivenAnswer, told: (taken: Taken) => void): void;
  /** The caller was asked whether it is solved. */
  asked(about: { readonly contact: string }, told: (taken: Taken) => void): void;
  /** A promise was kept. */
  kept(promise: { readonly contact: string; readonly promise: string }, told: (taken: Taken) => void): void;
}

/** `again`: it could not be written now; the same may be sent again. */
export type Taken =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly again: boolean };

export interface GivenAnswer {
  readonly prompt: string;
  readonly question: string;
  /** A choice's value. */
  readonly choice: string;
}

export interface DeskNow {
  /** The server's clock: the page counts running times from it. */
  readonly at: number;
  /** False while the server reads its log again: what is shown may be old. */
  readonly live: boolean;
  readonly agent: NamedId;
  /** What the agent is on, the newest first. */
  readonly contacts: readonly OnNow[];
}

/** A contact that the agent is on. */
export interface OnNow {
  readonly id: string;
  /** "caller a7f3" or "anonymous": never a number. */
  readonly label: string;
  readonly channel: string;
  readonly direction: string;
  /** When the contact began: "7:40 so far" runs from here. */
  readonly startedAt: number;
  readonly connectedAt: number;
  readonly queue?: NamedId;
  readonly reason?: NamedId;
  /** What else it has cost the caller: "account number asked twice", "third call in 6 days". */
  readonly effort: readonly EffortPart[];
  /** "Before you go: did we solve rebate?" */
  readonly guard?: string;
  /** What this customer was promised and has not got, the one due first before the others. */
  readonly promises: readonly OpenPromiseView[];
}

export interface EffortPart {
  readonly kind: string;
  readonly says: string;
}

export interface OpenPromiseView {
  readonly contact: string;
  readonly promise: string;
  readonly what?: string;
  readonly due?: number;
  readonly madeAt: number;
}

export type PromptState = 'open' | 'answered' | 'partly' | 'expired';

/** What one agent is asked about one contact. GET /api/v1/prompts lists them. */
export interface PromptView {
  readonly id: string;
  readonly agent: NamedId;
  readonly contact: string;
  readonly label: string;
  /** When the agent's part was over. */
  readonly overAt: number;
  readonly shownAt: number;
  readonly expiresAt: number;
  readonly state: PromptState;
  /** In the order in which they are asked. */
  readonly questions: readonly QuestionView[];
}

export interface QuestionView {
  readonly id: 'reason' | 'resolved' | 'blocked' | 'promise';
  readonly asks: string;
  /** Asked only where "resolved" has one of these answers. */
  readonly onlyFor?: readonly string[];
  /** The first is chosen with key 1. */
  readonly choices: readonly ChoiceView[];
  /** The value of the choice that was made. */
  readonly answer?: string;
}

export interface ChoiceView {
  readonly value: string;
  readonly says: string;
}
