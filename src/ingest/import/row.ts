import type { EarshotEvent } from '../../domain/event.js';

/** The trimmed value of a column; empty where there is none. */
export type Row = (column: string) => string;

/** What became of one row or line of a file. */
export type RowOutcome =
  | { readonly kind: 'events'; readonly events: readonly EarshotEvent[] }
  | { readonly kind: 'excluded'; readonly label: string }
  /** The very same row stood in this file before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ReadRow {
  /** Counted from 1, the header included. */
  readonly line: number;
  readonly outcome: RowOutcome;
}

/** Notes what is wrong with a column's value, and what to do. */
export type Complain = (column: string, what: string) => void;

/** A value as it may stand in a message: short, on one line. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
