import { idsIn, personIn, rowKeysOf } from '../domain/alias.js';
import type { Contribution } from '../domain/metric.js';
import { HOUR, MINUTE, QUARTER, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { ContactRow, SaveBatch, Slice, StateStore, StoredAgentDay, StoredContact, StoredJourney } from '../ports/state-store.js';
import { isGone, isPastDay } from './fold-agents.js';
import type { Memory } from './memory.js';
import { journeysWith } from './file-contacts.js';
import { isSaved, isWaitedFor, lingersUntil, settlesAt } from './pending.js';
import { isRecent, Readings } from './readings.js';
import { sealBefore } from './sealed.js';
import { asideStored, putAside } from './put-aside.js';
import { takeCohorts } from './save-cohorts.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';
import { SLICES } from '../domain/slice.js';

const nothing: readonly Contribution[] = [];
/** Wakes that are not worth looking through. */
const FEW_WAKES = 1_000;
/** Rows a transaction: taking them and adding up what they count keeps the thread for 20 ms. */
export const ROWS = 500;

/**
 * Writes what is settled into rows, and what is open into slices. Each batch is taken from the memory in one synchronous
 * step and committed whole; what changes meanwhile is saved again. `all`: at the end, whatever its age.
 */
export async function saveRows(memory: Memory, store: StateStore, at: Instant, all = false): Promise<number> {
  const { batch, settle } = takeBatch(memory, at, all);
  const records = batch.contacts.length + batch.journeys.length + batch.agentDays.length;
  if (records === 0 && batch.cohorts.length === 0) return 0;
  await memory.betweenSaves(async () => {
    await store.save(batch);
    settle();
  });
  return records;
}

/** What is to be saved, and what to do once it is. */
function takeBatch(memory: Memory, at: Instant, all: boolean): { readonly batch: SaveBatch; readonly settle: () => void } {
  const contacts = settledContacts(memory, at, all);
  const journeys = followedJourneys(memory, new Set(contacts));
  const days = endedDays(memory, at);
  const { settle: settleCohorts, ...cohorts } = takeCohorts(memory);
  const taken = [...contacts, ...journeys, ...days].map((record) => ({
    // A day's list grows in place while it is saved.
    record, changedAt: record.changedAt, counted: 'day' in record ? [...record.counted] : record.counted, dropped: droppedOf(record),
  }));
  const { quarters, minutes } = sumsOf(taken);
  const parts = days.flatMap(({ unstored }) => unstored);
  const stored = new Set(parts);
  const settle = (): void => {
    for (const { record, changedAt, counted, dropped } of taken) {
      record.stored = counted;
      record.savedAt = changedAt;
      if ('replaces' in record) record.replaces = undefined;
      if ('dropped' in record) {
        record.dropped = record.dropped.slice(dropped.length);
        if (record.changedAt === changedAt) record.regrouped = undefined;
      }
    }
    for (const record of contacts) memory.pending.contactSaved(record, memory);
    for (const record of journeys) memory.pending.journeySaved(record);
    for (const record of days) {
      asideStored(record, stored);
      memory.pending.daySaved(record);
    }
    settleCohorts();
    memory.unsaved.subtract(quarters);
  };
  return {
    batch: {
      contacts: contacts.map((each) => toRow(each, memory.journeys)), journeys: journeys.map((each) => ({ ...toStoredJourney(each), dropped: [] })), agentDays: days.map(toStoredDay), parts,
      ...cohorts,
      deltas: [...quarters.list()], minutes: [...minutes.list()].map(({ quarter: at, attribution, key, measure, value }) => ({ at, attribution, key, measure, value })),
    },
    settle,
  };
}

function settledContacts({ pending, contacts }: Memory, at: Instant, all: boolean): ContactRecord[] {
  for (const record of all ? everyContact(pending) : pending.settling.take(at)) {
    // One that goes on under another name is on the agenda still.
    if (contacts.get(record.id) !== record) continue;
    if (isSettled(record, at, all)) pending.settled.add(record);
    else if (!all && record.contact.endedAt !== undefined && !isSaved(record)) pending.settling.put(record, settlesAt(record));
  }
  const taken: ContactRecord[] = [];
  for (const record of pending.settled) {
    // What was heard of again comes back to the agenda with that.
    if (isSettled(record, at, all)) taken.push(record);
    else pending.settled.delete(record);
    if (taken.length === ROWS) break;
  }
  return taken;
}

/** Looked through once, not once a batch. */
function everyContact({ contacts, settled }: Memory['pending']): ContactRecord[] {
  return settled.size > 0 ? [] : contacts.flatMap((slice) => [...slice]);
}

/** Of customers of whom no contact is open or waits to be saved; each contact's save brings its journey here again. */
function followedJourneys({ pending, journeys }: Memory, contacts: ReadonlySet<ContactRecord>): JourneyRecord[] {
  for (const { summary } of contacts) {
    for (const journey of journeysWith(journeys, summary)) if (!isSaved(journey)) pending.followed.add(journey);
  }
  for (const record of pending.followed) {
    if (isSaved(record) || pending.isBusy(record, contacts)) pending.followed.delete(record);
  }
  return first(pending.followed, ROWS);
}

function endedDays({ pending, now }: Memory, at: Instant): AgentDayRecord[] {
  for (const record of pending.ending.take(at)) {
    if (record.day.to <= now) pending.ended.add(record);
    else pending.ending.put(record, at + SECOND);
  }
  for (const record of pending.ended) if (isSaved(record)) pending.ended.delete(record);
  return first(pending.ended, ROWS);
}

/** Lets go of what rows hold and nobody waits for, and of what is long past in a day that goes on. */
export function forgetSettled(memory: Memory, at: Instant): void {
  const { pending, wakes } = memory;
  // Of a day that a row holds whole nothing would be written any more.
  for (const record of pending.long) if (!isSaved(record)) putAside(record);
  pending.long.clear();
  for (const record of pending.lingering.take(at)) forgetContact(memory, record, at);
  for (const record of pending.left) {
    const { customer } = record.journey;
    const isWanted = record.wakeAt !== undefined || pending.isAccompanied(customer);
    if (!isSaved(record) || isWanted || memory.journeys.get(customer) !== record) continue;
    memory.journeys.delete(customer);
    pending.unnamed(record);
    for (const id of idsIn(record.namings)) {
      const owner = memory.journeys.get(id);
      if (owner) pending.left.add(owner);
    }
  }
  pending.left.clear();
  for (const agent of pending.leaving.take(at)) forgetDays(memory, agent, at);
  // Twice as many as can be awaited: pruning costs little per wake, and memory stays in step with what it holds.
  wakes.prune(FEW_WAKES + 2 * (memory.contacts.size + memory.journeys.size + memory.agents.size), (wake) => memory.isAwaited(wake));
}

/** One that has a wake ahead comes back here when it was woken and saved. */
function forgetContact(memory: Memory, record: ContactRecord, at: Instant): void {
  if (!isSaved(record) || record.wakeAt !== undefined || record.contact.endedAt === undefined || memory.contacts.get(record.id) !== record) return;
  if (lingersUntil(record) > at) return memory.pending.lingering.put(record, lingersUntil(record));
  memory.contacts.delete(record.id);
  memory.pending.forgetContact(record);
  // A board shows it for a while still, and needs no more than the contact.
  record.counted = record.stored = nothing;
  for (const journey of journeysWith(memory.journeys, record.summary)) memory.pending.left.add(journey);
}

function forgetDays({ agents, pending, now }: Memory, name: string, at: Instant): void {
  const agent = agents.get(name);
  if (!agent) return;
  while (agent.days[0] && isPastDay(agent, agent.days[0]) && isSaved(agent.days[0])) agent.days.shift();
  if (isGone(agent, now)) agents.delete(name);
  else pending.leaving.put(name, at + HOUR);
}

/** Writes one 64th of what is open, and adds to the readings what of it lies on sealed days. */
export async function saveSlice(memory: Memory, store: StateStore, number: number): Promise<Slice> {
  memory.seal.advance(sealBefore(memory.now, memory.floor.zone));
  const days = [...memory.pending.days[number] ?? []];
  const { slice, settle } = takeSlice(memory, number);
  await memory.betweenSaves(async () => {
    await store.saveSlice(slice);
    settle();
  });
  if (slice.parts.length > 0) for (const record of days) asideStored(record, new Set(slice.parts));
  return slice;
}

/** Contacts that a row holds whole are left to the row. */
function takeSlice(memory: Memory, number: number): { readonly slice: Slice; readonly settle: () => void } {
  const { pending, position, seal } = memory;
  const [contacts, journeys, days] = [[...pending.contacts[number] ?? []], [...pending.journeys[number] ?? []].filter((record) => !isLeftEmpty(record)), [...pending.days[number] ?? []]];
  const taken = [...contacts, ...journeys, ...days].map((record) => takeSealed(record, seal));
  const deltas = [...sumsOf(taken.filter(({ isSame }) => !isSame)).quarters.list()];
  const { settle: settleCohorts, ...cohorts } = takeCohorts(memory);
  const sealedOf = (place: number): { readonly sealed?: readonly Contribution[] } => (taken[place]?.counted.length === 0 ? {} : { sealed: taken[place]?.counted ?? [] });
  const slice = {
    number, position, sealedBefore: seal.before, deltas, ...cohorts,
    contacts: contacts.map((record, place) => ({ ...toStoredContact(record), ...sealedOf(place) })),
    journeys: journeys.map((record, place) => ({ ...toStoredJourney(record), dropped: record.dropped.filter((each) => !seal.isClosed(each)), ...sealedOf(contacts.length + place) })),
    agentDays: days.map((record, place) => ({ ...toStoredDay(record), ...sealedOf(contacts.length + journeys.length + place) })),
    parts: days.flatMap(({ unstored }) => unstored),
  };
  const settle = (): void => {
    for (const { isSame, settle: settleOne } of taken) if (!isSame) settleOne();
    settleCohorts();
    memory.unsaved.addDeltas(deltas, -1);
  };
  return { slice, settle };
}

/**
 * Whose customer was erased, and has not called since: a slice would keep their key until its next turn. What a kill leaves in
 * their row the erasure goes over again, which is not done before the row is.
 */
function isLeftEmpty({ erased, journey, own, flags }: JourneyRecord): boolean {
  return erased === true && journey.contacts.length === 0 && own.length === 0 && flags.length === 0;
}

interface TakenSealed extends Taken {
  /** The readings hold it already. */
  readonly isSame: boolean;
  readonly settle: () => void;
}

/** What a record counts on sealed days, for the readings to hold from now on. */
function takeSealed(record: ContactRecord | JourneyRecord | AgentDayRecord, { before, isClosed }: Memory['seal']): TakenSealed {
  const [counted, stored, dropped] = [record.counted.filter(isClosed), record.stored.filter(isClosed), droppedOf(record).filter(isClosed)];
  return {
    record: { stored }, counted, dropped, isSame: counted === stored || (dropped.length === 0 && counted.length === stored.length && counted.every((each, place) => each === stored[place])),
    settle: () => {
      record.stored = [...record.stored.filter(({ at }) => at >= before), ...counted];
      if ('dropped' in record) record.dropped = record.dropped.filter((each) => !dropped.includes(each));
    },
  };
}

export async function saveAll(memory: Memory, store: StateStore, at: Instant): Promise<void> {
  while (await saveRows(memory, store, at, true) > 0);
  for (let number = 0; number < SLICES; number += 1) await saveSlice(memory, store, number);
}

function isSettled(record: ContactRecord, at: Instant, all: boolean): boolean {
  const { contact, heardAt } = record;
  if (contact.endedAt === undefined || isSaved(record)) return false;
  if (record.replaces !== undefined) return true;
  if (isWaitedFor(contact) && heardAt + HOUR > at) return false;
  return all || settlesAt(record) <= at;
}

function first<Held>(held: Iterable<Held>, most: number): Held[] {
  const taken: Held[] = [];
  for (const each of held) {
    if (taken.length >= most) break;
    taken.push(each);
  }
  return taken;
}

type Taken = { readonly record: { readonly stored: readonly Contribution[] }; readonly counted: readonly Contribution[]; readonly dropped: readonly Contribution[] };

/** What the rows have to add to the stored readings: what is counted now, without what they have added before. */
function sumsOf(taken: readonly Taken[]): { readonly quarters: Readings; readonly minutes: Readings } {
  const quarters = new Readings(QUARTER);
  const minutes = new Readings(MINUTE);
  for (const { record, counted, dropped } of taken) {
    for (const [list, sign] of [[record.stored, -1], [counted, 1], [dropped, 1]] as const) {
      if (list.length === 0) continue;
      quarters.add(list, sign);
      minutes.add(list.filter(isRecent), sign);
    }
  }
  return { quarters, minutes };
}

function droppedOf(record: ContactRecord | JourneyRecord | AgentDayRecord): readonly Contribution[] {
  return 'dropped' in record ? record.dropped : [];
}

export function toStoredContact(record: ContactRecord): StoredContact {
  const { id, asOf, heardAt, begunIn, heardIn, replaces, floorAt, endInferred, flags, kept } = record;
  const written = record.written ??= { text: '', of: [] };
  return { id, asOf, heardAt, begunIn, heardIn, ...(replaces === undefined ? {} : { replaces }), floorAt, endInferred, flags, events: [...kept.events], written, truncated: kept.truncated, ...(record.shadow && { shadow: record.shadow.flags }) };
}

export function toRow(record: ContactRecord, journeys: ReadonlyMap<string, JourneyRecord>): ContactRow {
  const { contact, summary } = record;
  return {
    ...toStoredContact(record),
    summary,
    ...rowKeysOf(summary, summary.customer === undefined ? undefined : personIn(journeys, summary.customer)),
    queues: [...new Set(contact.visits.map((visit) => visit.queue))],
    agents: [...new Set(contact.segments.map((segment) => segment.agent))],
  };
}

function toStoredJourney(record: JourneyRecord): StoredJourney {
  const { journey, own, namings, regrouped, asOf, floorAt, flags, dropped } = record;
  return {
    customer: journey.customer, asOf, floorAt, contacts: journey.contacts, flags, dropped, ...(record.shadow && { shadow: record.shadow }),
    ...(own === journey.contacts ? {} : { own }), ...(namings.length === 0 ? {} : { namings }), ...(record.was === undefined ? {} : { was: record.was }), ...(regrouped && { regrouped }),
  };
}

function toStoredDay(record: AgentDayRecord): StoredAgentDay {
  const { agent, day, asOf, carried, head, kept } = record;
  const written = record.written ??= { text: '', of: [] };
  return { agent, day: day.day, from: day.from, to: day.to, asOf, carried, ...(head && { head }), events: [...kept.events], written };
}
