import { expect, test } from '@jest/globals';
import type { EntryContent, EventLog, LogEntry } from '../ports/event-log.js';
import type { FreshNames } from '../domain/erased.js';
import { sliceOf } from '../domain/slice.js';
import type { SaveBatch } from '../ports/state-store.js';
import { MemoryStore } from '../../test/support/memory-store.js';
import { caller, hangsUp } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import { MINUTE } from '../domain/time.js';
import { versionOf } from './restore.js';
import { Street } from './street.js';

/** A log that holds what it is told and ends with the reader. */
class ShortLog implements EventLog {
  readonly entries: LogEntry[] = [];
  private ring: () => void = () => undefined;

  get head(): number {
    return this.entries.length;
  }

  async append(content: EntryContent): Promise<LogEntry> {
    const entry = { position: this.head + 1, recordedAt: Date.now(), content };
    this.entries.push(entry);
    this.ring();
    return entry;
  }

  async *read(from: number, signal: AbortSignal): AsyncIterable<readonly LogEntry[]> {
    for (let position = from; !signal.aborted; position += 1) {
      while (this.entries.length < position && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.ring = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      const entry = this.entries[position - 1];
      if (entry) yield [entry];
    }
  }
}

const events = (id: string): EntryContent => ({ kind: 'events', history: false, events: caller({ id, begins: Date.now() - 60_000 }).at(1, hangsUp()).events });
const soon = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1_000 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Keeps its first save on its way until it is let go. */
class SlowStore extends MemoryStore {
  isSaving = false;
  letGo: () => void = () => undefined;
  private readonly gate = new Promise<void>((resolve) => (this.letGo = resolve));

  override async save(batch: SaveBatch): Promise<void> {
    this.isSaving = true;
    await this.gate;
    return super.save(batch);
  }
}

const names: FreshNames = { contact: (id) => (id.startsWith('erased-') ? id : `erased-${id}`), thing: (id) => `erased-${id}` };
const contactsIn = (store: MemoryStore): number => [...store.sums.values()].filter(({ measure, key, attribution }) => measure === 'contacts' && key === 'voice/contacts' && attribution === 'arrival').reduce((sum, { value }) => sum + value, 0);

async function streetOver(log: ShortLog, store = new MemoryStore(), ahead = 0): Promise<{ street: Street; told: string[]; failures: Error[] }> {
  const told: string[] = [];
  const failures: Error[] = [];
  const { given } = new StoryStreet(store);
  await store.clear(versionOf(given));
  const street = new Street({ ...given, names, onTrouble: (what) => told.push(what) }, log, { now: () => Date.now() + ahead }, (error) => failures.push(error));
  return { street, told, failures };
}

test('a listener that throws keeps neither the others nor the street from going on, and is told', async () => {
  const log = new ShortLog();
  const { street, told, failures } = await streetOver(log);
  const seen: number[] = [];
  street.onStep(() => {
    throw new Error('a mistake');
  });
  street.onStep(({ position }) => seen.push(position));
  await street.start();
  await log.append(events('a'));
  await log.append(events('b'));
  await soon(() => seen.length === 2);
  await street.stop();
  expect({ seen, failures, told: told.length }).toEqual({ seen: [1, 2], failures: [], told: 2 });
});

test('what the log held before the start turns no sender away', async () => {
  const log = new ShortLog();
  for (let call = 0; call < 5; call += 1) await log.append(events(`call-${call}`));
  const { street } = await streetOver(log);
  expect([street.lag, street.backlog]).toEqual([5, 0]);
  await street.start();
  await soon(() => street.state.is === 'live');
  await street.stop();
  expect(street.lag).toBe(0);
});

test('a state that cannot be saved is told once, and saved when it can be', async () => {
  const log = new ShortLog();
  const store = new MemoryStore();
  const { street, told } = await streetOver(log, store);
  await street.start();
  store.refuseWith(new Error('the disk is full'));
  await log.append(events('a'));
  await soon(() => told.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(told).toEqual(['The state could not be saved; it is tried again until it can']);
  store.refuseWith(undefined);
  await street.stop();
  expect([...store.rows.keys()]).toEqual(['a']);
});

test('a street that is stopped while it restores does not begin to work', async () => {
  const log = new ShortLog();
  const { street } = await streetOver(log);
  const starting = street.start();
  await street.stop();
  await starting;
  await log.append(events('a'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([street.state.is, street.lag]).toEqual(['stopped', 1]);
});

test('an erasure waits for the save that is on its way: no row stays by the old name, and nothing is counted twice', async () => {
  const log = new ShortLog();
  const store = new SlowStore();
  const { street, failures } = await streetOver(log, store, MINUTE);
  await street.start();
  await log.append(events('a'));
  await soon(() => store.isSaving);
  await log.append({ kind: 'erased', at: Date.now(), customer: 'tel_nobody', contacts: ['a'], mentions: [] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(street.lag).toBe(1);
  store.letGo();
  await soon(() => store.rows.has('erased-a'));
  await street.stop();
  expect({ rows: [...store.rows.keys()], contacts: contactsIn(store), failures }).toEqual({ rows: ['erased-a'], contacts: 1, failures: [] });
});

test('an open contact of an erased customer stands in the slice of its fresh name as soon as its entry is folded', async () => {
  const log = new ShortLog();
  const store = new MemoryStore();
  const { street } = await streetOver(log, store);
  await street.start();
  await log.append({ kind: 'events', history: false, events: caller({ id: 'a', begins: Date.now() - MINUTE }).events });
  const told: number[] = [];
  let held: readonly string[] | undefined;
  street.onStep(({ position }) => {
    told.push(position);
    if (position === 2) held = store.sliceRows.get(sliceOf('erased-a'))?.contacts.map(({ id }) => id);
  });
  await log.append({ kind: 'erased', at: Date.now(), customer: 'tel_nobody', contacts: ['a'], mentions: [] });
  await soon(() => told.includes(2));
  await street.stop();
  expect(held).toEqual(['erased-a']);
});

test('no slice names an erased customer of whom nothing new was heard; who calls again stands there anew', async () => {
  const log = new ShortLog();
  const store = new MemoryStore();
  const { street } = await streetOver(log, store);
  await street.start();
  const slice = sliceOf('erased-a');
  // In the slice that an erasure writes at once.
  const customer = Array.from({ length: 10_000 }, (_, number) => `crm-${number}`).find((key) => sliceOf(key) === slice) ?? '';
  const named: unknown[] = [];
  street.onStep(({ position }) => named.push([position, store.sliceRows.get(slice)?.journeys.map((each) => each.customer)]));
  await log.append({ kind: 'events', history: false, events: caller({ id: 'a', begins: Date.now() - MINUTE, customer }).events });
  await log.append({ kind: 'erased', at: Date.now(), customer, contacts: ['a'], mentions: [] });
  await soon(() => named.length === 2);
  await log.append({ kind: 'events', history: false, events: caller({ id: 'b', begins: Date.now(), customer }).events });
  await log.append({ kind: 'erased', at: Date.now() - MINUTE, customer: 'crm-none', contacts: ['a'], mentions: [] });
  await soon(() => named.length === 4);
  await street.stop();
  expect(named).toEqual([[1, undefined], [2, []], [3, []], [4, [customer]]]);
});
