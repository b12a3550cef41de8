import { isPast, SECOND } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { EventLog, LogEntry } from '../ports/event-log.js';
import { LogUnavailable, LostLeadership } from '../ports/event-log.js';
import type { LiveStep, LiveStreet, StreetState } from '../ports/live-state.js';
import { noTraces } from '../ports/traces.js';
import type { Traces } from '../ports/traces.js';
import { breathe, breathOf, eventsIn, pause } from './breath.js';
import { RecallFailed, recallFor, takeRecalled } from './pipeline.js';
import type { Given } from './pipeline.js';
import { RECENT } from './memory.js';
import { DAILY, restore } from './restore.js';
import { forgetSettled, ROWS, saveAll, saveRows, saveSlice } from './save.js';
import { SLICES, sliceOf } from '../domain/slice.js';
import { SLICE_EVERY, SlicePace } from './slice-pace.js';
import { Turns } from './turns.js';

/** How often due questions are looked for, and rows saved. */
const WAKE_EVERY = SECOND / 4;
const SAVE_EVERY = SECOND;
const FORGET_EVERY = SECOND;
/**
 * Contacts that slices write between two full batches of rows at most. With 16 slices each they took 19 of 20 turns at a peak:
 * rows were written more slowly than calls ended, so what was open grew, and each slice with it, to gigabytes.
 */
const SLICED_A_BATCH = ROWS / 2;
/** What a small slice counts for: an answer of the database costs something too. */
const FEWEST_SLICED = 100;
const RETRY_AFTER = SECOND / 4;
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
  private readonly pace = new SlicePace();
  private slicedAt = 0;
  private ticking = false;
  private readonly turns = new Turns();
  private forgotAt = 0;
  private readonly waiting = { rows: false, slice: false };
  private troubled = false;
  private readonly traces: Traces;

  /** `onFailure`: the street cannot go on; the server ends and its successor starts from the log. */
  constructor(
    private readonly given: Given,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly onFailure: (error: Error) => void,
  ) {
    this.traces = given.traces ?? noTraces;
  }

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
    const most = breathOf(page);
    let folded = 0;
    for (const entry of page) {
      const live = entry.position > head;
      this.tell(await this.turns.step(() => this.step(entry, live)));
      if (live || entry.position === head) this.state = { is: 'live' };
      else this.state = { is: 'catching-up', from: from - 1, position: entry.position, head };
      if (this.ending.signal.aborted) return;
      folded += eventsIn([entry]);
      if (folded < most) continue;
      folded = 0;
      await breathe();
    }
    // Who waits to save has the memory now.
    await breathe();
  }

  /** While the store is away it is asked again: the log has the entries, senders are told to come later as the lag grows. */
  private async recall(page: readonly LogEntry[]): Promise<boolean> {
    const recalled = this.traces.begin('recall');
    const came = { position: page[0]?.position ?? 0, entries: page.length };
    while (!this.ending.signal.aborted) {
      try {
        await recallFor(this.given, page);
        recalled(came);
        return true;
      } catch (error) {
        if (!(error instanceof RecallFailed) || error.cause instanceof LostLeadership) throw new FoldFailed(page[0]?.position ?? 0, error as Error);
        await pause(RETRY_AFTER);
      }
    }
    return false;
  }

  private async step(entry: LogEntry, live: boolean): Promise<LiveStep> {
    const folded = this.traces.begin('fold');
    const { position, content } = entry;
    try {
      const step = content.kind === 'erased' ? await this.erase(entry, content.contacts, live) : await takeRecalled(this.given, entry, live);
      folded({ position, events: content.kind === 'events' ? content.events.length : 0 });
      return step;
    } catch (error) {
      throw new FoldFailed(entry.position, error as Error);
    }
  }

  /** Between two pages only: until then, a record that was found in memory or recalled must stay there. */
  private forget(): void {
    const { memory } = this.given;
    const at = this.clock.now();
    if (!isPast(this.forgotAt, FORGET_EVERY, at)) return;
    this.forgotAt = at;
    forgetSettled(memory, at);
    // By the log's time where that is behind: what is read again has to meet the readings that it met live.
    const read = Math.min(at, memory.now);
    memory.recent.forgetBefore(read - RECENT);
    memory.daily.forgetBefore(read - DAILY);
  }

  /**
   * With no save on its way, which would write a row under a name that is gone, and that nobody would look for. And the slices of
   * the fresh names are written before those of the old ones can be: one of the two has each open contact, whenever a kill comes.
   */
  private async erase(entry: LogEntry, contacts: readonly string[], live: boolean): Promise<LiveStep> {
    const { memory, store, names } = this.given;
    await this.turns.written();
    const step = await takeRecalled(this.given, entry, live);
    for (const number of new Set(names ? contacts.map((id) => sliceOf(names.contact(id))) : [])) await this.insist(() => saveSlice(memory, store, number));
    return step;
  }

  /** A database that is away for a while is asked again. */
  private async insist(work: () => Promise<unknown>): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        return void await work();
      } catch (error) {
        if (error instanceof LostLeadership) throw error;
        await pause(RETRY_AFTER);
      }
    }
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
  private save(kind: keyof typeof this.waiting, work: () => Promise<unknown>): void {
    if (this.waiting[kind]) return;
    this.waiting[kind] = true;
    this.saving = this.saving.then(async () => {
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
      // A batch that is not full leaves few behind: they come with the next.
      if (await this.turns.write(() => saveRows(memory, store, at)) < ROWS) return;
      // Under load rows never run out. Slices that waited for that were written once it was over, and a crash read all of it again.
      for (let sliced = 0; sliced < SLICED_A_BATCH && this.pace.isDue(this.clock.now());) sliced += Math.max(FEWEST_SLICED, await this.saveSlice());
    }
  }

  /** How many contacts it wrote. */
  private async saveSlice(): Promise<number> {
    const { memory, store } = this.given;
    if (!this.pace.isDue(this.clock.now())) return 0;
    if (this.nextSlice === 0 && memory.position === this.slicedAt) return 0;
    const slice = await this.turns.write(() => {
      if (this.nextSlice === 0) this.slicedAt = memory.position;
      return saveSlice(memory, store, this.nextSlice);
    });
    this.nextSlice = (this.nextSlice + 1) % SLICES;
    this.pace.took(slice.contacts.length, this.clock.now());
    return slice.contacts.length;
  }

  private fail(error: Error): void {
    this.onFailure(error);
  }
}
