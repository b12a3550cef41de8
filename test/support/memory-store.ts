import type { Flag } from '../../src/domain/flag.js';
import { flagKey } from '../../src/domain/flag.js';
import type { ContactSummary } from '../../src/domain/journey.js';
import type { Instant } from '../../src/domain/time.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import { LostLeadership } from '../../src/ports/event-log.js';
import type { ContactFilter, FlagFilter, History, Slip } from '../../src/ports/history.js';
import type {
  ContactRow, ReadingDelta, ReadingsWanted, SaveBatch, Slice, StateStore, StoredAgentDay, StoredJourney, MinuteDelta,
} from '../../src/ports/state-store.js';

/** State and history for stories: PostgreSQL's behaviour, held in maps. Pass the log to have its settings entries. */
export class MemoryStore implements StateStore {
  readonly rows = new Map<string, ContactRow>();
  readonly journeyRows = new Map<string, StoredJourney>();
  readonly days = new Map<string, StoredAgentDay>();
  readonly sums = new Map<string, ReadingDelta>();
  readonly arrived = new Map<string, MinuteDelta>();
  readonly sliceRows = new Map<number, Slice>();
  readonly #log: { readonly entries: readonly LogEntry[] };
  #version: string | undefined;
  #refusal: Error | undefined;

  constructor(log: { readonly entries: readonly LogEntry[] } = { entries: [] }) {
    this.#log = log;
  }

  /** From now on every write throws this; `undefined` heals the store. */
  refuseWith(error: Error | undefined): void {
    this.#refusal = error;
  }

  loseLead(): void {
    this.refuseWith(new LostLeadership('Another Earshot server has taken over this store. This server stops writing: end it.'));
  }

  async contacts(ids: readonly string[]): Promise<readonly ContactRow[]> {
    return [...new Set(ids)].flatMap(id => copy(this.rows.get(id) ?? []));
  }

  async journeys(customers: readonly string[]): Promise<readonly StoredJourney[]> {
    return [...new Set(customers)].flatMap(customer => copy(this.journeyRows.get(customer) ?? []));
  }

  async agentDays(agents: readonly string[]): Promise<readonly StoredAgentDay[]> {
    return [...new Set(agents)].flatMap(agent => {
      const mine = [...this.days.values()].filter(each => each.agent === agent);
      return copy(mine.toSorted((a, b) => (a.day < b.day ? 1 : -1)).slice(0, 2));
    });
  }

  async save(batch: SaveBatch): Promise<void> {
    this.#refuse();
    const { contacts, journeys, agentDays, deltas, minutes } = copy(batch);
    for (const row of contacts) this.rows.set(row.id, row);
    for (const row of journeys) this.journeyRows.set(row.customer, row);
    for (const row of agentDays) this.days.set(`${row.day} ${row.agent}`, row);
    for (const delta of deltas) this.#add(delta);
    for (const each of minutes) this.#arrive(each);
  }

  async saveSlice(slice: Slice): Promise<void> {
    this.#refuse();
    this.sliceRows.set(slice.number, copy(slice));
  }

  async slices(): Promise<readonly Slice[]> {
    return copy([...this.sliceRows.values()].toSorted((a, b) => a.number - b.number));
  }

  async losses(since: Instant): Promise<readonly ContactSummary[]> {
    return copy([...this.rows.values()].flatMap(({ summary }) => (summary.loss !== undefined && summary.loss.at >= since ? [summary] : [])));
  }

  async minutes(since: Instant): Promise<readonly MinuteDelta[]> {
    return [...this.arrived.values()].filter(({ at }) => at >= since);
  }

  async agentDaysAt(at: Instant): Promise<readonly StoredAgentDay[]> {
    return copy([...this.days.values()].filter(day => day.from <= at && at < day.to));
  }

  async readings(from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]> {
    const isWanted = ({ attribution, key }: ReadingDelta): boolean => of === undefined || (attribution === of.attribution && of.keys.includes(key));
    return [...this.sums.values()].filter((each) => from <= each.quarter && each.quarter < to && isWanted(each));
  }

  async settings(): Promise<readonly { readonly position: number; readonly settings: unknown }[]> {
    return this.#log.entries.flatMap(({ position, content }) => (content.kind === 'settings' ? [{ position, settings: content.settings }] : []));
  }

  async version(): Promise<string | undefined> {
    return this.#version;
  }

  async clear(version: string): Promise<void> {
    this.#refuse();
    for (const each of [this.rows, this.journeyRows, this.days, this.sums, this.arrived, this.sliceRows]) each.clear();
    this.#version = version;
  }

  /** An object of its own: `contacts` of ids asks for state, `contacts` of a filter for history. */
  history(): History {
    return {
      contacts: (filter, slip) => this.#listContacts(filter, slip),
      contact: async id => (await this.contacts([id]))[0],
      journey: async customer => (await this.journeys([customer]))[0],
      flags: (filter, slip) => this.#listFlags(filter, slip),
    };
  }

  async #listContacts(filter: ContactFilter, slip: Slip): Promise<readonly ContactRow[]> {
    const carriers = new Set(this.#allFlags().filter(flag => flag.rule === filter.flag && flag.retractedAt === undefined).map(flag => flag.contact));
    const found = [...this.rows.values()].filter(row => passes(row, filter) && (filter.flag === undefined || carriers.has(row.id)));
    return copy(page(found, slip, row => ({ at: row.summary.startedAt, id: row.id })));
  }

  async #listFlags(filter: FlagFilter, slip: Slip): Promise<readonly Flag[]> {
    const found = this.#allFlags().filter(flag => flagPasses(flag, filter));
    return copy(page(found, slip, flag => ({ at: flag.since, id: flagKey(flag) })));
  }

  /** A contact that changes its customer can leave a retracted flag in the old journey: the standing one counts. */
  #allFlags(): readonly Flag[] {
    const flags = new Map<string, Flag>();
    for (const flag of [...this.rows.values(), ...this.journeyRows.values()].flatMap(row => row.flags)) {
      const known = flags.get(flagKey(flag));
      if (known === undefined || known.retractedAt !== undefined) flags.set(flagKey(flag), flag);
    }
    return [...flags.values()];
  }

  #add(delta: ReadingDelta): void {
    const key = JSON.stringify([delta.quarter, delta.attribution, delta.key, delta.measure]);
    const value = (this.sums.get(key)?.value ?? 0) + delta.value;
    if (value === 0) this.sums.delete(key);
    else this.sums.set(key, { ...delta, value });
  }

  #arrive(contribution: MinuteDelta): void {
    const key = JSON.stringify([contribution.at, contribution.key, contribution.measure]);
    const value = (this.arrived.get(key)?.value ?? 0) + contribution.value;
    if (value === 0) this.arrived.delete(key);
    else this.arrived.set(key, { ...contribution, value });
  }

  #refuse(): void {
    if (this.#refusal) throw this.#refusal;
  }
}

function passes({ summary, queues, agents }: ContactRow, filter: ContactFilter): boolean {
  return isWithin(summary.startedAt, filter)
    && (filter.queue === undefined || queues.includes(filter.queue))
    && (filter.within === undefined || maySee(filter.within, queues))
    && (filter.agent === undefined || agents.includes(filter.agent))
    && (filter.entry === undefined || summary.entry === filter.entry)
    && (filter.customer === undefined || summary.customer === filter.customer)
    && (filter.channel === undefined || summary.channel === filter.channel);
}

function flagPasses(flag: Flag, filter: FlagFilter): boolean {
  const { queue } = flag.place;
  return isWithin(flag.since, filter)
    && (filter.rule === undefined || flag.rule === filter.rule)
    && (filter.queue === undefined || queue === filter.queue)
    && (filter.within === undefined || maySee(filter.within, queue === undefined ? [] : [queue]))
    && (filter.retracted === undefined || (flag.retractedAt !== undefined) === filter.retracted);
}

function isWithin(at: Instant, { from, to }: { readonly from?: Instant; readonly to?: Instant }): boolean {
  return (from === undefined || from <= at) && (to === undefined || at < to);
}

function maySee(scope: NonNullable<ContactFilter['within']>, queues: readonly string[]): boolean {
  return queues.length === 0 ? scope.orNone : queues.some(queue => scope.queues.includes(queue));
}

interface Place {
  readonly at: Instant;
  readonly id: string;
}

function page<Item>(items: readonly Item[], { after, limit }: Slip, placeOf: (item: Item) => Place): Item[] {
  const newestFirst = (a: Place, b: Place): number => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
  return items
    .filter(item => after === undefined || newestFirst(after, placeOf(item)) < 0)
    .toSorted((a, b) => newestFirst(placeOf(a), placeOf(b)))
    .slice(0, limit);
}

/** Through JSON, so that a story sees exactly what PostgreSQL would hand back. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (name, held: unknown) => (name === 'written' ? undefined : held))) as Value;
}
