import { HOUR, SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { LiveStep } from '../ports/live-state.js';
import type { CallStore } from '../ports/call-backs.js';
import type { CallBacks } from './call-backs.js';
import type { LinkedCalls } from './linked-calls.js';
import type { Outbox } from './outbox.js';
import type { Teller } from './teller.js';

export interface RunningParts {
  readonly store: CallStore;
  readonly calls: CallBacks;
  readonly outbox: Outbox;
  readonly teller: Teller;
  readonly linked: LinkedCalls;
  readonly clock: Clock;
  readonly note: (sentence: string) => void;
}

const ROUND: Millis = SECOND;
const FORGET_EVERY: Millis = HOUR;

/** Turns the crank: what is new is told and asked for at once, what is silent is looked at every second. */
export class Running {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isWanted = false;
  private isStarted = false;
  private forgottenAt = 0;
  private trouble = '';

  constructor(private readonly parts: RunningParts) {}

  /** Once the state is restored. */
  start(): void {
    this.isStarted = true;
    this.parts.linked.begin();
    this.timer = setInterval(() => this.wake(), ROUND);
    this.wake();
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    clearInterval(this.timer);
    await this.round;
    await this.parts.outbox.settled();
  }

  /** One round after another; what comes amid one has the next. */
  wake(): void {
    this.isWanted = true;
    if (!this.isStarted || this.round !== undefined) return;
    this.round = this.run().finally(() => {
      this.round = undefined;
      if (this.isWanted && this.trouble === '') this.wake();
    });
  }

  /** What the pipeline tells. */
  heed(step: LiveStep): void {
    this.parts.linked.take(step);
    if (this.parts.calls.concerns(step)) this.wake();
  }

  private async run(): Promise<void> {
    this.isWanted = false;
    try {
      await this.work();
      this.trouble = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.trouble) this.parts.note(`Call-backs wait: ${message}`);
      this.trouble = message;
    }
  }

  private async work(): Promise<void> {
    const { store, calls, outbox, teller, linked, clock } = this.parts;
    await calls.look(await store.underway());
    // The log away: what could not be told is not acted upon either.
    if (!await teller.tell()) return;
    const underway = await store.underway();
    calls.watch(underway.map(({ call }) => call));
    await outbox.work(underway);
    await teller.tell();
    await linked.tell();
    if (clock.now() - this.forgottenAt < FORGET_EVERY) return;
    this.forgottenAt = clock.now();
    await store.forget(clock.now());
  }
}
