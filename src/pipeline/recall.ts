import type { AgentDay, AgentStanding, StateSpan } from '../domain/agent.js';
import { agentOf, evolveDay, foldAgentDay } from '../domain/agent.js';
import { contributionsOfAgentDay } from '../domain/contributions/agent-day.js';
import { idsIn, unnamed } from '../domain/alias.js';
import { contributionsOfRecord } from '../domain/contributions/record.js';
import { contributionsOfJourney } from '../domain/contributions/journey.js';
import type { EarshotEvent } from '../domain/event.js';
import { foldContact, inferEnd } from '../domain/fold/fold.js';
import { summarise } from '../domain/journey.js';
import type { Contribution } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';
import type { StateStore, StoredAgentDay, StoredContact, StoredJourney } from '../ports/state-store.js';
import type { Rules } from './catalogue.js';
import { isContactEvent, rewake } from './fold-contacts.js';
import { SILENT } from './fold-agents.js';
import { followWaits } from './fold-cohorts.js';
import { namedIn } from './file-contacts.js';
import { rewakeJourney } from './fold-journeys.js';
import type { Memory } from './memory.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';

/** Brings what a batch of events touches into memory: one query for its contacts, one for its customers, one for its agents. */
export async function recall(memory: Memory, store: StateStore, rules: Rules, events: readonly EarshotEvent[]): Promise<void> {
  const ids = new Set<string>();
  const agents = new Set<string>();
  for (const event of events) {
    if (isContactEvent(event) && !memory.contacts.has(event.subject)) ids.add(event.subject);
    const agent = agentOf(event);
    if (agent !== undefined && !memory.agents.has(agent)) agents.add(agent);
  }
  for (const stored of ids.size > 0 ? await store.contacts([...ids]) : []) rememberContact(memory, rules, stored, { is: 'row' });
  await recallJourneys(memory, store, rules, customersOf(memory, events));
  for (const stored of agents.size > 0 ? await store.agentDays([...agents]) : []) rememberAgentDay(memory, stored, { is: 'row' });
}

/** Those of these keys, of the hashes that numbers among them had or have since, and of the ids that they are known to belong to: more queries only where there are any. */
export async function recallJourneys(memory: Memory, store: StateStore, rules: Rules, keys: Iterable<string>): Promise<void> {
  const wanted = new Set(keys);
  await remember(wanted);
  addRelated();
  await remember(wanted);
  addRelated();
  await remember(wanted);

  function addRelated(): void {
    for (const key of [...wanted]) {
      const { namings = unnamed, was } = memory.journeys.get(key) ?? {};
      for (const other of was === undefined ? idsIn(namings) : [...idsIn(namings), was]) wanted.add(other);
    }
  }

  async function remember(customers: ReadonlySet<string>): Promise<void> {
    const missing = [...customers].filter((customer) => !memory.journeys.has(customer));
    for (const stored of missing.length > 0 ? await store.journeys(missing) : []) rememberJourney(memory, rules, stored, { is: 'row' });
  }
}

function customersOf(memory: Memory, events: readonly EarshotEvent[]): ReadonlySet<string> {
  const customers = new Set<string>();
  const add = (customer: string | undefined): void => {
    if (customer !== undefined) customers.add(customer);
  };
  for (const event of events) {
    if (!isContactEvent(event)) continue;
    const record = memory.contacts.get(event.subject);
    add(record?.summary.customer);
    add(record?.summary.number);
    add(record?.summary.formerly);
    if (event.type !== 'contact.started' && event.type !== 'customer.identified' && event.type !== 'feedback.received') continue;
    namedIn(event).forEach(add);
    // What it replaces may give the contact back to whom an earlier event named.
    for (const kept of record?.kept.events ?? []) namedIn(kept).forEach(add);
  }
  return customers;
}

/**
 * Where a record comes from. A row's contributions are in the stored readings; a slice's are not, but for those of
 * older rows of the same thing, if there are any: of an erased customer's contact one under each of its names.
 */
export type From<Row> = { readonly is: 'row' } | { readonly is: 'slice'; readonly rows?: readonly Row[]; readonly sealedBefore?: Instant };

export function rememberContact(memory: Memory, rules: Rules, stored: StoredContact, from: From<StoredContact>): ContactRecord {
  const folded = foldContact(stored.events);
  const contact = stored.endInferred ? inferEnd(folded) : folded;
  const floor = memory.floorOf(stored.floorAt);
  const record: ContactRecord = {
    id: stored.id,
    kept: { events: [...stored.events], truncated: stored.truncated },
    contact,
    summary: summarise(contact, floor),
    flags: stored.flags,
    ...(stored.shadow && { shadow: { flags: stored.shadow } }),
    stepsSaid: {},
    heardAt: stored.heardAt,
    begunIn: stored.begunIn,
    heardIn: stored.heardIn,
    replaces: stored.replaces,
    endInferred: stored.endInferred,
    wakeAt: undefined,
    floorAt: stored.floorAt,
    ...unread(stored, from),
  };
  memory.contacts.set(record.id, record);
  takeUp(memory, record, contributionsOfRecord(record, floor), from, countedIn, stored.sealed);
  rewake(memory, rules, record, stored.heardAt);
  followWaits(memory, record);
  memory.pending.contact(record);
  return record;

  function countedIn(row: StoredContact): readonly Contribution[] {
    const was = foldContact(row.events);
    return contributionsOfRecord({ contact: row.endInferred ? inferEnd(was) : was, flags: row.flags }, memory.floorOf(row.floorAt));
  }
}

export function rememberJourney(memory: Memory, rules: Rules, stored: StoredJourney, from: From<StoredJourney>): JourneyRecord {
  const countedIn = (row: StoredJourney): readonly Contribution[] =>
    contributionsOfJourney({ customer: row.customer, contacts: row.contacts }, row.flags, memory.floorOf(row.floorAt));
  const record: JourneyRecord = {
    journey: { customer: stored.customer, contacts: stored.contacts },
    own: stored.own ?? stored.contacts,
    namings: stored.namings ?? unnamed,
    ...(stored.was !== undefined && { was: stored.was }),
    ...(stored.regrouped && { regrouped: stored.regrouped }),
    flags: stored.flags,
    ...(stored.shadow && { shadow: stored.shadow }),
    dropped: stored.dropped,
    wakeAt: undefined,
    floorAt: stored.floorAt,
    ...unread(stored, from),
  };
  memory.add(stored.dropped);
  memory.journeys.set(stored.customer, record);
  memory.pending.named(record);
  takeUp(memory, record, countedIn(stored), from, countedIn, stored.sealed);
  rewakeJourney(memory, rules, record, memory.now);
  memory.pending.journey(record);
  return record;
}

export function rememberAgentDay(memory: Memory, stored: StoredAgentDay, from: From<StoredAgentDay>): void {
  const agent = memory.agents.get(stored.agent) ?? { agent: stored.agent, days: [] };
  memory.agents.set(stored.agent, agent);
  if (agent.days.some(({ day }) => day.day === stored.day)) return;
  const record: AgentDayRecord = {
    agent: stored.agent,
    head: stored.head,
    unstored: [],
    kept: { events: [...stored.events], truncated: false },
    carried: stored.carried as AgentStanding,
    day: dayAsStored(stored),
    folded: 0,
    marks: [],
    // A row's day is over and counted to its end.
    wakeAt: from.is === 'row' ? undefined : stored.to,
    floorAt: 0,
    ...unread(stored, from),
  };
  agent.days.push(record);
  agent.days.sort((a, b) => a.day.from - b.day.from);
  // Where its end is read again, who was still there is carried into the next day again: no slice may hold that day yet.
  if (from.is === 'row' && agent.days.at(-1) === record && memory.now < stored.to + SILENT) record.wakeAt = stored.to;
  // Only days that are over become rows, so a row counts to its day's end.
  takeUp(memory, record, contributionsOfAgentDay(record.day, from.is === 'row'), from, (row) => contributionsOfAgentDay(dayAsStored(row), true), stored.sealed);
  if (record.wakeAt !== undefined) memory.wakes.add({ kind: 'agent', id: stored.agent, at: record.wakeAt });
  memory.pending.day(record);
}

function dayAsStored({ agent, day, from, to, carried, head, events }: StoredAgentDay): AgentDay {
  const began = carried as AgentStanding;
  if (!head) return foldAgentDay(agent, day, from, to, began, events);
  const spans: StateSpan[] = [];
  const standing = evolveDay(spans, head.standing, head.settled?.until ?? Math.max(from, began.since), events);
  return { agent, day, from, to, settled: head.settled, spans, standing };
}

function unread(stored: { readonly asOf: number }, from: From<unknown>): Pick<ContactRecord, 'asOf' | 'changedAt' | 'savedAt' | 'counted' | 'stored'> {
  return { asOf: stored.asOf, changedAt: stored.asOf, savedAt: from.is === 'row' ? stored.asOf : 0, counted: [], stored: [] };
}

/** The readings in memory were loaded with what rows contribute; what a slice adds to that is put in here. */
function takeUp<Row>(
  memory: Memory, record: ContactRecord | JourneyRecord | AgentDayRecord, counted: readonly Contribution[],
  from: From<Row>, countedIn: (row: Row) => readonly Contribution[], sealed: StoredContact['sealed'],
): void {
  if (from.is === 'row') {
    record.counted = counted;
    record.stored = counted;
    return;
  }
  const { rows = [], sealedBefore = 0 } = from;
  const held = sealed === 'all' ? counted.filter(({ at }) => at < sealedBefore) : sealed ?? [];
  record.counted = record.stored = [...rows.flatMap(countedIn).filter(({ at }) => at >= sealedBefore), ...held];
  memory.count(record, counted);
}
