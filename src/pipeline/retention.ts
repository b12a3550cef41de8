import { MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Retention } from '../domain/retention.js';
import type { EventLog } from '../ports/event-log.js';
import type { OldContact, RemovalClass, Removals } from '../ports/retention.js';
import { removable } from './let-go.js';
import type { Memory } from './memory.js';

/** How often is looked for what is kept no longer. */
const EVERY: Millis = 10 * MINUTE;
const FIRST: Millis = MINUTE;
/** Between two steps: the database has its time for those who arrive. */
const REST: Millis = 50;
/** Things of a step: some ten milliseconds of the database. */
const STEP = { contacts: 200, entries: 50, days: 100, flags: 500, readings: 1_000 } as const;

export interface RetentionParts {
  readonly memory: Memory;
  readonly removals: Removals;
  readonly log: Pick<EventLog, 'append'>;
  readonly settings: () => Retention;
  /** Events wait to be folded: what is old can wait. */
  readonly isBusy: () => boolean;
  readonly wait: (millis: Millis, signal: AbortSignal) => Promise<void>;
  /** What else is kept for a time, each removed by who keeps it: how many. */
  readonly others: readonly { readonly class: RemovalClass; remove(now: Instant, retention: Retention): Promise<number> }[];
  readonly removed: (of: RemovalClass, count: number) => void;
  readonly note: (sentence: string) => void;
}

export type Swept = Partial<Record<RemovalClass, number>>;

/** Removes what is kept no longer, in the background and in small steps. A kill between two of them leaves the next sweep the rest. */
export class RetentionSweep {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: RetentionParts) {}

  start(): void {
    this.running = this.sweepOn();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** All of it once; answers what went. */
  async sweep(): Promise<Swept> {
    const { removals, log, settings, others } = this.parts;
    const retention = settings();
    // By the log's time, which believes no clock that jumped: one that is a year ahead must not remove everything.
    const { recordedAt: now } = await log.append({ kind: 'tick' });
    const swept: Swept = {};
    const before = now - retention.contactsMs;
    await removals.retire(before);
    await this.remove(swept, 'contacts', this.contactSteps());
    await this.remove(swept, 'entries', () => removals.removeEntries(STEP.entries));
    await this.remove(swept, 'agent-days', () => removals.removeAgentDays(STEP.days));
    await this.remove(swept, 'flags', () => removals.removeFlags(before, STEP.flags));
    await this.remove(swept, 'readings', () => removals.removeReadings(now - retention.readingsMs, STEP.readings));
    for (const other of others) {
      const count = await other.remove(now, retention);
      await removals.note(other.class, count);
      if (count > 0) this.parts.removed(other.class, swept[other.class] = count);
    }
    this.tell(swept);
    return swept;
  }

  /** Those that cannot go yet are passed over until the next sweep. */
  private contactSteps(): () => Promise<number> {
    let last: OldContact | undefined;
    return async () => {
      for (;;) {
        const old = await this.parts.removals.oldContacts(last, STEP.contacts);
        if (old.length === 0) return 0;
        last = old.at(-1);
        const free = removable(this.parts.memory, old);
        const count = free.length === 0 ? 0 : await this.parts.removals.removeContacts(free);
        // Recalled while they were removed.
        removable(this.parts.memory, free);
        if (count > 0) return count;
      }
    };
  }

  private async remove(swept: Swept, of: RemovalClass, step: () => Promise<number>): Promise<void> {
    let sum = 0;
    for (let count = await step(); count > 0 && !this.ending.signal.aborted; count = await step()) {
      sum += count;
      this.parts.removed(of, count);
      do await this.parts.wait(REST, this.ending.signal); while (this.parts.isBusy() && !this.ending.signal.aborted);
    }
    if (sum > 0) swept[of] = sum;
  }

  private async sweepOn(): Promise<void> {
    const { signal } = this.ending;
    await this.parts.wait(FIRST, signal);
    while (!signal.aborted) {
      await this.sweep().catch((error: Error) => this.parts.note(error.message));
      await this.parts.wait(EVERY, signal);
    }
  }

  private tell(swept: Swept): void {
    const went = Object.entries(swept);
    if (went.length > 0) this.parts.note(`Removed what is kept no longer: ${went.map(([of, count]) => `${count} ${of}`).join(', ')}.`);
  }
}
