import type { EarshotEvent } from '../domain/event.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Erasure, ErasureStore } from '../ports/erasure.js';
import type { EventLog } from '../ports/event-log.js';
import type { ErasedNames } from './erased-names.js';
import type { Memory } from './memory.js';

const AGAIN: Millis = SECOND;
/** Saves and slices need half a minute: what stands by its old name after this long is gone over again. */
const PATIENCE: Millis = MINUTE;
/** So many names of contacts are looked for in the whole log; where there are more, the customer's own, and theirs in their part of it. */
const MOST_TEXTS = 20;

/** Who else holds something of a person, in memory. */
export interface Forgets {
  forget(customer: string, contacts: readonly string[]): void;
}

export interface ErasureParts {
  readonly store: ErasureStore;
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
  async erase(customer: string, by: string, id: string): Promise<Erasure> {
    const { store, clock, erased } = this.parts;
    const askedAt = clock.now();
    // Together with the customer: an event that comes twice must not lose its customer and keep its contact.
    const contacts = await this.find(customer, askedAt);
    const erasure = { id, by, askedAt, customer, contacts, counts: { contacts: 0, entries: 0 } };
    const fresh = contacts.map((each) => erased.names.contact(each));
    await store.begin(erasure, { customer: erased.names.customer(customer), contacts: fresh });
    erased.add(fresh, [[erased.names.customer(customer), askedAt]]);
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

  private async carryOut({ id, customer = '', askedAt, contacts: known }: Erasure): Promise<void> {
    const { store, clock, note } = this.parts;
    const all = new Set(known);
    let entries = 0;
    do {
      for (const contact of await this.find(customer, askedAt)) all.add(contact);
      entries += await this.pass({ id, customer, askedAt, contacts: [...all] });
      await this.gone(customer, askedAt, all);
      if (this.ending.signal.aborted) return;
    } while (await this.isLeft(customer, askedAt, all));
    await store.blank(customer);
    await store.finish(id, { contacts: all.size, entries }, clock.now());
    note(`Erased a customer: ${all.size} contacts go on without a name, ${entries} entries of the log were rewritten.`);
  }

  /** Answers how many entries of the log were rewritten. */
  private async pass({ id, customer, askedAt, contacts }: { readonly id: string; readonly customer: string; readonly askedAt: Instant; readonly contacts: readonly string[] }): Promise<number> {
    const { store, erased, log, others } = this.parts;
    const name = (contact: string): string => erased.names.contact(contact);
    await store.found(id, contacts, contacts.map(name), askedAt);
    erased.add(contacts.map(name), []);
    const span = await store.span(contacts);
    const entry = await log.append({ kind: 'erased', at: askedAt, customer, contacts, mentions: await store.mentions(customer, askedAt) });
    await this.folded(entry.position);
    for (const other of others) other.forget(customer, contacts);
    await store.clearBeside(customer, contacts, name);
    const change = (event: EarshotEvent): EarshotEvent => erased.safe(event);
    await store.rewriteDays(contacts, change, name);
    const subjects = contacts.map((each) => `"subject":${JSON.stringify(each)}`);
    const own = span === undefined ? 0 : (await store.rewrite([JSON.stringify(customer), ...subjects], span.from, span.to, change)).entries;
    const rest = await store.rewrite([JSON.stringify(customer), ...subjects.slice(0, MOST_TEXTS)], 1, log.head, change);
    log.dropTail();
    return own + rest.entries;
  }

  /** Rows are saved under the fresh names within seconds, slices within half a minute. Waits no longer where only another pass helps. */
  private async gone(customer: string, askedAt: Instant, contacts: ReadonlySet<string>): Promise<void> {
    const { store, wait } = this.parts;
    for (let waited = 0; waited < PATIENCE && !this.ending.signal.aborted; waited += AGAIN) {
      if (await this.isMore(customer, askedAt, contacts)) return;
      if ((await store.trace([...contacts])).length === 0 && (await store.mentions(customer, askedAt)).length === 0) return;
      await wait(AGAIN, this.ending.signal);
    }
  }

  private async isLeft(customer: string, askedAt: Instant, contacts: ReadonlySet<string>): Promise<boolean> {
    const { store, note, repeated, wait } = this.parts;
    const left = await store.trace([...contacts]);
    const mentions = await store.mentions(customer, askedAt);
    if (left.length === 0 && mentions.length === 0 && !await this.isMore(customer, askedAt, contacts)) return false;
    repeated();
    const told = [...left.map(({ table, count }) => `${table} ${count}`), ...(mentions.length === 0 ? [] : [`contacts of others ${mentions.length}`])];
    note(`An erasure goes over everything again: ${told.length === 0 ? 'contacts came from before it was asked for' : `by an old name there still stand ${told.join(', ')}`}.`);
    await wait(AGAIN, this.ending.signal);
    return true;
  }

  /** Something came from before the names were noted. */
  private async isMore(customer: string, askedAt: Instant, contacts: ReadonlySet<string>): Promise<boolean> {
    return (await this.find(customer, askedAt)).some((each) => !contacts.has(each)) || [...contacts].some((each) => this.parts.memory.contacts.has(each));
  }

  /** Theirs in rows and in memory, that began before it was asked for. */
  private async find(customer: string, until: number): Promise<string[]> {
    const { store, memory } = this.parts;
    const held = [...memory.contacts.values()].filter(({ summary }) => summary.customer === customer && summary.startedAt <= until).map(({ id }) => id);
    return [...new Set([...held, ...await store.contactsOf(customer, until)])].filter((id) => memory.contacts.get(id)?.summary.customer === customer || !memory.contacts.has(id));
  }

  private async folded(position: number): Promise<void> {
    while (this.parts.memory.position < position && !this.ending.signal.aborted) await this.parts.wait(50, this.ending.signal);
  }
}
