import type { ContactRow, SaveBatch, Slice, StateStore, StoredAgentDay, StoredContact, StoredJourney } from '../ports/state-store.js';
import { isWrappingUp } from '../domain/contact.js';
import type { Contribution } from '../domain/metric.js';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { isGone, isPastDay } from './fold-agents.js';
import type { Memory } from './memory.js';
import { deltasOf } from './readings.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';
import { SLICES, sliceOf } from './slice.js';

/** A closed contact is saved when nothing was heard of it for this long: the last words often come late. */
const SETTLING = 5 * SECOND;
/** How long a saved contact stays in memory after the last word. */
const LINGER = MINUTE;
/** Wakes that are not worth looking through. */
const FEW_WAKES = 1_000;
/** Rows a transaction. */
const ROWS = 2_000;

/**
 * Writes what is settled into rows, and what is open into slices. Each batch is taken from the memory in one synchronous
 * step and committed whole; what changes meanwhile is saved again. `all`: at the end, whatever its age.
 */
export async function saveRows(memory: Memory, store: StateStore, at: Instant, all = false): Promise<number> {
  const { batch, settle } = takeBatch(memory, at, all);
  const records = batch.contacts.length + batch.journeys.length + batch.agentDays.length;
  if (records === 0) return 0;
  await memory.betweenSaves(async () => {
    await store.save(batch);
    settle();
  });
  return records;
}

/** What is to be saved, and what to do once it is. */
function takeBatch(memory: Memory, at: Instant, all: boolean): { readonly batch: SaveBatch; readonly settle: () => void } {
  const contacts = take(memory.contacts.values(), (record) => isSettled(record, at, all) && record.savedAt !== record.changedAt);
  const busy = customersWithOpenContacts(memory);
  const journeys = take(memory.journeys.values(), (record) => record.savedAt !== record.changedAt && !busy.has(record.journey.customer));
  const days = take(agentDays(memory), (record) => record.day.to <= memory.now && record.savedAt !== record.changedAt);
  const taken = [...contacts, ...journeys, ...days].map((record) => ({ record, changedAt: record.changedAt, counted: record.counted, dropped: droppedOf(record) }));
  const deltas = deltasOf(
    taken.flatMap(({ record }) => record.stored),
    taken.flatMap(({ counted, dropped }) => [...counted, ...dropped]),
  );
  const settle = (): void => {
    for (const { record, changedAt, counted, dropped } of taken) {
      record.stored = counted;
      record.savedAt = changedAt;
      if ('dropped' in record) record.dropped = record.dropped.slice(dropped.length);
    }
    memory.unsaved.addDeltas(deltas, -1);
  };
  return {
    batch: { contacts: contacts.map(toRow), journeys: journeys.map((each) => ({ ...toStoredJourney(each), dropped: [] })), agentDays: days.map(toStoredDay), deltas },
    settle,
  };
}

/** Lets go of what rows hold and nobody waits for. */
export function forgetSettled(memory: Memory, at: Instant): void {
  for (const record of memory.contacts.values()) {
    if (record.savedAt === record.changedAt && record.wakeAt === undefined && record.contact.endedAt !== undefined && record.heardAt + LINGER <= at) {
      memory.contacts.delete(record.id);
    }
  }
  const busy = new Set([...memory.contacts.values()].map((record) => record.summary.customer));
  for (const [customer, record] of memory.journeys) {
    if (record.savedAt === record.changedAt && record.wakeAt === undefined && !busy.has(customer)) memory.journeys.delete(customer);
  }
  for (const agent of memory.agents.values()) {
    while (agent.days[0] && isPastDay(agent, agent.days[0]) && agent.days[0].savedAt === agent.days[0].changedAt) agent.days.shift();
    if (isGone(agent, memory.now)) memory.agents.delete(agent.agent);
  }
  const { wakes } = memory;
  // Twice as many as can be awaited: pruning costs little per wake, and memory stays in step with what it holds.
  wakes.prune(FEW_WAKES + 2 * (memory.contacts.size + memory.journeys.size + memory.agents.size), (wake) => memory.isAwaited(wake));
}

/** One 64th of what is open. Contacts that a row holds whole are left to the row. */
export function takeSlice(memory: Memory, number: number): Slice {
  const mine = (id: string): boolean => sliceOf(id) === number;
  const unsaved = (record: { savedAt: number; changedAt: number }): boolean => record.savedAt !== record.changedAt;
  return {
    number,
    position: memory.position,
    contacts: take(memory.contacts.values(), (record) => mine(record.id) && unsaved(record), Infinity).map(toStoredContact),
    journeys: take(memory.journeys.values(), (record) => mine(record.journey.customer) && unsaved(record), Infinity).map(toStoredJourney),
    agentDays: take(agentDays(memory), (record) => mine(record.agent) && unsaved(record), Infinity).map(toStoredDay),
  };
}

export async function saveAll(memory: Memory, store: StateStore, at: Instant): Promise<void> {
  while (await saveRows(memory, store, at, true) > 0);
  for (let number = 0; number < SLICES; number += 1) await store.saveSlice(takeSlice(memory, number));
}

function isSettled(record: ContactRecord, at: Instant, all: boolean): boolean {
  const { contact, heardAt } = record;
  if (contact.endedAt === undefined) return false;
  if (contact.segments.some(isWrappingUp) && heardAt + HOUR > at) return false;
  return all || heardAt + SETTLING <= at;
}

function customersWithOpenContacts(memory: Memory): Set<string | undefined> {
  const busy = new Set<string | undefined>();
  for (const record of memory.contacts.values()) if (record.savedAt !== record.changedAt) busy.add(record.summary.customer);
  return busy;
}

function* agentDays(memory: Memory): Iterable<AgentDayRecord> {
  for (const agent of memory.agents.values()) yield* agent.days;
}

function take<Held>(records: Iterable<Held>, isWanted: (record: Held) => boolean, most = ROWS): Held[] {
  const taken: Held[] = [];
  for (const record of records) {
    if (!isWanted(record)) continue;
    taken.push(record);
    if (taken.length >= most) break;
  }
  return taken;
}

function droppedOf(record: ContactRecord | JourneyRecord | AgentDayRecord): readonly Contribution[] {
  return 'dropped' in record ? record.dropped : [];
}

export function toStoredContact(record: ContactRecord): StoredContact {
  const { id, asOf, heardAt, floorAt, endInferred, flags, kept } = record;
  return { id, asOf, heardAt, floorAt, endInferred, flags, events: [...kept.events], truncated: kept.truncated };
}

export function toRow(record: ContactRecord): ContactRow {
  const { contact } = record;
  return {
    ...toStoredContact(record),
    summary: record.summary,
    queues: [...new Set(contact.visits.map((visit) => visit.queue))],
    agents: [...new Set(contact.segments.map((segment) => segment.agent))],
  };
}

function toStoredJourney(record: JourneyRecord): StoredJourney {
  const { journey, asOf, floorAt, flags, dropped } = record;
  return { customer: journey.customer, asOf, floorAt, contacts: journey.contacts, flags, dropped };
}

function toStoredDay(record: AgentDayRecord): StoredAgentDay {
  const { agent, day, asOf, carried, kept } = record;
  return { agent, day: day.day, from: day.from, to: day.to, asOf, carried, events: [...kept.events] };
}

