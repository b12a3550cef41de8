import type { EarshotEvent } from '../domain/event.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Erasure, ErasureNames, ErasureStore } from '../ports/erasure.js';
import type { EventLog } from '../ports/event-log.js';
import type { StateStore } from '../ports/state-store.js';
import type { ErasedNames } from './erased-names.js';
import { keysOf } from './keys-of.js';
import type { Memory } from './memory.js';

const AGAIN: Millis = SECOND;
/** Saves and slices need half a minute: what stands by its old name after this long is gone over again. */
const PATIENCE: Millis = MINUTE;
/** So many names of contacts are looked for in the whole log; where there are more, the customer's own, and theirs in their part of it. */
const MOST_TEXTS = 20;

/** Who else holds something of a person, in memory or with what it keeps by itself. */
export interface Forgets {
  forget(customer: string, contacts: readonly string[]): Promise<void>;
}

export interface ErasureParts {
  readonly store: ErasureStore;
  /** Where journeys stand that are not in memory. */
  readonly state: Pick<StateStore, 'journeys' | 'numbersOf'>;
  readonly log: Pick<EventLog, 'append' | 'head'> & { dropTail(): void };
  readonly memory: Memory;
  readonly erased: ErasedNames;
  readonly clock: Clock;
  readonly others: readonly Forgets[];
  readonly wait: (millis: Millis, signal: AbortSignal) => Promise<void>;
  readonly note: (sentence: string) => void;
  /** A pass left something: another follows. */
  readonly repeated: () => void;
}

interface Whom {
  readonly id: string;
  readonly customer: string;
  readonly askedAt: Instant;
  /** Theirs and those of the numbers that are theirs alone. */
  readonly keys: Set<string>;
  readonly contacts: Set<string>;
}

/**
 * Erases a customer: names are noted first, so that nothing brings them back; an entry of the log has the pipeline go on without
 * them; then what was kept under the old names is rewritten, until nothing is found any more. A kill at any point is taken up at
 * the next start: the work is what `unfinished` says, and each part of it may be done twice. One pass follows another until no table
 * names them: each begins with the log's entry, which takes up again whatever stands by an old name.
 */
export class Erasures {
  private readonly ending = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ErasureParts) {}

  /** Once the state is restored: goes on with what a kill left. */
  async start(): Promise<void> {
    for (const erasure of await this.parts.store.unfinished()) this.enqueue(erasure);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  /** Resolves when it is durable that they are erased; within a minute nothing of them is left. */
  async erase(key: string, by: string, id: string): Promise<Erasure> {
    const { store, state, memory, clock, erased } = this.parts;
    const askedAt = clock.now();
    // Whom a number names is all of them, with whatever goes by their other numbers.
    const { person: customer, aliases } = await keysOf({ memory, store: state }, key);
    // Together with the customer: an event that comes twice must not lose its customer and keep its contact.
    const contacts = await this.find([customer, ...aliases], askedAt);
    const erasure = { id, by, askedAt, customer, aliases, contacts, counts: { contacts: 0, entries: 0 } };
    const names = this.namesOf([customer, ...aliases], contacts);
    await store.begin(erasure, names);
    erased.add(names.contacts, names.customers.map((name) => [name, askedAt]));
    this.enqueue(erasure);
    return erasure;
  }

  /** Until everything that was asked for is done. */
  settled(): Promise<void> {
    return this.working;
  }

  private enqueue(erasure: Erasure): void {
    this.working = this.working.then(() => this.insist(erasure));
  }

  private async insist(erasure: Erasure): Promise<void> {
    const { note, wait } = this.parts;
    for (let isTold = false; !this.ending.signal.aborted; ) {
      try {
        return await this.carryOut(erasure);
      } catch (error) {
        if (!isTold) note(`An erasure could not go on; it is tried again until it can: ${(error as Error).message}`);
        isTold = true;
        await wait(AGAIN, this.ending.signal);
      }
    }
  }

  private async carryOut({ id, customer = '', askedAt, contacts: known, aliases }: Erasure): Promise<void> {
    const { store, state, memory, clock, note } = this.parts;
    const whom: Whom = { id, customer, askedAt, keys: new Set([customer, ...aliases]), contacts: new Set(known) };
    const all = whom.contacts;
    let entries = 0;
    do {
      const { aliases: numbers, shared } = await keysOf({ memory, store: state }, customer);
      for (const number of numbers) whom.keys.add(number);
      for (const contact of await this.find([...whom.keys], askedAt)) all.add(contact);
      entries += await this.pass(whom, shared);
      await this.gone(whom);
      if (this.ending.signal.aborted) return;
    } while (await this.isLeft(whom));
    await store.blank(customer);
    await store.finish(id, { contacts: all.size, entries }, clock.now());
    note(`Erased a customer: ${all.size} contacts go on without a name, ${entries} entries of the log were rewritten.`);
  }

  /** Answers how many entries of the log were rewritten. */
  private async pass(whom: Whom, shared: readonly string[]): Promise<number> {
    const { id, customer, askedAt } = whom;
    const { store, erased, log, others } = this.parts;
    const [keys, contacts] = [[...whom.keys], [...whom.contacts]];
    const aliases = keys.filter((key) => key !== customer);
    const name = (contact: string): string => erased.names.contact(contact);
    const names = this.namesOf(keys, contacts);
    await store.found(id, { contacts, aliases }, names, askedAt);
    erased.add(names.contacts, names.customers.map((each) => [each, askedAt]));
    const span = await store.span(contacts);
    const entry = await log.append({ kind: 'erased', at: askedAt, customer, contacts, mentions: await this.mentions(whom), aliases, shared });
    await this.folded(entry.position);
    for (const other of others) for (const key of keys) await other.forget(key, contacts);
    for (const key of keys) await store.clearBeside(key, contacts, name);
    const change = (event: EarshotEvent): EarshotEvent => erased.safe(event);
    await store.rewriteDays(contacts, change, name);
    const subjects = contacts.map((each) => `"subject":${JSON.stringify(each)}`);
    const own = span === undefined ? 0 : (await store.rewrite([...keys.map((key) => JSON.stringify(key)), ...subjects], span.from, span.to, change)).entries;
    const rest = await store.rewrite([...keys.map((key) => JSON.stringify(key)), ...subjects.slice(0, MOST_TEXTS)], 1, log.head, change);
    log.dropTail();
    return own + rest.entries;
  }

  /** Rows are saved under the fresh names within seconds, slices within half a minute. Waits no longer where only another pass helps. */
  private async gone(whom: Whom): Promise<void> {
    const { store, wait } = this.parts;
    for (let waited = 0; waited < PATIENCE && !this.ending.signal.aborted; waited += AGAIN) {
      if (await this.isMore(whom)) return;
      if ((await store.trace([...whom.contacts])).length === 0 && (await this.mentions(whom)).length === 0) return;
      await wait(AGAIN, this.ending.signal);
    }
  }

  private async isLeft(whom: Whom): Promise<boolean> {
    const { store, note, repeated, wait } = this.parts;
    const left = await store.trace([...whom.contacts]);
    const mentions = await this.mentions(whom);
    if (left.length === 0 && mentions.length === 0 && !await this.isMore(whom)) return false;
    repeated();
    const told = [...left.map(({ table, count }) => `${table} ${count}`), ...(mentions.length === 0 ? [] : [`contacts of others ${mentions.length}`])];
    note(`An erasure goes over everything again: ${told.length === 0 ? 'contacts came from before it was asked for' : `by an old name there still stand ${told.join(', ')}`}.`);
    await wait(AGAIN, this.ending.signal);
    return true;
  }

  /** Something came from before the names were noted. */
  private async isMore({ keys, askedAt, contacts }: Whom): Promise<boolean> {
    return (await this.find([...keys], askedAt)).some((each) => !contacts.has(each)) || [...contacts].some((each) => this.parts.memory.contacts.has(each));
  }

  /** Theirs in rows and in memory, that began before it was asked for. */
  private async find(keys: readonly string[], until: number): Promise<string[]> {
    const { store, memory } = this.parts;
    const isTheirs = (id: string): boolean => keys.includes(memory.contacts.get(id)?.summary.customer ?? '');
    const held = [...memory.contacts.values()].filter(({ id, summary }) => summary.startedAt <= until && isTheirs(id)).map(({ id }) => id);
    const rows: string[] = [];
    for (const key of keys) rows.push(...await store.contactsOf(key, until));
    return [...new Set([...held, ...rows])].filter((id) => isTheirs(id) || !memory.contacts.has(id));
  }

  /** Contacts of others that name them. */
  private async mentions({ keys, askedAt, contacts }: Whom): Promise<string[]> {
    const found = new Set<string>();
    for (const key of keys) for (const id of await this.parts.store.mentions(key, askedAt)) if (!contacts.has(id)) found.add(id);
    return [...found];
  }

  private namesOf(keys: readonly string[], contacts: readonly string[]): ErasureNames {
    const { names } = this.parts.erased;
    return { customers: keys.map((key) => names.customer(key)), contacts: contacts.map((each) => names.contact(each)) };
  }

  private async folded(position: number): Promise<void> {
    while (this.parts.memory.position < position && !this.ending.signal.aborted) await this.parts.wait(50, this.ending.signal);
  }
}
