import { setTimeout as sleep } from 'node:timers/promises';
import type { EarshotEvent } from '../../domain/event.js';
import { type Millis, MINUTE, SECOND } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { StoppedReading } from './stopped-reading.js';
import type { Progress, Tally } from './tally.js';

const BATCH = 1_000;

/** Takes a batch for good, or says when to try again. */
export type TakeEvents = (events: readonly EarshotEvent[]) => Promise<IntakeAnswer>;

/** Where events are handed over, and how patiently. */
export interface Door {
  readonly take: TakeEvents;
  readonly clock: Clock;
  readonly report?: (progress: Progress) => void;
  readonly pause?: (duration: Millis) => Promise<void>;
  /** How long to go on knocking at a door that takes nothing; 5 minutes unless said otherwise. */
  readonly patience?: Millis;
}

/** The door took nothing for too long. */
export class NothingTaken extends StoppedReading {}

/** Gathers events into batches and hands over one at a time, again and again until it is taken; the next is read meanwhile. */
export class Outbox {
  #batch: EarshotEvent[] = [];
  #rows = 0;
  #handing: Promise<void> = Promise.resolve();

  constructor(readonly door: Door, readonly tally: Tally) {}

  /** A row's events travel together. */
  async add(events: readonly EarshotEvent[]): Promise<void> {
    if (this.#batch.length + events.length > BATCH) await this.#handOver();
    this.#batch.push(...events);
    this.#rows += 1;
  }

  async flush(): Promise<void> {
    await this.#handOver();
    await this.#handing;
  }

  /** Returns when the batch before was taken and this one is on its way. */
  async #handOver(): Promise<void> {
    await this.#handing;
    const [batch, rows] = [this.#batch, this.#rows];
    if (batch.length === 0) return;
    this.#batch = [];
    this.#rows = 0;
    this.#handing = this.#insist(batch).then(() => this.tally.took(batch, rows));
    // Whoever waits for it next is told; until then nobody is.
    this.#handing.catch(() => undefined);
  }

  async #insist(batch: readonly EarshotEvent[]): Promise<void> {
    const { take, clock, report, pause = sleep, patience = 5 * MINUTE } = this.door;
    const since = clock.now();
    for (;;) {
      const answer = await take(batch);
      if (answer.taken) return;
      if (clock.now() - since >= patience) {
        throw new NothingTaken(`Nothing was taken for ${Math.round(patience / SECOND)} s: ${answer.reason} `
          + 'Import the file again when that is mended: nothing is counted twice.');
      }
      report?.({ ...this.tally.progress(clock.now()), waiting: answer.reason });
      await pause(answer.retryAfterMs);
    }
  }
}
