import { agentOf, foldAgentDay, offlineSince } from '../domain/agent.js';
import type { AgentStanding } from '../domain/agent.js';
import { contributionsOfAgentDay, contributionsOfSpans } from '../domain/contributions/agent-day.js';
import type { EarshotEvent } from '../domain/event.js';
import { keepAt } from '../domain/kept.js';
import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dateIn, dayStart, nextDayStart } from '../domain/zone.js';
import { carryInto, foldOn } from './fold-day.js';
import type { Memory } from './memory.js';
import type { AgentDayRecord, AgentRecord } from './records.js';

/** An agent of whom nothing was heard for so long is carried into no further day. */
export const SILENT = 16 * HOUR;
/** Days an agent's record keeps in memory. */
const DAYS = 2;
/** An agent's day has more events than a contact. */
export const AGENT_DAY_EVENTS = 20_000;

/** Folds an event into the day of the agent it names. */
export function foldAgentEvent(memory: Memory, event: EarshotEvent, position: number): AgentDayRecord | undefined {
  const agent = agentOf(event);
  if (agent === undefined) return undefined;
  const record = agentRecord(memory, agent);
  const day = dayOf(memory, record, event.time);
  if (!day || day.asOf >= position) return undefined;
  const { kind, from } = keepAt(day.kept, event, AGENT_DAY_EVENTS - (day.head?.events ?? 0));
  if (kind === 'same' || kind === 'cut') return undefined;
  day.folded = Math.min(day.folded, from);
  return day;
}

/** Folds a changed day on, and the days after it, which begin with how it ended. */
export function weighAgentDay(memory: Memory, changed: AgentDayRecord, position: number, now: Instant): AgentDayRecord[] {
  const record = agentRecord(memory, changed.agent);
  const from = record.days.indexOf(changed);
  const touched = record.days.slice(from);
  for (const [index, day] of touched.entries()) {
    const before = touched[index - 1];
    if (before) carryInto(day, carriedInto(day.day.from, before));
    refold(memory, day, position, now);
  }
  // Told of only after midnight, yesterday's end has no turn any more.
  const next = nextOf(memory, record, now);
  if (next) {
    touched.push(next);
    refold(memory, next, position, now);
  }
  return touched;
}

/** At the end of a day its last state is settled, and who is still there is carried into the next. */
export function turnDay(memory: Memory, agent: string, position: number, now: Instant): AgentDayRecord[] {
  // None is begun here: an empty record would hide the days that rows hold.
  const record = memory.agents.get(agent);
  const last = record?.days.at(-1);
  if (!record || !last) return [];
  const touched = record.days.filter((day) => day.wakeAt !== undefined && day.day.to <= now);
  const next = touched.includes(last) ? nextOf(memory, record, now) : undefined;
  if (next) touched.push(next);
  return refoldAll(memory, touched, position, now);
}

/** The day after the last one, begun for whoever is still there when that one is over. */
function nextOf(memory: Memory, record: AgentRecord, now: Instant): AgentDayRecord | undefined {
  const last = record.days.at(-1);
  const isStillThere = last && last.day.to <= now && last.day.standing.state !== 'offline' && now - heardLast(last) < SILENT;
  return isStillThere ? dayOf(memory, record, last.day.to) : undefined;
}

/** Nobody has been heard of in these days any more and rows hold them: the agent leaves the memory, and is recalled when heard of again. */
export function isGone({ days }: AgentRecord, at: Instant): boolean {
  return days.every((day) => day.savedAt === day.changedAt && day.day.to + DAYS * DAY <= at);
}

function refoldAll(memory: Memory, days: AgentDayRecord[], position: number, now: Instant): AgentDayRecord[] {
  for (const day of days) refold(memory, day, position, now);
  return days;
}

function refold(memory: Memory, record: AgentDayRecord, position: number, now: Instant): void {
  const { agent, to } = record.day;
  const stayed = foldOn(record);
  record.asOf = position;
  record.changedAt = position;
  if (to <= now) memory.count(record, contributionsOfAgentDay(record.day, true));
  else memory.countFrom(record, endOfStayed(record, stayed), contributionsOfSpans(record.day, false, stayed));
  if (to <= now) {
    record.wakeAt = undefined;
  } else if (record.wakeAt !== to) {
    record.wakeAt = to;
    memory.wakes.add({ kind: 'agent', id: agent, at: to });
  }
}

function endOfStayed({ day }: AgentDayRecord, stayed: number): Instant {
  return day.spans[stayed - 1]?.to ?? day.settled?.until ?? -Infinity;
}

function heardLast({ kept, head, carried }: AgentDayRecord): Instant {
  return (kept.events.at(-1) ?? head?.last)?.time ?? carried.since;
}

function agentRecord(memory: Memory, agent: string): AgentRecord {
  const known = memory.agents.get(agent);
  if (known) return known;
  const begun: AgentRecord = { agent, days: [] };
  memory.agents.set(agent, begun);
  return begun;
}

/** The record of the day that holds the instant; none for a day before those in memory. */
function dayOf(memory: Memory, record: AgentRecord, at: Instant): AgentDayRecord | undefined {
  const known = record.days.find(({ day }) => day.from <= at && at < day.to);
  if (known) return known;
  const newest = record.days.at(-1);
  if (newest && at < newest.day.from) return undefined;
  const { zone } = memory.floor;
  const from = dayStart(zone, at);
  const carried = newest ? carriedInto(from, newest) : offlineSince(from);
  const begun: AgentDayRecord = {
    agent: record.agent,
    head: undefined,
    unstored: [],
    kept: { events: [], truncated: false },
    carried,
    day: foldAgentDay(record.agent, dateIn(zone, at), from, nextDayStart(zone, at), carried, []),
    folded: 0, marks: [], wakeAt: undefined, asOf: 0, floorAt: memory.floorAt, counted: [], stored: [], changedAt: 0, savedAt: 0,
  };
  record.days.push(begun);
  // Older days are rows by now, or will be: the saver lets go of them.
  return begun;
}

/** How a day begins: as the one before ended, unless nothing was heard for so long that nobody can have stayed. */
function carriedInto(from: Instant, before: AgentDayRecord): AgentStanding {
  const { standing } = before.day;
  const heard = heardLast(before);
  if (standing.state === 'offline' || from - heard < SILENT) return standing;
  return { ...offlineSince(from), queues: standing.queues, ...(standing.team === undefined ? {} : { team: standing.team }) };
}

export function isPastDay(record: AgentRecord, day: AgentDayRecord): boolean {
  return record.days.indexOf(day) < record.days.length - DAYS;
}
