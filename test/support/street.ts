import { detectors } from '../../src/detectors/index.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Flag, FlagChange } from '../../src/domain/flag.js';
import { flagKey } from '../../src/domain/flag.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import type { Instant } from '../../src/domain/time.js';
import { rulesOf } from '../../src/pipeline/catalogue.js';
import { Memory } from '../../src/pipeline/memory.js';
import { takeStep } from '../../src/pipeline/pipeline.js';
import type { Given } from '../../src/pipeline/pipeline.js';
import type { EntryContent, LogEntry } from '../../src/ports/event-log.js';
import type { ReadingDelta } from '../../src/ports/state-store.js';
import { MemoryStore } from './memory-store.js';

/** A pipeline of its own, moved by the story: no timers, no clock but the entries' stamps. */
export class StoryStreet {
  readonly entries: LogEntry[] = [];
  readonly given: Given;
  /** Every change of a flag with the instant at which it was told. */
  readonly told: { readonly kind: FlagChange['kind']; readonly flag: string; readonly at: Instant }[] = [];

  constructor(readonly store = new MemoryStore(), floor: Floor = unnamedFloor) {
    this.given = {
      memory: new Memory(), store, rules: rulesOf(detectors),
      readSettings: (settings) => ({ ...floor, ...(settings as Partial<Floor>) }),
    };
    this.given.memory.floor = floor;
  }

  get memory(): Memory {
    return this.given.memory;
  }

  /** Appends what arrives at an instant, and folds it. Questions that fall due before get their empty entry, as they would live. */
  async arrive(at: Instant, events: readonly EarshotEvent[]): Promise<void> {
    await this.passTo(at);
    await this.fold(this.entry(at, { kind: 'events', history: false, events }));
  }

  /** Settings change at an instant. */
  async change(at: Instant, settings: Partial<Floor>): Promise<void> {
    await this.passTo(at);
    await this.fold(this.entry(at, { kind: 'settings', settings, by: 'story' }));
  }

  /** What is imported at an instant. */
  async importAt(at: Instant, events: readonly EarshotEvent[]): Promise<void> {
    await this.passTo(at);
    await this.fold(this.entry(at, { kind: 'events', history: true, events }));
  }

  /** The settings are changed at an instant. */
  async setAt(at: Instant, settings: Partial<Floor>): Promise<void> {
    await this.passTo(at);
    await this.fold(this.entry(at, { kind: 'settings', settings, by: 'the story' }));
  }

  /** Lets time pass: each due question is asked at its instant. */
  async passTo(at: Instant): Promise<void> {
    for (let next = this.memory.wakes.next; next !== undefined && next < at; next = this.memory.wakes.next) {
      await this.fold(this.entry(Math.max(next, this.entries.at(-1)?.recordedAt ?? 0), { kind: 'tick' }));
    }
  }

  async tick(at: Instant): Promise<void> {
    await this.passTo(at);
    await this.fold(this.entry(at, { kind: 'tick' }));
  }

  /** Folds an entry that is in a log already. */
  async fold(entry: LogEntry): Promise<void> {
    const step = await takeStep(this.given, entry, true);
    for (const { kind, flag } of step.flags) this.told.push({ kind, flag: flagKey(flag), at: step.now });
  }

  private entry(recordedAt: Instant, content: EntryContent): LogEntry {
    const entry = { position: (this.entries.at(-1)?.position ?? 0) + 1, recordedAt, content };
    this.entries.push(entry);
    return entry;
  }
}

/** What a street came to: contacts, flags and readings, from memory and rows alike, without the instants at which flags were raised. */
export async function outcomeOf(street: StoryStreet): Promise<unknown> {
  const { memory, store } = street;
  const rows = [...store.rows.values()].filter((row) => !memory.contacts.has(row.id));
  const contacts = [
    ...rows.map((row) => ({ id: row.id, summary: row.summary, events: row.events.length })),
    ...[...memory.contacts.values()].map((record) => ({ id: record.id, summary: record.summary, events: record.kept.events.length })),
  ];
  const journeyRows = [...store.journeyRows.values()].filter((row) => !memory.journeys.has(row.customer));
  const flags = [
    ...rows.flatMap((row) => row.flags), ...[...memory.contacts.values()].flatMap((record) => record.flags),
    ...journeyRows.flatMap((row) => row.flags), ...[...memory.journeys.values()].flatMap((record) => record.flags),
  ];
  const cohorts = standing([...memory.cohorts.values()].flatMap((record) => record.flags.filter(({ until }) => until === undefined))) as Flag[];
  // When it began to be seen depends on when it was heard of; that it is so now does not.
  const seenNow = cohorts.map(({ contact, rule, severity, because }) => ({ contact, rule, severity, because }));
  return { cohorts: seenNow, contacts: contacts.toSorted((a, b) => (a.id < b.id ? -1 : 1)), flags: standing(flags), readings: await readingsOf(street) };
}

/** The stored readings and what is not in them yet. */
export async function readingsOf({ memory, store }: StoryStreet): Promise<ReadingDelta[]> {
  const sums = new Map<string, ReadingDelta>();
  for (const delta of [...await store.readings(-Infinity, Infinity), ...memory.unsaved.all()]) {
    const name = `${delta.attribution} ${delta.key} ${delta.quarter} ${delta.measure}`;
    sums.set(name, { ...delta, value: (sums.get(name)?.value ?? 0) + delta.value });
  }
  return [...sums].filter(([, { value }]) => value !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}

function standing(flags: readonly Flag[]): unknown[] {
  return flags.filter((flag) => flag.retractedAt === undefined)
    .map(({ raisedAt: _, ...flag }) => ({ key: flagKey(flag), ...flag }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
