import { agentOf } from '../domain/agent.js';
import { contributionsOfAgentDay, settleSpans } from '../domain/contributions/agent-day.js';
import { eventHash } from '../domain/event-hash.js';
import type { EarshotEvent } from '../domain/event.js';
import { compareEvents } from '../domain/order.js';
import type { LogEntry } from '../ports/event-log.js';
import type { AgentDayHead, AgentDayPart, StateStore } from '../ports/state-store.js';
import { foldOn } from './fold-day.js';
import type { Memory } from './memory.js';
import type { AgentDayRecord, AgentRecord } from './records.js';

/**
 * An agent's day grows all day, and hardly anything comes late by more than some events. So what is long past is put aside,
 * in parts that are written once, and brought back when an event is about it. With 2,000 agents at a peak the days were
 * gigabytes within minutes, and each round of slices wrote all of them anew.
 */

/** So many events in memory are enough to put the first of them aside; so many of the newest stay. */
export const PUT_ASIDE_AT = 256;
const STAYS = 64;

/** Puts the first events of a day aside: they are kept until a save holds them. Never between a recall and its step. */
export function putAside(record: AgentDayRecord): void {
  const { kept, marks, day, head } = record;
  if (kept.events.length < PUT_ASIDE_AT || record.folded < kept.events.length) return;
  const mark = marks.findLast(({ events }) => events <= kept.events.length - STAYS);
  if (!mark) return;
  const isOver = record.wakeAt === undefined;
  const part = partOf(record, kept.events.splice(0, mark.events));
  record.day = settleSpans(day, mark.spans);
  record.head = {
    parts: part.number + 1, events: (head?.events ?? 0) + mark.events, last: part.events.at(-1) as EarshotEvent, standing: mark.standing,
    ...(record.day.settled === undefined ? {} : { settled: record.day.settled }), known: merge(head?.known ?? [], part.known),
  };
  record.unstored = [...record.unstored, part];
  delete kept.ids;
  delete record.written;
  const later = marks.filter(({ events }) => events > mark.events);
  marks.length = 0;
  for (const each of later) marks.push({ events: each.events - mark.events, spans: each.spans - mark.spans, standing: each.standing });
  record.folded = kept.events.length;
  record.counted = contributionsOfAgentDay(record.day, isOver);
}

/** Brings back what entries are about of what was put aside: a query where there is such a thing. */
export async function bringBack(memory: Memory, store: StateStore, entries: readonly LogEntry[]): Promise<void> {
  const wanted = new Set<AgentDayRecord>();
  for (const { position, content } of entries) {
    if (content.kind !== 'events') continue;
    for (const event of content.events) addConcerned(wanted, memory, event, position);
  }
  if (wanted.size === 0) return;
  const days = [...wanted];
  const stored = await store.agentDayParts(days.map(({ agent, day }) => ({ agent, day: day.day })));
  for (const record of days) open(record, stored.filter(({ agent, day }) => agent === record.agent && day === record.day.day));
}

/** Days that the event changes: its own where it belongs among what was put aside, and those after it, which begin as it ends: it lies before all of theirs. */
function addConcerned(wanted: Set<AgentDayRecord>, memory: Memory, event: EarshotEvent, position: number): void {
  const agent = agentOf(event);
  const record: AgentRecord | undefined = agent === undefined ? undefined : memory.agents.get(agent);
  if (!record) return;
  const place = record.days.findIndex(({ day }) => day.from <= event.time && event.time < day.to);
  if (place < 0) return;
  for (let at = place; at < record.days.length; at += 1) {
    const day = record.days[at] as AgentDayRecord;
    if (day.head && day.asOf < position && isAmong(day.head, event)) wanted.add(day);
  }
}

function isAmong({ last, known }: AgentDayHead, event: EarshotEvent): boolean {
  return compareEvents(event, last) <= 0 || holds(known, eventHash(event));
}

function open(record: AgentDayRecord, stored: readonly AgentDayPart[]): void {
  const { head, unstored, kept } = record;
  if (!head) return;
  const first = unstored[0]?.number ?? head.parts;
  const events = [...stored.filter(({ number }) => number < first), ...unstored].flatMap((part) => part.events);
  if (events.length !== head.events) throw new Error(`Of an agent's day ${head.events} events were put aside and ${events.length} are found.`);
  const isOver = record.wakeAt === undefined;
  const following = kept.events.splice(0);
  for (const event of [...events, ...following]) kept.events.push(event);
  delete kept.ids;
  delete record.written;
  record.head = undefined;
  record.unstored = [];
  record.marks.length = 0;
  record.day = { ...record.day, settled: undefined, spans: [] };
  foldOn(record);
  record.counted = contributionsOfAgentDay(record.day, isOver);
}

/** A save holds these now. */
export function asideStored(record: AgentDayRecord, parts: ReadonlySet<AgentDayPart>): void {
  record.unstored = record.unstored.filter((part) => !parts.has(part));
}

function partOf({ agent, day, head }: AgentDayRecord, events: readonly EarshotEvent[]): AgentDayPart {
  return { agent, day: day.day, number: head?.parts ?? 0, events, known: events.map(eventHash).toSorted((a, b) => a - b) };
}

function holds(known: readonly number[], hash: number): boolean {
  let low = 0;
  let high = known.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = known[middle] as number;
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function merge(one: readonly number[], other: readonly number[]): readonly number[] {
  return [...one, ...other].sort((a, b) => a - b);
}
