import type { FindingOwner } from './findings.js';

/** GET /api/v1/minutes: customer-minutes lost, by where they went: the list from which fixes are chosen. Times are milliseconds; null: nothing to say. */
export interface MinutesView {
  readonly channel: string;
  readonly period: MinutesPeriod;
  readonly window: { readonly from: number; readonly to: number };
  /** All that was lost, and in the same hours of the weeks before. */
  readonly total: MinutesSums;
  /** Beside it, counted apart: calls while closed, and contacts of which nobody knows how long they were. */
  readonly closedMs: number;
  readonly unknownContacts: number;
  /** Four ways to cut the same whole: by node and queue, reason, number called, and owning function. Each adds up to the total; the most first. */
  readonly places: readonly MinutesLine[];
  readonly reasons: readonly MinutesLine[];
  readonly entries: readonly MinutesLine[];
  readonly owners: readonly MinutesLine[];
}

export type MinutesPeriod = 'day' | 'week';

export interface MinutesSums {
  readonly ms: number;
  readonly menuMs: number;
  readonly waitMs: number;
  readonly holdMs: number;
  /** Where no source says where the caller was. */
  readonly betweenMs: number;
  /** Talk with those who had to come back. */
  readonly repeatMs: number;
  /** The same hours one, two, three and four weeks before; null of a week of which not all was heard. */
  readonly weeks: readonly (number | null)[];
  /** Against the mean of those weeks: 0.2 is a fifth more. */
  readonly trend: number | null;
}

export type MinutesKind = 'node' | 'queue' | 'reason' | 'entry' | 'owner' | 'unknown';

export interface MinutesLine extends MinutesSums {
  readonly kind: MinutesKind;
  /** Of `unknown` what is not known; of `owner` empty where nobody owns it yet. */
  readonly id: string;
  readonly name: string;
  /** How a metric is asked for it: `node:main`, or several for an owner. */
  readonly of: readonly string[];
  /** Of all that was lost. */
  readonly share: number | null;
  /** Contacts that passed there, and what each lost there on the mean; null where that is not counted. */
  readonly contacts: number | null;
  readonly meanMs: number | null;
  readonly owner: FindingOwner | null;
  /** What it cost, where the owner says what a minute costs. */
  readonly cost?: { readonly amount: number; readonly currency: string };
  /** Findings that stand open there. */
  readonly findings: readonly string[];
}
