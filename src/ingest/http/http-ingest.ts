import type { Refusal } from '../../ports/adapter.js';
import type { Problem } from '../../contract/session.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import { readPost } from './modes.js';
import type { Headers } from './modes.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly accepted: number; readonly refused: readonly Refusal[] } | Problem;
}

export interface Sender {
  /** Whose key it is. */
  readonly source: string;
  /** An import of the past: exempt from the lateness bound. */
  readonly history: boolean;
}

/** Told what each post came to, for the sources' health and the server's figures. */
export interface IngestCounts {
  refused(source: string, count: number): void;
}

/** Takes a post apart, hands its events over, and answers once they are durable. */
export class HttpIngest {
  constructor(private readonly intake: Intake, private readonly clock: Clock, private readonly counts: IngestCounts) {}

  async take(headers: Headers, body: unknown, { source, history }: Sender): Promise<Answer> {
    const posted = readPost(headers, typeof body === 'string' ? body : '', this.clock.now());
    if (!posted.ok) {
      this.counts.refused(source, 1);
      return { status: posted.reason.status, headers: {}, body: { error: { what: posted.reason.what, do: posted.reason.do } } };
    }
    const { events, refused } = posted.value;
    if (refused.length > 0) this.counts.refused(source, refused.length);
    const taken = await this.intake.accept(events, { history });
    if (!taken.taken) {
      return {
        status: 503, headers: { 'retry-after': String(Math.max(1, Math.ceil(taken.retryAfterMs / 1_000))) },
        body: { error: { what: `Nothing was taken: ${taken.reason}.`, do: 'Send the same post again after the time that Retry-After names.' } },
      };
    }
    return { status: events.length === 0 && refused.length > 0 ? 400 : 200, headers: {}, body: { accepted: events.length, refused } };
  }
}
