import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { EventLog, LogEntry } from '../ports/event-log.js';
import { LogUnavailable, LostLeadership } from '../ports/event-log.js';
import type { LiveStep, LiveStreet, StreetState } from '../ports/live-state.js';
import { RecallFailed, recallFor, takeRecalled } from './pipeline.js';
import type { Given } from './pipeline.js';
import { RECENT } from './memory.js';
import { DAILY, restore } from './restore.js';
import { forgetSettled, saveAll, saveRows, takeSlice } from './save.js';
import { SLICES } from './slice.js';

/** How often due questions are looked for, rows saved, and a slice written. */
const WAKE_EVERY = SECOND / 4;
const SAVE_EVERY = SECOND;
const SLICE_EVERY = SECOND / 4;
const FORGET_EVERY = SECOND;
/**
 * Open contacts a second that slices write at most: some 6 % of a core. A round takes 16 s, with 100,000 open contacts 20; what
 * arrived in that time is read again after a crash.
 */
const MOST_SLICED = 5_000;
const RETRY_AFTER = SECOND / 4;
/** Events folded before sockets and savers have their turn. */
const BREATH = 1_000;
/**
 * From one page of the log to the next, when live. What comes meanwhile shares the three queries of a recall: they took a
 * third of the server's time when 64 senders posted single events (0.65 of 1.8 ms an entry, 170 entries a second). The board is told five times a second anyway.
 */
const PACE = SECOND / 50;

/** A step threw: a mistake of ours. The server ends, and says which entry it was. */
class FoldFailed extends Error {
  constructor(position: number, override readonly cause: Error) {
    super(`Entry ${position} of the log could not be folded: ${cause.message}. Report it; the log itself is whole.`);
  }
}

/** The one-way street at work: reads the log, takes a step an entry, tells who listens, and saves what is settled. */
export class Street implements LiveStreet {
  state: StreetState = { is: 'starting' };
  private readonly listeners = new Set<(step: LiveStep) => void>();
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private timers: NodeJS.Timeout[] = [];
  private saving: Promise<void> = Promise.resolve();
  private nextSlice = 0;
  private nextSliceAt = 0;
  private slicedAt = 0;
  private ticking = false;
  private stepping: Promise<unknown> | undefined;
  private forgotAt = 0;
  private readonly waiting = { rows: false, slice: false };
  private troubled = false;

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

  /** How far the fold is behind what arrives. What is read again after a start turns nobody away: the log takes more meanwhile. */
  get backlog(): number {
    return this.state.is === 'live' ? this.lag : 0;
  }

  /** Restores the last state and begins to read the log. Resolves once the state is back; catching up goes on behind it. */
  async start(): Promise<void> {
    const from = await restore(this.given, this.clock.now());
    if (this.ending.signal.aborted) return;
    this.given.memory.position = from;
    this.state = this.log.head > from ? { is: 'catching-up', from, position: from, head: this.log.head } : { is: 'live' };
    this.running = this.follow(from + 1, this.log.head).catch((error: Error) => this.fail(error));
    this.timers = [
      setInterval(() => void this.wake(), WAKE_EVERY),
      setInterval(() => this.save('rows', () => this.saveSettled()), SAVE_EVERY),
      setInterval(() => this.save('slice', () => this.saveSlice()), SLICE_EVERY),
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

  /** Reads on for ever; a database that is away for a while is asked again. */
  private async follow(from: number, head: number): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        await this.readOn(from, head);
      } catch (error) {
        if (error instanceof FoldFailed || error instanceof LostLeadership) throw error;
        await pause(RETRY_AFTER);
      }
    }
  }

  private async readOn(from: number, head: number): Promise<void> {
    let paced = Promise.resolve();
    for await (const page of this.log.read(this.given.memory.position + 1, this.ending.signal)) {
      if (!await this.recall(page)) return;
      await this.takePage(page, from, head);
      if (this.ending.signal.aborted) return;
      this.forget();
      if (this.state.is === 'live') await paced;
      paced = pause(PACE);
    }
  }

  private async takePage(page: readonly LogEntry[], from: number, head: number): Promise<void> {
    let folded = 0;
    for (const entry of page) {
      const live = entry.position > head;
      const stepping = this.step(entry, live);
      this.stepping = stepping;
      this.tell(await stepping.finally(() => (this.stepping = undefined)));
      if (live || entry.position === head) this.state = { is: 'live' };
      else this.state = { is: 'catching-up', from: from - 1, position: entry.position, head };
      if (this.ending.signal.aborted) return;
      folded += entry.content.kind === 'events' ? entry.content.events.length : 0;
      if (folded < BREATH) continue;
      folded = 0;
      await breath();
    }
    // Who waits to save has the memory now.
    await breath();
  }

  /** While the store is away it is asked again: the log has the entries, senders are told to come later as the lag grows. */
  private async recall(page: readonly LogEntry[]): Promise<boolean> {
    while (!this.ending.signal.aborted) {
      try {
        await recallFor(this.given, page);
        return true;
      } catch (error) {
        if (!(error instanceof RecallFailed) || error.cause instanceof LostLeadership) throw new FoldFailed(page[0]?.position ?? 0, error as Error);
        await pause(RETRY_AFTER);
      }
    }
    return false;
  }

  private async step(entry: LogEntry, live: boolean): Promise<LiveStep> {
    try {
      return await takeRecalled(this.given, entry, live);
    } catch (error) {
      throw new FoldFailed(entry.position, error as Error);
    }
  }

  /** Between two pages only: until then, a record that was found in memory or recalled must stay there. */
  private forget(): void {
    const { memory } = this.given;
    const at = this.clock.now();
    if (at - this.forgotAt < FORGET_EVERY) return;
    this.forgotAt = at;
    forgetSettled(memory, at);
    memory.recent.forgetBefore(at - RECENT);
    memory.daily.forgetBefore(at - DAILY);
  }

  /** A listener that throws must not keep the others from what has happened. */
  private tell(step: LiveStep): void {
    for (const listener of this.listeners) {
      try {
        listener(step);
      } catch (error) {
        this.given.onTrouble?.('An edge could not take in a step of the pipeline', error as Error);
      }
    }
  }

  /** When an instant has come at which a question has to be asked again and nothing arrives, the log gets an empty entry. */
  private async wake(): Promise<void> {
    const { memory } = this.given;
    if (this.ticking || this.state.is !== 'live' || this.lag > 0) return;
    memory.wakes.skim((wake) => memory.isAwaited(wake));
    const { next } = memory.wakes;
    if (next === undefined || next > this.clock.now()) return;
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

  /** At most one of a kind waits: a database that was away for long finds no pile of saves. */
  private save(kind: keyof typeof this.waiting, work: () => Promise<void>): void {
    if (this.waiting[kind]) return;
    this.waiting[kind] = true;
    this.saving = this.saving.then(async () => {
      // Never in the midst of a step: half an entry would be saved as if it were whole.
      while (this.stepping) await this.stepping.catch(() => undefined);
      this.waiting[kind] = false;
      await work();
      this.troubled = false;
    }).catch((error: Error) => {
      if (error instanceof LostLeadership) return this.fail(error);
      // Tried again with the next round: nothing is lost, the log has it. Told once, because it may go on for long.
      if (!this.troubled) this.given.onTrouble?.('The state could not be saved; it is tried again until it can', error);
      this.troubled = true;
    });
  }

  private async saveSettled(): Promise<void> {
    const { memory, store } = this.given;
    const at = this.clock.now();
    while (!this.ending.signal.aborted) {
      while (this.stepping) await this.stepping.catch(() => undefined);
      if (await saveRows(memory, store, at) === 0) return;
    }
  }

  private async saveSlice(): Promise<void> {
    const { memory, store } = this.given;
    if (this.clock.now() < this.nextSliceAt) return;
    if (this.nextSlice === 0) {
      if (memory.position === this.slicedAt) return;
      this.slicedAt = memory.position;
    }
    const slice = takeSlice(memory, this.nextSlice);
    await store.saveSlice(slice);
    this.nextSlice = (this.nextSlice + 1) % SLICES;
    this.nextSliceAt = this.clock.now() + (slice.contacts.length * SECOND) / MOST_SLICED;
  }

  private fail(error: Error): void {
    this.onFailure(error);
  }
}

function pause(length: Millis): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, length));
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
