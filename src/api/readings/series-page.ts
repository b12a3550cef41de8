import { ok } from '../../domain/result.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Window } from './answer.js';
import { MOST_INTERVALS, MOST_VALUES } from './frame.js';

/** Lines in one answer: more is no chart. */
const MOST_LINES = 200;

/** One page of a series: some of its lines over some of its intervals. */
export interface SeriesPage<Line> {
  readonly lines: readonly Line[];
  readonly windows: readonly Window[];
  readonly next: string | null;
}

/**
 * All intervals of the first lines, then of the next: what one answer may hold at a time. The cursor says at which line and which
 * instant it goes on, so that intervals that have come since then change no page before.
 */
export function pageOf<Line>(lines: readonly Line[], windows: readonly Window[], cursor: string | undefined): Answer<SeriesPage<Line>> {
  const place = placeIn(cursor);
  const first = windows.findIndex(({ from }) => from === (place?.at ?? windows[0]?.from));
  const isBeyond = place !== undefined && place.line > 0 && place.line >= lines.length;
  if (isBeyond || (place !== undefined && first < 0)) return wrong('The parameter "cursor" names a place that is not in this series.', 'Leave it out to begin anew, and ask with the same "from", "to", "interval" and "by" for all pages.');
  const line = place?.line ?? 0;
  const some = lines.slice(line, line + MOST_LINES);
  const length = Math.min(MOST_INTERVALS, Math.max(1, Math.floor(MOST_VALUES / Math.max(1, some.length))));
  const cut = windows.slice(Math.max(0, first), Math.max(0, first) + length);
  return ok({ lines: some, windows: cut, next: nextOf(line + some.length < lines.length ? line + some.length : undefined, windows[Math.max(0, first) + length], line, windows[0]) });
}

function nextOf(nextLine: number | undefined, nextWindow: Window | undefined, line: number, begin: Window | undefined): string | null {
  if (nextWindow !== undefined) return `${line}-${nextWindow.from}`;
  return nextLine === undefined || begin === undefined ? null : `${nextLine}-${begin.from}`;
}

function placeIn(cursor: string | undefined): { readonly line: number; readonly at: number } | undefined {
  const [line, at] = cursor?.split('-').map(Number) ?? [];
  return line === undefined || at === undefined ? undefined : { line, at };
}
