import type { Problem } from '../contract/session.js';
import type { IntakeAnswer } from '../ports/intake.js';

/** What a post to an ingest route is answered. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export function said<Body>(status: number, body: Body, headers: Readonly<Record<string, string>> = {}): Answer<Body> {
  return { status, headers, body };
}

/** Nothing is durable: the sender is to come again. */
export function busy({ retryAfterMs, reason }: Extract<IntakeAnswer, { taken: false }>): Answer<Problem> {
  return said(503, { error: { what: `Nothing was taken: ${reason}.`, do: 'Send the same post again after the time that Retry-After names.' } },
    { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) });
}
