import { isAtWork, cohortId, cohortKey, cohortOfFlag, queuesOf } from '../domain/cohort.js';
import type { Cohort, CohortKind, CohortName } from '../domain/cohort.js';
import { flowOf } from '../domain/contributions/cohorts.js';
import { reasonOf } from '../domain/contact.js';
import type { Flag, FlagChange } from '../domain/flag.js';
import type { Measure, Sums } from '../domain/metric.js';
import { hourOf } from '../domain/place.js';
import { keyOf } from '../domain/reading-key.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { waitsLive } from '../domain/waiting.js';
import type { Rules } from './catalogue.js';
import { detectInCohort } from './detect-cohort.js';
import { earlier } from './detect.js';
import type { Memory } from './memory.js';
import type { AgentRecord, CohortRecord, ContactRecord } from './records.js';
import { shadowCohort } from './shadow.js';

/** Senders make up names: past so many cohorts no other is looked at. */
const MOST = 5_000;
/** An hour's rates are what is usual once it is so old: what comes later changes them no more. */
const SETTLED = 2 * HOUR;
/** How long an hour is remembered as what is usual, and a flag that is over in memory. */
const HABITS = 29 * DAY;
const KEPT = DAY;

/** Whom a changed contact concerns: the queues that it waits in or has left, and where its end or its flags count. */
export function concerned(memory: Memory, record: ContactRecord, changes: readonly FlagChange[]): CohortRecord[] {
  const { contact } = record;
  const touched = new Set(followWaits(memory, record));
  const known = (kind: CohortKind, name: string | undefined): void => {
    const cohort = name === undefined ? undefined : memory.cohorts.get(cohortId({ kind, channel: contact.channel, name }));
    if (cohort) touched.add(cohort);
  };
  if (contact.offer !== undefined) touched.add(cohortRecord(memory, { kind: 'offer', channel: contact.channel, name: contact.offer }));
  for (const { flag } of changes) for (const cohort of cohortsOfFlag(memory, record, flag)) touched.add(cohort);
  if (contact.endedAt !== undefined && memory.cohorts.size > 0) {
    for (const { node } of contact.menu) known('node', node);
    for (const { queue } of contact.visits) known('queue', queue);
    known('reason', reasonOf(contact));
    known('entry', contact.entry);
    known('flow', flowOf(contact));
  }
  return [...touched];
}

/** Where a flag counts: its place, and the flow that the contact came through. */
export function cohortsOfFlag(memory: Memory, { contact }: Pick<ContactRecord, 'contact'>, flag: FlagChange['flag']): CohortRecord[] {
  const home = cohortOfFlag(flag.place, contact.channel, reasonOf(contact), contact.entry);
  const flow = flowOf(contact);
  return [...(home ? [cohortRecord(memory, home)] : []), ...(flow === undefined ? [] : [cohortRecord(memory, { kind: 'flow', channel: contact.channel, name: flow })])];
}

/** Of the contacts that are in memory: what a journey says of an old one spikes nowhere now. */
export function concernedByJourney(memory: Memory, changes: readonly FlagChange[]): CohortRecord[] {
  return changes.flatMap(({ flag }) => {
    const record = memory.contacts.get(flag.contact);
    return record ? cohortsOfFlag(memory, record, flag) : [];
  });
}

/** Keeps who waits where in step with a contact. */
export function followWaits(memory: Memory, record: ContactRecord): CohortRecord[] {
  const { contact, id } = record;
  const open = contact.visits.length > 0 && contact.endedAt === undefined && waitsLive(contact) ? contact.visits.filter((visit) => visit.leftAt === undefined) : [];
  if (open.length === 0 && record.waitsIn === undefined) return [];
  const now = open.map(({ queue, enteredAt }) => ({ cohort: cohortRecord(memory, { kind: 'queue', channel: contact.channel, name: queue }), enteredAt }));
  const isSame = now.length === record.waitsIn?.length && now.every(({ cohort, enteredAt }) => cohort.waits.get(id) === enteredAt);
  if (isSame) return [];
  const left = (record.waitsIn ?? []).filter((cohort) => !now.some((each) => each.cohort === cohort));
  for (const cohort of left) cohort.waits.delete(id);
  for (const { cohort, enteredAt } of now) cohort.waits.set(id, enteredAt);
  record.waitsIn = now.length === 0 ? undefined : now.map(({ cohort }) => cohort);
  return [...left, ...now.map(({ cohort }) => cohort)];
}

/** Keeps who works where in step with an agent. */
export function followAgent(memory: Memory, { agent, days }: AgentRecord, now: Instant): CohortRecord[] {
  const day = days.at(-1)?.day;
  const standing = day !== undefined && day.to > now ? day.standing : undefined;
  const before = memory.staff.queuesOf(agent);
  const queues = standing === undefined ? [] : queuesOf(standing, agent, memory.floor);
  memory.staff.put(agent, queues.map((queue) => [queue, standing !== undefined && isAtWork(standing, queue)] as const));
  return [...new Set([...before, ...queues])].flatMap((queue) => memory.cohortsOfQueue(queue));
}

/** Asks the rules about a cohort that changed or whose time has come. */
export function weighCohort(memory: Memory, rules: Rules, record: CohortRecord, position: number, now: Instant): readonly FlagChange[] {
  // A replay: some of its calls are folded further than this entry, and the cohort as well.
  if (record.asOf >= position) return [];
  remember(memory, record, now);
  const cohort = viewOf(memory, record);
  const verdict = detectInCohort(rules, cohort, record.flags, memory.floor, now, memory.floorAt);
  const beside = shadowCohort(rules, cohort, record.shadow, memory.floor, now);
  const isKept = ({ until, retractedAt }: Flag): boolean => (retractedAt ?? until ?? now) > now - KEPT;
  record.flags = verdict.flags.filter(isKept);
  const isSame = record.shadow === beside.shadow || JSON.stringify(record.shadow ?? []) === JSON.stringify(beside.shadow ?? []);
  record.shadow = beside.shadow?.filter(isKept);
  record.asOf = position;
  if (verdict.changes.length > 0 || !isSame) memory.pending.cohorts.add(record);
  // Who waits to be woken looks then whether an hour is still to settle: at each event it would cost as much as the rules.
  const isWatched = record.wakeAt !== undefined || isUnsettled(memory, record, now);
  wake(memory, record, earlier(earlier(verdict.askAgainAt, beside.askAgainAt), isWatched ? hourOf(now) + HOUR : undefined), now);
  return verdict.changes;
}

/** What of the hours before has settled becomes what is usual. */
function remember(memory: Memory, record: CohortRecord, now: Instant): void {
  const last = hourOf(now - SETTLED) - HOUR;
  for (let hour = Math.max(record.rememberedTo + HOUR, last - DAY); hour <= last; hour += HOUR) {
    const sums = readHour(memory, record, hour);
    if (Object.keys(sums).length > 0) record.habits.set(hour, sums);
    record.rememberedTo = hour;
    memory.pending.cohorts.add(record);
  }
  for (const hour of record.habits.keys()) if (hour < now - HABITS) record.habits.delete(hour);
}

/** Some hour is still to become a habit. */
function isUnsettled(memory: Memory, record: CohortRecord, now: Instant): boolean {
  for (let hour = hourOf(now); hour > hourOf(now - SETTLED) - HOUR; hour -= HOUR) if (Object.keys(readHour(memory, record, hour)).length > 0) return true;
  return false;
}

/** Only what is a share of those who passed. */
function readHour(memory: Memory, record: CohortRecord, hour: Instant): Sums {
  const sums: Partial<Record<Measure, number>> = {};
  for (const [measure, value] of Object.entries(memory.daily.sums('arrival', cohortKey(record), hour, hour + HOUR))) {
    if (value !== undefined && (measure === 'passed' || measure.startsWith('hurt.flag.'))) sums[measure as Measure] = value;
  }
  return sums;
}

function viewOf(memory: Memory, record: CohortRecord): Cohort {
  const { id, kind, channel, name } = record;
  const atWork = kind === 'queue' ? memory.staff.atWork(name) : undefined;
  return {
    id, kind, channel, name,
    waiting: [...record.waits.values()].toSorted((a, b) => a - b),
    ...(atWork === undefined ? {} : { atWork }),
    arrived: (from, to) => memory.recent.sums('arrival', keyOf(channel, 'queue', name), from, to),
    passed: (from, to) => memory.daily.sums('arrival', cohortKey(record), from, to),
    usual: (hour) => [1, 2, 3, 4].flatMap((weeks) => record.habits.get(hour - weeks * 7 * DAY) ?? []),
  };
}

export function cohortRecord(memory: Memory, named: CohortName): CohortRecord {
  const id = cohortId(named);
  const known = memory.cohorts.get(id);
  if (known) return known;
  const begun: CohortRecord = { ...named, id, waits: new Map(), habits: new Map(), rememberedTo: 0, flags: [], wakeAt: undefined, asOf: memory.cohortsAsOf.position };
  if (memory.cohorts.size < MOST) memory.addCohort(begun);
  return begun;
}

export function wake(memory: Memory, record: CohortRecord, at: Instant | undefined, now: Instant): void {
  const next = at !== undefined && at > now ? at : undefined;
  if (next === record.wakeAt) return;
  record.wakeAt = next;
  if (next !== undefined) memory.wakes.add({ kind: 'cohort', id: record.id, at: next });
}
