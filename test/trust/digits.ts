import { DAY } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';

export interface Ours {
  /** When the run began. */
  readonly from: Instant;
  /** Rows of digits that stood somewhere before anybody typed: versions, settings, sizes. */
  readonly before: ReadonlySet<string>;
  /** Prometheus' text: behind each name and its labels stands what was counted. */
  readonly isFigures: boolean;
}

/** What may begin or end with a run: what is kept is kept for a year and a month at most. */
const [PAST, AHEAD] = [2 * DAY, 400 * DAY];
const ISO = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?/g;
/** Seconds, milliseconds and microseconds since 1970, by how many digits they have. */
const UNITS: Readonly<Record<number, number>> = { 10: 1_000, 13: 1, 16: 1 / 1_000 };

/**
 * A text without the only digits that may stand in it: times of this run, whole and with no other digit beside them; what stood there
 * before the first card was typed, digit for digit; and in figures the value of a line, never its labels.
 */
export function notTyped(text: string, { from, before, isFigures }: Ours): string {
  const isOurs = (digits: string): boolean => {
    const at = Number(digits) * (UNITS[digits.length] ?? 0);
    return (at >= from - PAST && at <= from + AHEAD) || before.has(digits);
  };
  const labels = isFigures ? text.replaceAll(/ [\d.e+-]+$/gm, ' ~') : text;
  return labels.replaceAll(ISO, '~').replaceAll(/\d{7,}/g, (digits) => (isOurs(digits) ? '~' : digits));
}

/** All digits in a row, also where spaces, dots or quotes stand between them. */
export function runsIn(text: string, length: number): readonly string[] {
  return [...text.matchAll(/\d(?:[ .,"'/()-]{0,3}\d){6,}/g)].flatMap(([run]) => windowsOf(run.replaceAll(/\D/g, ''), length));
}

export function windowsOf(digits: string, length: number): readonly string[] {
  return Array.from({ length: Math.max(0, digits.length - length + 1) }, (_, at) => digits.slice(at, at + length));
}
