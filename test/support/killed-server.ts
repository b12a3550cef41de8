import fc from 'fast-check';
import type { EarshotEvent } from '../../src/domain/event.js';
import { flagKey } from '../../src/domain/flag.js';
import type { Floor } from '../../src/domain/floor.js';
import { SLICES } from '../../src/domain/slice.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import type { Instant, Millis } from '../../src/domain/time.js';
import type { Memory } from '../../src/pipeline/memory.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { forgetSettled, saveRows, saveSlice } from '../../src/pipeline/save.js';
import type { EntryContent, LogEntry } from '../../src/ports/event-log.js';
import { MemoryStore } from './memory-store.js';
import { StoryStreet } from './street.js';

/** What is saved and forgotten between two entries. */
interface Chore {
  readonly rows: boolean;
  readonly slices: number;
  readonly forgets: boolean;
}

export interface Fate {
  /** In turn. */
  readonly chores: readonly Chore[];
  /** How many entries are folded from one start to the next kill, those that are read again among them, and how long the server is away. */
  readonly kills: readonly { readonly after: number; readonly away: Millis }[];
}

export const anyFate: fc.Arbitrary<Fate> = fc.record({
  chores: fc.array(fc.record({ rows: fc.nat(3).map((chance) => chance === 0), slices: fc.constantFrom(0, 1, 5, 20, SLICES), forgets: fc.boolean() }), { minLength: 5, maxLength: 30 }),
  kills: fc.array(fc.record({ after: fc.nat(60), away: fc.constantFrom(SECOND, 10 * MINUTE, 3 * HOUR, 5 * DAY) }), { minLength: 1, maxLength: 3 }),
});

/** A pipeline that saves as it goes, is killed, and goes on from what was saved and the log. Without a fate it does none of it. */
export class KilledServer {
  private readonly log: { entries: LogEntry[] } = { entries: [] };
  private readonly store = new MemoryStore(this.log);
  private readonly heard: StoryStreet['told'][number][] = [];
  private street: StoryStreet;
  private kills = 0;
  private chores = 0;
  private folded = 0;
  private nextSlice = 0;
  private readTo = 0;

  constructor(private readonly floor: Floor, private readonly fate?: Fate) {
    this.street = this.fresh();
  }

  /** Changes of flags, each told once: what a start reads again is told to nobody. Those of one instant come in any order. */
  get told(): StoryStreet['told'] {
    return this.heard.toSorted((a, b) => a.at - b.at || (a.flag < b.flag ? -1 : a.flag > b.flag ? 1 : 0));
  }

  /** Of all cohorts. Settings go by when they came: who waits for what nobody asks any more writes an entry more. */
  get episodes(): readonly unknown[] {
    const flags = [...this.memory.cohorts.values()].flatMap((cohort) => cohort.flags).toSorted((a, b) => (flagKey(a) < flagKey(b) ? -1 : 1));
    return flags.map(({ settings = 0, ...flag }) => ({ ...flag, settings: this.log.entries[settings - 1]?.recordedAt }));
  }

  private get memory(): Memory {
    return this.street.memory;
  }

  async begin(): Promise<void> {
    await this.store.clear(versionOf(this.street.given));
  }

  arrive(at: Instant, events: readonly EarshotEvent[]): Promise<void> {
    return this.until('events', at, () => this.street.arrive(at, events));
  }

  change(at: Instant, settings: Partial<Floor>): Promise<void> {
    return this.until('settings', at, () => this.street.change(at, settings));
  }

  tick(at: Instant): Promise<void> {
    return this.until('tick', at, () => this.street.tick(at));
  }

  /** Until it is in the log, however often the server is killed before. */
  private async until(kind: EntryContent['kind'], at: Instant, act: () => Promise<void>): Promise<void> {
    while (!this.street.entries.some(({ recordedAt, content }) => recordedAt === at && content.kind === kind)) {
      await act().catch(async (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        await this.restart();
      });
    }
  }

  private async restart(): Promise<void> {
    const entries = [...this.log.entries];
    const away = this.fate?.kills[this.kills]?.away ?? 0;
    this.kills += 1;
    this.folded = 0;
    this.nextSlice = 0;
    this.street = this.fresh();
    this.street.entries.push(...entries);
    this.log.entries = this.street.entries;
    const from = await restore(this.street.given, (entries.at(-1)?.recordedAt ?? 0) + away);
    this.memory.position = from;
    try {
      for (const entry of entries.slice(from)) await this.street.fold(entry);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      await this.restart();
    }
  }

  private fresh(): StoryStreet {
    const street = new StoryStreet(this.store, this.floor);
    this.log.entries = street.entries;
    const fold = street.fold.bind(street);
    street.fold = async (entry) => {
      const before = street.told.length;
      await fold(entry);
      if (entry.position > this.readTo) this.heard.push(...street.told.slice(before));
      this.readTo = Math.max(this.readTo, entry.position);
      if (this.fate) await this.livesOn(this.fate);
    };
    return street;
  }

  private async livesOn({ chores, kills }: Fate): Promise<void> {
    const { memory, store } = this;
    const { rows, slices, forgets } = chores[this.chores % chores.length] as Chore;
    this.chores += 1;
    this.folded += 1;
    if (rows) await saveRows(memory, store, memory.now + 10 * SECOND);
    for (let turns = 0; turns < slices; turns += 1) {
      await saveSlice(memory, store, this.nextSlice);
      this.nextSlice = (this.nextSlice + 1) % SLICES;
    }
    if (forgets) forgetSettled(memory, memory.now + MINUTE);
    if (this.folded > (kills[this.kills]?.after ?? Infinity)) throw new Killed();
  }
}

class Killed extends Error {}
