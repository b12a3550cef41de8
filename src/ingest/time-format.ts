import { DateTime } from 'luxon';
import { instantOf, possibleInstants } from './zone.js';

/** The instants that a text can mean: none when it is no time, two in the hour that a zone's clock goes through twice. */
export type ReadTime = (text: string) => readonly number[];

const DATE_TOKENS = /[yLMdoDkWn]/u;
const ZONE_TOKENS = /[zZ]/u;

/** What is wrong with a format, as a sentence's end; undefined when it can be used. */
export function formatProblem(format: string, dateFormat: string | undefined): string | undefined {
  if (format === 'iso' || format === 'epoch' || format === 'epoch-ms') {
    return dateFormat === undefined ? undefined : `"${format}" already holds the date: remove the date column, or set this column's date to null`;
  }
  const tokens = withoutLiterals(format);
  if (!/[Hht]/iu.test(tokens)) return `"${format}" has no hour: write it in luxon's tokens, for example "HH:mm:ss"`;
  const days = DATE_TOKENS.test(tokens);
  if (dateFormat === undefined) return days ? undefined : `"${format}" has no date: add it, or declare times.date {column, format}`;
  if (days) return `"${format}" holds a date although a date column is declared: remove one of them`;
  return DATE_TOKENS.test(withoutLiterals(dateFormat)) ? undefined : `"${dateFormat}" has no date tokens: write for example "yyyy-MM-dd"`;
}

/** A reader of times in one format and zone. The text is the time, or "date time" where the date has its own column. */
export function timeReader(format: string, dateFormat: string | undefined, zone: string): ReadTime {
  if (format === 'epoch') return (text) => number(text, 1_000);
  if (format === 'epoch-ms') return (text) => number(text, 1);
  if (format === 'iso') return (text) => valid(DateTime.fromISO(text, { zone }));
  const whole = dateFormat === undefined ? format : `${dateFormat} ${format}`;
  const parser = DateTime.buildFormatParser(whole, { locale: 'en-US' });
  if (ZONE_TOKENS.test(withoutLiterals(whole))) {
    return (text) => valid(DateTime.fromFormatParser(text, parser, { zone, locale: 'en-US' }));
  }
  // The wall clock is read as if in UTC, then placed in the zone: an order of magnitude faster, and both meanings of a
  // doubled hour stay known.
  return (text) => {
    const wall = instantOf(DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en-US' }));
    return wall === undefined ? [] : possibleInstants(zone, wall);
  };
}

/** "2:03" and "1:02:03" as milliseconds. */
export function clockDuration(text: string): number | undefined {
  const parts = /^(?:(\d+):)?(\d+):([0-5]?\d(?:\.\d+)?)$/u.exec(text);
  if (!parts) return undefined;
  return Math.round((Number(parts[1] ?? 0) * 3_600 + Number(parts[2]) * 60 + Number(parts[3])) * 1_000);
}

function number(text: string, unit: number): readonly number[] {
  return /^\d+(\.\d+)?$/u.test(text) ? [Math.round(Number(text) * unit)] : [];
}

function valid(time: DateTime): readonly number[] {
  const at = instantOf(time);
  return at === undefined ? [] : [at];
}

function withoutLiterals(format: string): string {
  return format.replaceAll(/'[^']*'/gu, '');
}
