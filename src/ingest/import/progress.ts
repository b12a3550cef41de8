import { clock, SECOND, type Instant } from '../../domain/time.js';
import type { ImportSummary, Progress } from './tally.js';

/** Where progress is shown: stderr, so that stdout stays the result's. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const BAR = 24;
const QUIET: number = 10 * SECOND;

/**
 * Shows how far an import is: a bar that redraws itself on a terminal, a line every ten seconds in a log file, nothing
 * with `json`.
 */
export function progressShown(screen: Screen, now: () => Instant, options: { readonly json?: boolean } = {}): (progress: Progress) => void {
  if (options.json) return () => undefined;
  if (screen.isTTY) return (progress) => { screen.write(`\r\u001B[2K${progressLine(progress)}`); };
  let last = now();
  return (progress) => {
    if (now() - last < QUIET) return;
    last = now();
    screen.write(`${progressWords(progress)}\n`);
  };
}

/** "[############............]  50 %  12,000 rows, 8,500/s, excluded 59, refused 3" */
export function progressLine(progress: Progress): string {
  const filled = Math.round(BAR * share(progress));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${progressWords(progress)}`;
}

function progressWords(progress: Progress): string {
  const percent = String(Math.floor(100 * share(progress))).padStart(3);
  return `${percent} %  ${count(progress.rows)} rows, ${count(progress.rowsPerSecond)}/s`
    + `${progress.excluded > 0 ? `, excluded ${count(progress.excluded)}` : ''}`
    + `${progress.refused > 0 ? `, refused ${count(progress.refused)}` : ''}`
    + `${progress.waiting === undefined ? '' : `, waiting: ${progress.waiting}`}`;
}

/** What an import came to, as lines to print. */
export function summaryLines(summary: ImportSummary): readonly string[] {
  const excluded = Object.entries(summary.excluded).map(([label, rows]) => `${label} ${count(rows)}`);
  return [
    `Imported ${count(summary.taken)} of ${count(summary.rows)} rows (${count(summary.events)} events) in ${clock(summary.durationMs)}.`,
    ...(summary.earliest !== undefined && summary.latest !== undefined
      ? [`They reach from ${new Date(summary.earliest).toISOString()} to ${new Date(summary.latest).toISOString()}.`]
      : []),
    ...(excluded.length > 0 ? [`Excluded by the mapping: ${excluded.join(', ')}.`] : []),
    ...(summary.repeated > 0 ? [`Repeated word for word, counted once: ${count(summary.repeated)}.`] : []),
    ...(summary.refused > 0 ? [`Refused: ${count(summary.refused)}. Each with its line and reason in ${summary.refusedFile ?? ''}`] : []),
    ...(summary.stopped === undefined ? [] : [`Stopped before the end of the file. ${summary.stopped}`]),
  ];
}

function share({ bytesDone, bytesTotal }: Progress): number {
  return bytesTotal === 0 ? 1 : Math.min(1, bytesDone / bytesTotal);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
