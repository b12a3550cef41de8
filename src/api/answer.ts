import { HttpException } from '@nestjs/common';
import type { Problem } from '../contract/session.js';
import type { SettingsProblem } from '../contract/settings.js';
import { refused as isRefused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';

/** Why a request has no answer. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 409 | 503;
  readonly what: string;
  readonly do: string;
  readonly retryAfterMs?: Millis;
  /** What is wrong with what was sent, place by place. */
  readonly problems?: readonly SettingsProblem[];
}

export type Answer<Value> = Result<Value, Refusal>;

export function wrong(what: string, advice: string): Answer<never> {
  return isRefused({ status: 400, what, do: advice });
}

export function notYours(what: string, advice: string): Answer<never> {
  return isRefused({ status: 403, what, do: advice });
}

/** The same for what does not exist and what the reader may not see: nobody learns from it what there is. */
export function notHere(what: string, advice: string): Answer<never> {
  return isRefused({ status: 404, what, do: advice });
}

export function later(what: string, retryAfterMs: Millis): Answer<never> {
  return isRefused({ status: 503, what, do: 'Try again after the time that Retry-After names.', retryAfterMs });
}

/** A refusal on its way to the filter, which alone writes problems. */
export class Refused extends HttpException {
  constructor(readonly refusal: Refusal) {
    super({ error: { what: refusal.what, do: refusal.do, ...(refusal.problems === undefined ? {} : { problems: refusal.problems }) } } satisfies Problem, refusal.status);
  }

  get headers(): Readonly<Record<string, string>> {
    const { retryAfterMs } = this.refusal;
    return retryAfterMs === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / SECOND))) };
  }
}

/** What a controller gives back. */
export function answered<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Refused(answer.reason);
}
