import type { KeyedSources } from '../../access/keyed-sources.js';
import type { Problem } from '../../contract/session.js';
import type { Result } from '../../domain/result.js';
import type { Adapter, Refusal, Refusals } from '../../ports/adapter.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake } from '../../ports/intake.js';
import { acceptAgain } from '../accept-again.js';
import { busy, said } from '../answer.js';
import type { Answer } from '../answer.js';
import { readLine, readOne, readPost } from './modes.js';
import type { Headers, Reading } from './modes.js';

export type EventsAnswer = Answer<{ readonly accepted: number; readonly refused: readonly Refusal[] } | Problem>;

export interface Sender {
  /** Whose key it is. */
  readonly source: string;
  /** An import of the past: exempt from the lateness bound. */
  readonly history: boolean;
}

/** Takes a post apart, hands its events over, and answers once they are durable. */
export class HttpIngest implements Adapter {
  readonly name = 'events';

  constructor(private readonly intake: Intake, private readonly clock: Clock, private readonly refusals: Refusals, private readonly keyed: Pick<KeyedSources, 'tellableBy'>) {}

  async take(headers: Headers, body: unknown, { source, history }: Sender): Promise<EventsAnswer> {
    const text = typeof body === 'string' ? body : '';
    const posted = readPost(headers, text, await this.readingFor(source));
    if (!posted.ok) {
      const { status, what, do: advice } = posted.reason;
      await this.refusals.refused(source, this.name, [{ index: 0, reason: what, sent: text }]);
      return said(status, { error: { what, do: advice } });
    }
    const { events, left } = posted.value;
    const taken = await this.intake.accept(events, { history });
    if (!taken.taken) return busy(taken);
    await this.refusals.refused(source, this.name, left);
    return said(events.length === 0 && left.length > 0 ? 400 : 200, { accepted: events.length, refused: left.map(({ index, reason }) => ({ index, reason })) });
  }

  /** One event, or one line that was none. */
  async retry(source: string, sent: unknown): Promise<Result<number>> {
    const reading = await this.readingFor(source);
    const event = typeof sent === 'string' ? readLine(sent, reading) : readOne(sent, reading);
    if (!event.ok) return event;
    return acceptAgain(this.intake, [event.value]);
  }

  private async readingFor(source: string): Promise<Reading> {
    return { mayTell: await this.keyed.tellableBy(source), now: this.clock.now() };
  }
}
