import { detectors } from '../../src/detectors/index.js';
import type { FreshNames } from '../../src/domain/erased.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { usualRetention } from '../../src/domain/retention.js';
import type { Retention } from '../../src/domain/retention.js';
import type { Instant } from '../../src/domain/time.js';
import { SLICES } from '../../src/domain/slice.js';
import { rulesOf } from '../../src/pipeline/catalogue.js';
import { Memory } from '../../src/pipeline/memory.js';
import { takeStep } from '../../src/pipeline/pipeline.js';
import type { Given } from '../../src/pipeline/pipeline.js';
import { restore } from '../../src/pipeline/restore.js';
import { RetentionSweep, type RetentionParts } from '../../src/pipeline/retention.js';
import { forgetSettled, saveRows, saveSlice } from '../../src/pipeline/save.js';
import { versionOf } from '../../src/pipeline/restore.js';
import type { EntryContent, LogEntry } from '../../src/ports/event-log.js';
import type { Removals } from '../../src/ports/retention.js';
import type { ReadingDelta } from '../../src/ports/state-store.js';
import { openPgRemovals } from '../../src/store/pg-removals.js';
import { openPgStateStore } from '../../src/store/pg-state-store.js';
import { openPgLog, type PgLogUnderTest } from './pg-log.js';

/** A server's log, state and memory on a database of its own, whose months pass as the story says. */
export class LongPast {
  given: Given;

  private constructor(private readonly opened: Awaited<ReturnType<typeof openPgLog>>, readonly store: ReturnType<typeof openPgStateStore>, readonly removals: ReturnType<typeof openPgRemovals>, private readonly names?: FreshNames) {
    this.given = this.fresh();
  }

  /** `names`: under which the contacts of who is erased go on. */
  static async begin(names?: FreshNames): Promise<LongPast> {
    const opened = await openPgLog();
    const at = { connection: opened.database.connection, epoch: opened.leadership.epoch };
    const past = new LongPast(opened, openPgStateStore(at), openPgRemovals(at), names);
    await past.store.clear(versionOf(past.given));
    return past;
  }

  get memory(): Memory {
    return this.given.memory;
  }

  get epoch(): number {
    return this.opened.leadership.epoch;
  }

  get connection(): Awaited<ReturnType<typeof openPgLog>>['database']['connection'] {
    return this.opened.database.connection;
  }

  get log(): PgLogUnderTest['log'] {
    return this.opened.log;
  }

  /** Durable, and not folded before somebody does. */
  async accept(at: Instant, content: EntryContent): Promise<LogEntry> {
    this.opened.setClock(at);
    return this.opened.log.append(content);
  }

  async fold(entry: LogEntry): Promise<void> {
    await takeStep(this.given, entry, true);
  }

  async arrive(at: Instant, events: readonly EarshotEvent[], history = false): Promise<void> {
    await this.append(at, { kind: 'events', history, events });
  }

  async append(at: Instant, content: EntryContent): Promise<void> {
    await this.fold(await this.accept(at, content));
  }

  /** Lets an hour pass: what is over becomes rows and leaves the memory. */
  async settle(at: Instant): Promise<void> {
    await this.append(at, { kind: 'tick' });
    while (await saveRows(this.memory, this.store, at) > 0);
    forgetSettled(this.memory, at);
  }

  async slices(): Promise<void> {
    for (let number = 0; number < SLICES; number += 1) await saveSlice(this.memory, this.store, number);
  }

  /** What was in memory is gone; what was durable is read again. */
  async startAgain(at: Instant): Promise<void> {
    this.given = this.fresh();
    this.memory.position = await restore(this.given, at);
    const until = new AbortController();
    for await (const page of this.memory.position < this.opened.log.head ? this.opened.log.read(this.memory.position + 1, until.signal) : []) {
      for (const entry of page) await takeStep(this.given, entry, false);
      if (this.memory.position >= this.opened.log.head) until.abort();
    }
  }

  async rebuild(at: Instant): Promise<void> {
    await this.store.clear(versionOf(this.given));
    await this.startAgain(at);
  }

  sweep(at: Instant, removals: Removals = this.removals, retention: Retention = usualRetention, others: RetentionParts['others'] = []): RetentionSweep {
    this.opened.setClock(at);
    // Nobody follows the log here: the entry by which the time is told is folded at once.
    const log = { append: async (content: EntryContent) => {
      const entry = await this.opened.log.append(content);
      await takeStep(this.given, entry, true);
      return entry;
    } };
    return new RetentionSweep({ memory: this.memory, removals, log, settings: () => retention, isBusy: () => false, wait: async () => undefined, others, removed: () => undefined, note: () => undefined });
  }

  /** The stored readings and what is not in them yet. */
  async readings(): Promise<string[]> {
    const sums = new Map<string, number>();
    const add = ({ attribution, key, quarter, measure, value }: ReadingDelta): void => {
      const name = `${quarter} ${attribution} ${key} ${measure}`;
      sums.set(name, (sums.get(name) ?? 0) + value);
    };
    for (const delta of [...await this.store.readings(-1, Number.MAX_SAFE_INTEGER), ...this.memory.unsaved.all()]) add(delta);
    return [...sums].filter(([, value]) => value !== 0).map(([name, value]) => `${name} ${value}`).toSorted();
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.removals.close();
    await this.opened.close();
  }

  private fresh(): Given {
    return { memory: new Memory(), store: this.store, rules: rulesOf(detectors), ...(this.names && { names: this.names }), readSettings: (settings) => ({ ...unnamedFloor, ...(settings as object) }) };
  }
}
