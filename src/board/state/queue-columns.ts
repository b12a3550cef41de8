import type { QueueNumbers, QueueRow } from '../../contract/board.js';
import { duration } from '../text/duration.js';
import { count, percent } from '../text/number.js';

/** A measured column of the queue table: two windows, one under the other. */
export interface QueueColumn {
  readonly id: string;
  readonly label: string;
  /** In full, for the tooltip and for screen readers. */
  readonly means: string;
  /** Its id in the catalogue. */
  readonly metric: string;
  readonly value: (numbers: QueueNumbers) => number | null;
  readonly text: (value: number | null) => string;
  /** The flag that most of the contacts behind it carry, where there is one. */
  readonly flag?: string;
  /** What trouble looks like, and so what the first click brings to the top. */
  readonly worst: 'high' | 'low';
}

/** The queue's own name: on other channels than voice a row's id has the channel before it. */
export const queueIn = ({ id, channel }: Pick<QueueRow, 'id' | 'channel'>): string => (id.startsWith(`${channel}/`) ? id.slice(channel.length + 1) : id);

const sum = (flows: QueueNumbers['flowOuts']): number => flows.involuntary + flows.byChoice + flows.rerouted;

export const queueColumns: readonly QueueColumn[] = [
  { id: 'sl', label: 'SL %', means: 'Service level: served in time', metric: 'served_in_time', value: (n) => n.serviceLevel, text: percent, worst: 'low' },
  { id: 'offered', label: 'Offered', means: 'Offered', metric: 'offered', value: (n) => n.offered, text: count, worst: 'high' },
  { id: 'answered', label: 'Answ.', means: 'Answered', metric: 'answered', value: (n) => n.answered, text: count, worst: 'low' },
  { id: 'abandoned', label: 'Aband.', means: 'Abandoned', metric: 'abandoned', flag: 'abandoned-in-queue', value: (n) => n.abandoned, text: count, worst: 'high' },
  { id: 'flowouts', label: 'Flow-out', means: 'Flow-outs: left by time-out, by choice, or rerouted', metric: 'flowouts_involuntary', flag: 'turned-away', value: (n) => sum(n.flowOuts), text: count, worst: 'high' },
  { id: 'lost', label: 'Lost %', means: 'Lost: abandoned or turned away', metric: 'lost', value: (n) => n.lostRate, text: percent, worst: 'high' },
  { id: 'asa', label: 'ASA', means: 'Average speed of answer', metric: 'asa', value: (n) => n.asaMs, text: duration, worst: 'high' },
  { id: 'aht', label: 'AHT', means: 'Average handling time', metric: 'aht', value: (n) => n.ahtMs, text: duration, worst: 'high' },
];

export type QueueSort =
  | { readonly by: 'trouble' | 'name' | 'waiting' | 'longest' | 'ready'; readonly reversed: boolean }
  | { readonly by: 'column'; readonly column: string; readonly window: Window; readonly reversed: boolean };

export type Window = 'last30' | 'today';

/** As the address has it: `waiting`, `sl`, turned about `-sl`; '' and what is not known are trouble first. */
export function readSort(text: string, window: Window): QueueSort {
  const [name, reversed] = text.startsWith('-') ? [text.slice(1), true] : [text, false];
  const by = (['name', 'waiting', 'longest', 'ready'] as const).find((known) => known === name);
  if (by !== undefined) return { by, reversed };
  return queueColumns.some(({ id }) => id === name) ? { by: 'column', column: name, window, reversed } : { by: 'trouble', reversed: false };
}

/** The same column again turns the order about. */
export const sortedBy = (text: string, column: string): string => (text === column ? `-${column}` : column);

const toneRank = { bad: 0, warn: 1, neutral: 2, good: 2 } as const;

/** Trouble first: by tone, then who waits longest, then the lowest service level, then the name. */
function trouble(a: QueueRow, b: QueueRow): number {
  return toneRank[a.tone] - toneRank[b.tone]
    || nullLast(a.longestSince, b.longestSince, 1)
    || nullLast(a.last30.serviceLevel, b.last30.serviceLevel, 1)
    || a.name.localeCompare(b.name);
}

/** Null is never "least": nothing to say goes to the end in either direction. */
function nullLast(a: number | null, b: number | null, direction: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a - b) * direction;
}

export function sortQueues(rows: readonly QueueRow[], sort: QueueSort): readonly QueueRow[] {
  return rows.toSorted((a, b) => compare(a, b, sort) || trouble(a, b));
}

function compare(a: QueueRow, b: QueueRow, sort: QueueSort): number {
  const turn = sort.reversed ? -1 : 1;
  switch (sort.by) {
    case 'trouble': return trouble(a, b) * turn;
    case 'name': return a.name.localeCompare(b.name) * turn;
    case 'waiting': return (b.waiting - a.waiting) * turn;
    case 'longest': return nullLast(a.longestSince, b.longestSince, turn);
    case 'ready': return (a.agents.ready - b.agents.ready) * turn;
    case 'column': return compareColumn(a, b, sort.column, sort.window, turn);
  }
}

function compareColumn(a: QueueRow, b: QueueRow, id: string, window: Window, turn: 1 | -1): number {
  const column = queueColumns.find((known) => known.id === id);
  if (column === undefined) return 0;
  const low = column.worst === 'low' ? 1 : -1;
  return nullLast(column.value(a[window]), column.value(b[window]), (low * turn) as 1 | -1);
}
