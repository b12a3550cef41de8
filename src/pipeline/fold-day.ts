import { evolveDay } from '../domain/agent.js';
import type { AgentStanding, StateSpan } from '../domain/agent.js';
import type { AgentDayRecord } from './records.js';

/** Events between two marks. A day folded anew at each of its thousand events takes 40 times as long. */
const MARK_EVERY = 64;

/** Where the fold of a day stood after so many of its events: what comes late is folded from the mark before it on. */
export interface Mark {
  readonly events: number;
  readonly spans: number;
  readonly standing: AgentStanding;
}

/** Brings a day up to its events. Answers how many of its spans stayed as they were. */
export function foldOn(record: AgentDayRecord): number {
  const { marks, carried, day, kept: { events } } = record;
  while (marks.length > 0 && (marks.at(-1) as Mark).events > record.folded) marks.pop();
  const start = marks.at(-1) ?? { events: 0, spans: 0, standing: record.head?.standing ?? carried };
  const spans = day.spans as StateSpan[];
  spans.length = start.spans;
  let { standing } = start;
  const begunAt = day.settled?.until ?? Math.max(day.from, carried.since);
  for (let at = start.events; at < events.length; at += MARK_EVERY) {
    standing = evolveDay(spans, standing, begunAt, events.slice(at, at + MARK_EVERY));
    putMark(marks, { events: Math.min(at + MARK_EVERY, events.length), spans: spans.length, standing });
  }
  record.folded = events.length;
  record.day = { ...day, standing };
  return start.spans;
}

/** The newest mark stands at the end, where most events are added; those before it stand apart. */
function putMark(marks: Mark[], next: Mark): void {
  const [before, last] = marks.slice(-2);
  if (before && last && last.events - before.events < MARK_EVERY) marks.pop();
  marks.push(next);
}

/** The day before ended otherwise than it did. */
export function carryInto(record: AgentDayRecord, carried: AgentStanding): void {
  if (record.head) throw new Error('The first events of a day were put aside and not brought back before it was to begin otherwise.');
  record.carried = carried;
  record.marks.length = 0;
  record.folded = 0;
}
