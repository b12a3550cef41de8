import type { EarshotEvent } from '../domain/event.js';
import type { Intake } from '../ports/intake.js';
import type { Wait } from './connection-report.js';

export interface OutboxLimits {
  /** Events that may wait; what comes on top of these makes the connection stop reading. */
  readonly most: number;
  readonly batch: number;
}

/** Hands events to the intake in batches and in order, one at a time, again until each is durable. */
export class Outbox {
  private waiting: EarshotEvent[] = [];
  private sending: Promise<void> | undefined;

  constructor(
    private readonly intake: Intake,
    private readonly wait: Wait,
    private readonly limits: OutboxLimits,
    private readonly delivered: (count: number) => void,
    private readonly postponed: (reason: string) => void,
  ) {}

  get isFull(): boolean {
    return this.waiting.length >= this.limits.most;
  }

  put(events: readonly EarshotEvent[]): void {
    if (events.length === 0) return;
    this.waiting.push(...events);
    this.sending ??= this.send();
  }

  /** Resolves when nothing waits any more. */
  async emptied(): Promise<void> {
    while (this.sending) await this.sending;
  }

  private async send(): Promise<void> {
    // What one read of the socket brings goes out together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, this.limits.batch);
      const retryAfterMs = await this.offer(batch);
      if (retryAfterMs === undefined) this.waiting = this.waiting.slice(batch.length);
      else await this.wait(retryAfterMs);
    }
    this.sending = undefined;
  }

  private async offer(batch: readonly EarshotEvent[]): Promise<number | undefined> {
    try {
      const answer = await this.intake.accept(batch);
      if (answer.taken) {
        this.delivered(batch.length);
        return undefined;
      }
      this.postponed(answer.reason);
      return Math.max(10, answer.retryAfterMs);
    } catch (error) {
      // The intake refuses by value; an exception is a bug in there, and must not lose the events in here.
      this.postponed(error instanceof Error ? error.message : String(error));
      return 1_000;
    }
  }
}
