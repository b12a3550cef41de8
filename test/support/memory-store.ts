import { idsIn, rowKeysOf } from '../../src/domain/alias.js';
import type { Flag } from '../../src/domain/flag.js';
import { flagKey } from '../../src/domain/flag.js';
import { owedUntil } from '../../src/domain/call-back.js';
import type { ContactSummary } from '../../src/domain/journey.js';
import { SLICES, sliceOf } from '../../src/domain/slice.js';
import type { Instant } from '../../src/domain/time.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import { LostLeadership } from '../../src/ports/event-log.js';
import type { ContactFilter, FlagFilter, History, Slip } from '../../src/ports/history.js';
import type {
  AgentDayPart, CohortsAsOf, ContactRow, Kept, ReadingDelta, ReadingsWanted, SaveBatch, Slice, StateStore, StoredAgentDay, StoredCohort, StoredJourney, MinuteDelta,
} from '../../src/ports/state-store.js';

/** State and history for stories: PostgreSQL's behaviour, held in maps. Pass the log to have its settings entries. */
export class MemoryStore implements StateStore {
  readonly rows = new Map<string, ContactRow>();
  readonly journeyRows = new Map<string, StoredJourney>();
  readonly days = new Map<string, StoredAgentDay>();
  readonly cohortRows = new Map<string, StoredCohort>();
  readonly episodes = new Map<string, Flag>();
  readonly parts = new Map<string, readonly AgentDayPart[]>();
  readonly sums = new Map<string, ReadingDelta>();
  readonly arrived = new Map<string, MinuteDelta>();
  readonly sliceRows = new Map<number, Slice>();
  keeps: Kept = { logFrom: 1, logFromAt: 0, sealedBefore: 0, sealedUpTo: [], sealedLater: [] };
  #cohortsAsOf: CohortsAsOf | undefined;
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

  async numbersOf(id: string): Promise<readonly StoredJourney[]> {
    return copy([...this.journeyRows.values()].filter(({ namings = [] }) => idsIn(namings).includes(id)));
  }

  async agentDays(agents: readonly string[]): Promise<readonly StoredAgentDay[]> {
    return [...new Set(agents)].flatMap(agent => {
      const mine = [...this.days.values()].filter(each => each.agent === agent);
      return copy(mine.toSorted((a, b) => (a.day < b.day ? 1 : -1)).slice(0, 2)).map(day => this.#known(day));
    });
  }

  async agentDayParts(days: readonly Pick<StoredAgentDay, 'agent' | 'day'>[]): Promise<readonly AgentDayPart[]> {
    return copy(days.flatMap(({ agent, day }) => this.parts.get(`${day} ${agent}`) ?? []));
  }

  async save(batch: SaveBatch): Promise<void> {
    this.#refuse();
    const { contacts, journeys, agentDays, parts, cohorts, cohortsAsOf, deltas, minutes } = copy(batch);
    this.#putCohorts({ cohorts, cohortsAsOf });
    this.#put(parts);
    for (const { replaces, ...row } of contacts) {
      if (replaces !== undefined) this.rows.delete(replaces);
      this.rows.set(row.id, row);
    }
    for (const row of journeys) {
      const { regrouped, ...kept } = row;
      if (row.contacts.length + (row.own?.length ?? 0) + (row.namings?.length ?? 0) > 0 || row.was !== undefined) this.journeyRows.set(row.customer, kept);
      else this.journeyRows.delete(row.customer);
      if (regrouped) this.#regroup(row);
    }
    for (const row of agentDays) this.days.set(`${row.day} ${row.agent}`, row);
    for (const delta of deltas) this.#add(delta);
    for (const each of minutes) this.#arrive(each);
  }

  async cohorts(): Promise<readonly StoredCohort[]> {
    return copy([...this.cohortRows.values()]);
  }

  async cohortsAsOf(): Promise<CohortsAsOf | undefined> {
    return this.#cohortsAsOf;
  }

  async saveSlice(slice: Slice): Promise<void> {
    this.#refuse();
    const { deltas = [], cohorts = [], cohortsAsOf, ...rest } = slice;
    this.#putCohorts(copy({ cohorts, cohortsAsOf }));
    for (const delta of copy(deltas)) this.#add(delta);
    this.sliceRows.set(slice.number, copy({ ...rest, parts: [] }));
    this.#put(copy(slice.parts));
  }

  async slices(): Promise<readonly Slice[]> {
    return copy([...this.sliceRows.values()].toSorted((a, b) => a.number - b.number)).map(slice => ({ ...slice, agentDays: slice.agentDays.map(day => this.#known(day)) }));
  }

  async losses(since: Instant): Promise<readonly ContactSummary[]> {
    return copy([...this.rows.values()].flatMap(({ summary }) => ((owedUntil(summary) ?? -Infinity) >= since ? [summary] : [])));
  }

  async minutes(since: Instant): Promise<readonly MinuteDelta[]> {
    return [...this.arrived.values()].filter(({ at }) => at >= since);
  }

  async agentDaysAt(at: Instant): Promise<readonly StoredAgentDay[]> {
    return copy([...this.days.values()].filter(day => day.from <= at && at < day.to)).map(day => this.#known(day));
  }

  async readings(from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]> {
    const isWanted = ({ attribution, key }: ReadingDelta): boolean => of === undefined || (attribution === of.attribution && of.keys.includes(key));
    return [...this.sums.values()].filter((each) => from <= each.quarter && each.quarter < to && isWanted(each));
  }

  async readingKeys(prefix: string, from: Instant, to: Instant): Promise<readonly string[]> {
    return [...new Set([...this.sums.values()].filter(({ key, quarter }) => key.startsWith(prefix) && from <= quarter && quarter < to).map(({ key }) => key))];
  }

  async settings(): Promise<readonly { readonly position: number; readonly settings: unknown }[]> {
    return this.#log.entries.flatMap(({ position, content }) => (content.kind === 'settings' ? [{ position, settings: content.settings }] : []));
  }

  async version(): Promise<string | undefined> {
    return this.#version;
  }

  async kept(): Promise<Kept> {
    return this.keeps;
  }

  async clear(version: string): Promise<void> {
    this.#refuse();
    const { logFrom } = this.keeps;
    const slices = [...this.sliceRows.values()];
    const sealed = this.#version === undefined ? { sealedBefore: -Infinity, sealedUpTo: [], sealedLater: [] } : this.#sealedIn(slices);
    if (logFrom > 1) throw new Error('Stories whose log was cut are told on PostgreSQL.');
    for (const each of [this.rows, this.journeyRows, this.days, this.parts, this.cohortRows, this.episodes, this.arrived, this.sliceRows]) each.clear();
    this.#cohortsAsOf = undefined;
    for (const [key, { quarter }] of this.sums) if (quarter >= sealed.sealedBefore) this.sums.delete(key);
    this.keeps = { ...this.keeps, ...sealed };
    this.#version = version;
  }

  #sealedIn(slices: readonly Slice[]): Pick<Kept, 'sealedBefore' | 'sealedUpTo' | 'sealedLater'> {
    const sealedBefore = slices.length === SLICES ? Math.min(...slices.map((slice) => slice.sealedBefore ?? 0)) : this.keeps.sealedBefore;
    const sealedUpTo = Array.from({ length: SLICES }, (_, number) => Math.max(this.sliceRows.get(number)?.position ?? 0, this.keeps.sealedUpTo[number] ?? 0));
    const later = new Map([...this.keeps.sealedLater, ...[...this.rows.values()].map(({ id, heardIn }) => [id, heardIn] as const)]);
    return { sealedBefore, sealedUpTo, sealedLater: [...later].filter(([id, position]) => position > (sealedUpTo[sliceOf(id)] ?? 0)) };
  }

  /** An object of its own: `contacts` of ids asks for state, `contacts` of a filter for history. */
  history(): History {
    return {
      contacts: (filter, slip) => this.#listContacts(filter, slip),
      contact: async id => (await this.contacts([id]))[0],
      journey: async customer => (await this.journeys([customer]))[0],
      flags: (filter, slip) => this.#listFlags(filter, slip),
      customersOfLate: async (rules, since, limit) => this.#ofLate(rules, since, limit),
    };
  }

  async #listContacts(filter: ContactFilter, slip: Slip): Promise<readonly ContactRow[]> {
    const carriers = new Set(this.#allFlags().filter(flag => flag.rule === filter.flag && flag.retractedAt === undefined).map(flag => flag.contact));
    const found = [...this.rows.values()].filter(row => passes(row, filter) && (filter.flag === undefined || carriers.has(row.id)));
    return copy(page(found, slip, row => ({ at: row.summary.startedAt, id: row.id })));
  }

  #ofLate(rules: readonly string[], since: Instant, limit: number): readonly string[] {
    const newest = [...this.rows.values()].filter(({ summary }) => summary.startedAt >= since).toSorted((a, b) => b.summary.startedAt - a.summary.startedAt);
    const flagged = new Set(rules.flatMap(rule => this.#allFlags().filter(flag => flag.rule === rule && flag.since >= since && flag.retractedAt === undefined)
      .toSorted((a, b) => b.since - a.since).slice(0, limit).map(flag => flag.contact)));
    const late = newest.filter(({ id }, place) => place < limit || flagged.has(id));
    return [...new Set(late.flatMap(({ customer, summary }) => customer ?? summary.customer ?? []))].slice(0, limit);
  }

  async #listFlags(filter: FlagFilter, slip: Slip): Promise<readonly Flag[]> {
    const found = this.#allFlags().filter(flag => flagPasses(flag, filter));
    return copy(page(found, slip, flag => ({ at: flag.since, id: flagKey(flag) })));
  }

  /** A contact that changes its customer can leave a retracted flag in the old journey: the standing one counts. */
  #allFlags(): readonly Flag[] {
    const flags = new Map<string, Flag>();
    for (const flag of [...[...this.rows.values(), ...this.journeyRows.values()].flatMap(row => row.flags), ...this.episodes.values()]) {
      const known = flags.get(flagKey(flag));
      if (known === undefined || known.retractedAt !== undefined) flags.set(flagKey(flag), flag);
    }
    return [...flags.values()];
  }

  #putCohorts({ cohorts = [], cohortsAsOf = this.#cohortsAsOf }: Pick<Slice, 'cohorts' | 'cohortsAsOf'>): void {
    for (const row of cohorts) this.cohortRows.set(row.id, row);
    for (const flag of cohorts.flatMap(({ flags }) => flags)) this.episodes.set(flagKey(flag), flag);
    this.#cohortsAsOf = cohortsAsOf;
  }

  #regroup({ customer, contacts }: StoredJourney): void {
    for (const summary of contacts) {
      const row = this.rows.get(summary.id);
      if (row === undefined) continue;
      const { customer: _, number: __, ...rest } = row;
      this.rows.set(summary.id, { ...rest, ...rowKeysOf(summary, customer) });
    }
  }

  #put(parts: readonly AgentDayPart[]): void {
    for (const part of parts) {
      const place = `${part.day} ${part.agent}`;
      this.parts.set(place, part.number === 0 ? [part] : [...this.parts.get(place)?.filter(({ number }) => number !== part.number) ?? [], part]);
    }
  }

  #known(day: StoredAgentDay): StoredAgentDay {
    if (day.head === undefined) return day;
    const { parts } = day.head;
    const known = (this.parts.get(`${day.day} ${day.agent}`) ?? []).filter(({ number }) => number < parts).flatMap(part => part.known);
    return { ...day, head: { ...day.head, known: known.toSorted((a, b) => a - b) } };
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

function passes({ summary, customer, queues, agents }: ContactRow, filter: ContactFilter): boolean {
  return isWithin(summary.startedAt, filter)
    && (filter.queue === undefined || queues.includes(filter.queue))
    && (filter.within === undefined || maySee(filter.within, queues))
    && (filter.agent === undefined || agents.includes(filter.agent))
    && (filter.entry === undefined || summary.entry === filter.entry)
    && (filter.customer === undefined || (customer ?? summary.customer) === filter.customer)
    && (filter.channel === undefined || summary.channel === filter.channel);
}

function flagPasses(flag: Flag, filter: FlagFilter): boolean {
  const { queue } = flag.place;
  return isWithin(flag.since, filter)
    && (filter.rule === undefined || flag.rule === filter.rule)
    && (filter.rules === undefined || filter.rules.includes(flag.rule))
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
