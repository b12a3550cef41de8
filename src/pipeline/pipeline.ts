import type { FreshNames } from '../domain/erased.js';
import type { EarshotEvent } from '../domain/event.js';
import type { FlagChange } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import type { LogEntry } from '../ports/event-log.js';
import type { LiveStep } from '../ports/live-state.js';
import type { StateStore } from '../ports/state-store.js';
import type { Traces } from '../ports/traces.js';
import { breathe } from './breath.js';
import type { Rules } from './catalogue.js';
import { eraseContacts, recallErased } from './erase-contacts.js';
import { foldAgentEvent, turnDay, weighAgentDay } from './fold-agents.js';
import { foldEvent, isContactEvent, weighContact } from './fold-contacts.js';
import { concerned, concernedByJourney, followAgent, weighCohort } from './fold-cohorts.js';
import { followContact, weighJourney } from './fold-journeys.js';
import type { Memory } from './memory.js';
import { bringBack } from './put-aside.js';
import { recall } from './recall.js';
import { LATE_BOUND } from './sealed.js';
import type { AgentDayRecord, CohortRecord, ContactRecord, JourneyRecord } from './records.js';
import type { Wake } from './wakes.js';

/** Events folded in one synchronous step. */
const CHUNK = 1_000;

export interface Given {
  readonly memory: Memory;
  readonly store: StateStore;
  readonly rules: Rules;
  /** Under which names erased customers' contacts go on. */
  readonly names?: FreshNames;
  /** Reads a settings entry; what the log holds was valid when it was written. */
  readonly readSettings: (settings: unknown) => Floor;
  /**
   * A mistake of ours met one contact's events: they are passed over, the same in every replay, and it is told. Without
   * this one sender's oddity could stop the whole floor for good.
   */
  readonly onUnfoldable?: (what: string, error: Error) => void;
  /** Something beside the fold went wrong and is tried again or passed over. */
  readonly onTrouble?: (what: string, error: Error) => void;
  /** Told of recalls and folds. */
  readonly traces?: Traces;
}

/** The store did not answer: nothing of the entry is folded. */
export class RecallFailed extends Error {
  constructor(override readonly cause: Error) {
    super(`What the entry touches could not be recalled: ${cause.message}`);
  }
}

/** One entry of the log through the whole street: recall ─► fold ─► detect ─► measure; who announces is handed the step. */
export async function takeStep(given: Given, entry: LogEntry, live: boolean): Promise<LiveStep> {
  await recallFor(given, [entry]);
  return takeRecalled(given, entry, live);
}

/**
 * Brings into memory what entries touch, all at once: three queries for as many entries as there are. The only part of a
 * step that can fail from outside, and it comes before anything is folded: the entries can be taken again.
 */
export async function recallFor({ memory, store, rules, names }: Given, entries: readonly LogEntry[]): Promise<void> {
  const events = entries.flatMap((entry) => (entry.content.kind === 'events' ? entry.content.events : []));
  try {
    await recall(memory, store, rules, events);
    for (const { content } of entries) if (content.kind === 'erased' && names) await recallErased({ memory, store, rules, names }, content);
    await bringBack(memory, store, entries);
  } catch (cause) {
    throw new RecallFailed(cause as Error);
  }
}

/** The rest of a step; nothing may leave the memory between the recall and this. */
export async function takeRecalled(given: Given, entry: LogEntry, live: boolean): Promise<LiveStep> {
  const { memory, readSettings } = given;
  const { position, recordedAt: now, content } = entry;
  memory.seal.enter(position);
  const settingsChanged = content.kind === 'settings';
  if (settingsChanged) memory.changeFloor(position, readSettings(content.settings));
  const history = content.kind === 'events' && content.history;
  const events = content.kind === 'events' ? inTime(memory, content.events, history, now) : [];
  const touched = new Touched();
  touched.everyone = settingsChanged;
  for (let at = 0; at < events.length; at += CHUNK) {
    if (at > 0) await breathe();
    fold(given, events.slice(at, at + CHUNK), position, history ? undefined : now, touched);
  }
  if (content.kind === 'erased' && given.names) eraseContacts(memory, given.names, content, position, touched);
  touchWoken(memory, touched, memory.wakes.takeDue(now), position);
  const flags = weigh(given, touched, position, now);
  memory.position = position;
  memory.now = now;
  for (const record of touched.contacts) memory.pending.contact(record);
  for (const record of touched.journeys) memory.pending.journey(record);
  for (const record of touched.agents) memory.pending.day(record);
  return { position, now, live, contacts: [...touched.contacts], journeys: [...touched.journeys], agents: [...touched.agents], flags, settingsChanged, ...(content.kind === 'erased' ? { erased: content } : {}) };
}

class Touched {
  readonly contacts = new Set<ContactRecord>();
  /** Contacts that a replay met though they are folded further already: their journeys may not be. */
  readonly met = new Set<ContactRecord>();
  readonly journeys = new Set<JourneyRecord>();
  readonly agents = new Set<AgentDayRecord>();
  readonly cohorts = new Set<CohortRecord>();
  /** The settings changed: everyone works where they say now. */
  everyone = false;
  /** Agents whose day has ended. */
  readonly turned = new Set<string>();
}

function inTime(memory: Memory, events: readonly EarshotEvent[], history: boolean, now: Instant): readonly EarshotEvent[] {
  if (history) return events;
  const kept = events.filter((event) => event.time >= now - LATE_BOUND);
  memory.tooLate += events.length - kept.length;
  return kept;
}

/** `heardAt`: absent for an import, whose contacts were heard of when they happened: last year's open call waits for nobody now. */
function fold(given: Given, events: readonly EarshotEvent[], position: number, heardAt: Instant | undefined, touched: Touched): void {
  for (const event of events) {
    try {
      foldOne(given.memory, event, position, heardAt ?? event.time, touched);
    } catch (error) {
      passOver(given, `event ${event.id} of ${event.source}`, error as Error);
    }
  }
}

function foldOne(memory: Memory, event: EarshotEvent, position: number, heardAt: Instant, touched: Touched): void {
  if (isContactEvent(event)) {
    const changed = foldEvent(memory, event, position, heardAt);
    const record = changed ?? memory.contacts.get(event.subject);
    if (changed) touched.contacts.add(changed);
    else if (record && record.asOf >= position) touched.met.add(record);
  }
  const day = foldAgentEvent(memory, event, position);
  if (day) touched.agents.add(day);
}

function guarded(given: Given, what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    passOver(given, what, error as Error);
  }
}

function passOver({ memory, onUnfoldable }: Given, what: string, error: Error): void {
  memory.unfoldable += 1;
  onUnfoldable?.(what, error);
}

/** Wakes that are due; a record that is folded further than this entry keeps its wake for later. */
function touchWoken(memory: Memory, touched: Touched, due: readonly Wake[], position: number): void {
  for (const wake of due) {
    const record = recordOf(memory, wake);
    if (wake.kind === 'agent') {
      touched.turned.add(wake.id);
    } else if (record && record.wakeAt === wake.at) {
      if (record.asOf >= position) {
        memory.wakes.add(wake);
        continue;
      }
      record.wakeAt = undefined;
      if ('habits' in record) touched.cohorts.add(record);
      else if ('journey' in record) touched.journeys.add(record);
      else touched.contacts.add(record);
    }
  }
}

function recordOf(memory: Memory, { kind, id }: Wake): ContactRecord | JourneyRecord | CohortRecord | undefined {
  if (kind === 'contact') return memory.contacts.get(id);
  if (kind === 'journey') return memory.journeys.get(id);
  return kind === 'cohort' ? memory.cohorts.get(id) : undefined;
}

function weigh(given: Given, touched: Touched, position: number, now: Instant): FlagChange[] {
  const { memory, rules } = given;
  const changes: FlagChange[] = [];
  for (const record of touched.contacts) {
    guarded(given, `contact ${record.id}`, () => {
      const before = record.summary;
      const own = weighContact(memory, rules, record, position, now);
      changes.push(...own);
      for (const cohort of concerned(memory, record, own)) touched.cohorts.add(cohort);
      for (const journey of followContact(memory, before, record)) touched.journeys.add(journey);
    });
  }
  for (const record of touched.met) {
    guarded(given, `contact ${record.id}`, () => {
      for (const journey of followContact(memory, undefined, record)) touched.journeys.add(journey);
    });
  }
  for (const journey of touched.journeys) {
    guarded(given, 'a journey', () => {
      const own = weighJourney(memory, rules, journey, position, now);
      changes.push(...own);
      for (const cohort of concernedByJourney(memory, own)) touched.cohorts.add(cohort);
    });
  }
  for (const day of [...touched.agents]) {
    guarded(given, 'the day of an agent', () => {
      for (const changed of weighAgentDay(memory, day, position, now)) touched.agents.add(changed);
    });
  }
  for (const agent of touched.turned) {
    guarded(given, 'the turn of an agent\'s day', () => {
      for (const changed of turnDay(memory, agent, position, now)) touched.agents.add(changed);
    });
  }
  weighCohorts(given, touched, changes, position, now);
  return changes;
}

/** Last, because they read what all the others count. */
function weighCohorts(given: Given, touched: Touched, changes: FlagChange[], position: number, now: Instant): void {
  const { memory, rules } = given;
  const agents = new Set([...[...touched.agents].map(({ agent }) => agent), ...touched.turned, ...(touched.everyone ? memory.agents.keys() : [])]);
  for (const name of agents) {
    const agent = memory.agents.get(name);
    if (agent) for (const cohort of followAgent(memory, agent, now)) touched.cohorts.add(cohort);
  }
  for (const cohort of touched.everyone ? memory.cohorts.values() : touched.cohorts) {
    guarded(given, `cohort ${cohort.id}`, () => changes.push(...weighCohort(memory, rules, cohort, position, now)));
  }
}
