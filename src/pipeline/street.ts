import { SECOND } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { EventLog } from '../ports/event-log.js';
import { LogUnavailable, LostLeadership } from '../ports/event-log.js';
import type { LiveStep, LiveStreet, StreetState } from '../ports/live-state.js';
import { takeStep } from './pipeline.js';
import type { Given } from './pipeline.js';
import { RECENT } from './memory.js';
import { DAILY, restore } from './restore.js';
import { forgetSettled, saveAll, saveRows, takeSlice } from './save.js';
import { SLICES } from './slice.js';

/** How often due questions are looked for, rows saved, and a slice written. */
const WAKE_EVERY = SECOND / 4;
const SAVE_EVERY = SECOND;
const SLICE_EVERY = SECOND / 4;

/** The one-way street at work: reads the log, takes a step an entry, tells who listens, and saves what is settled. */
export class Street implements LiveStreet {
  state: StreetState = { is: 'starting' };
  private readonly listeners = new Set<(step: LiveStep) => void>();
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private timers: NodeJS.Timeout[] = [];
  private saving: Promise<void> = Promise.resolve();
  private nextSlice = 0;
  private slicedAt = 0;
  private ticking = false;

  /** `onFailure`: the street cannot go on; the server ends and its successor starts from the log. */
  constructor(
    private readonly given: Given,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly onFailure: (error: Error) => void,
  ) {}

  onStep(listener: (step: LiveStep) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** How many entries wait to be folded. */
  get lag(): number {
    return this.log.head - this.given.memory.position;
  }

  /** Restores the last state and begins to read the log. Resolves once the state is back; catching up goes on behind it. */
  async start(): Promise<void> {
    const from = await restore(this.given, this.clock.now());
    this.given.memory.position = from;
    this.state = this.log.head > from ? { is: 'catching-up', from, position: from, head: this.log.head } : { is: 'live' };
    this.running = this.follow(from + 1, this.log.head).catch((error: Error) => this.fail(error));
    this.timers = [
      setInterval(() => void this.wake(), WAKE_EVERY),
      setInterval(() => this.save(() => this.saveSettled()), SAVE_EVERY),
      setInterval(() => this.save(() => this.saveSlice()), SLICE_EVERY),
    ];
  }

  /** Folds what is durable, saves everything, and ends. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.ending.abort();
    await this.running;
    await this.saving;
    if (this.state.is !== 'starting') await saveAll(this.given.memory, this.given.store, this.clock.now());
    this.state = { is: 'stopped' };
  }

  private async follow(from: number, head: number): Promise<void> {
    for await (const entry of this.log.read(from, this.ending.signal)) {
      const live = entry.position > head;
      this.tell(await takeStep(this.given, entry, live));
      if (live || entry.position === head) this.state = { is: 'live' };
      else this.state = { is: 'catching-up', from: from - 1, position: entry.position, head };
      if (this.ending.signal.aborted) return;
    }
  }

  private tell(step: LiveStep): void {
    for (const listener of this.listeners) listener(step);
  }

  /** When an instant has come at which a question has to be asked again and nothing arrives, the log gets an empty entry. */
  private async wake(): Promise<void> {
    const { next } = this.given.memory.wakes;
    if (this.ticking || this.state.is !== 'live' || this.lag > 0 || next === undefined || next > this.clock.now()) return;
    this.ticking = true;
    try {
      await this.log.append({ kind: 'tick' });
    } catch (error) {
      // The log is away for a while: the question is asked when it is back.
      if (!(error instanceof LogUnavailable)) this.fail(error as Error);
    } finally {
      this.ticking = false;
    }
  }

  private save(work: () => Promise<void>): void {
    this.saving = this.saving.then(work).catch((error: Error) => {
      if (error instanceof LostLeadership) this.fail(error);
      // Anything else is tried again with the next round: nothing is lost, the log has it.
    });
  }

  private async saveSettled(): Promise<void> {
    const { memory, store } = this.given;
    const at = this.clock.now();
    while (await saveRows(memory, store, at) > 0 && !this.ending.signal.aborted);
    forgetSettled(memory, at);
    memory.recent.forgetBefore(at - RECENT);
    memory.daily.forgetBefore(at - DAILY);
  }

  private async saveSlice(): Promise<void> {
    const { memory, store } = this.given;
    if (this.nextSlice === 0) {
      if (memory.position === this.slicedAt) return;
      this.slicedAt = memory.position;
    }
    await store.saveSlice(takeSlice(memory, this.nextSlice));
    this.nextSlice = (this.nextSlice + 1) % SLICES;
  }

  private fail(error: Error): void {
    this.onFailure(error);
  }
}
