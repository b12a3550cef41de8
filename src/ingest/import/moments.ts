import { DAY, type Instant, MINUTE, SECOND } from '../../domain/time.js';
import type { AfterRule, AtRule, Mapping, Times } from './mapping.js';
import type { MomentName } from './moment-names.js';
import { momentRules } from './moment-rules.js';
import { type Complain, type Row, shown } from './row.js';
import { clockDuration, timeReader } from '../time-format.js';

/** The moments that a row holds, as recorded: clocks may overlap, see path.ts. */
export type Moments = Readonly<Partial<Record<MomentName, Instant>>>;

type ReadMoment = (row: Row, known: Moments, near: Instant | undefined, complain: Complain) => Instant | undefined;

/**
 * A reader of all moments of a row, in the order in which they happen. A wall clock without a date of its own can mean
 * several days (and in autumn two hours): of these, the one nearest to the moment before is meant. So a call over
 * midnight rolls over, and an agent's clock that runs a second behind does not.
 */
export function momentsReader(mapping: Mapping): (row: Row, complain: Complain) => Moments {
  const readers = [...momentRules(mapping)].map(([name, rule]) =>
    [name, 'after' in rule ? afterReader(rule, name) : atReader(rule, mapping.times, name)] as const);
  return (row, complain) => {
    const known: { -readonly [Name in MomentName]?: Instant } = {};
    let near: Instant | undefined;
    for (const [name, read] of readers) {
      const at = read(row, known, near, complain);
      if (at === undefined) continue;
      known[name] = at;
      near = at;
    }
    return known;
  };
}

function atReader(rule: AtRule, times: Times, name: MomentName): ReadMoment {
  const format = rule.format ?? times.format;
  const date = rule.date === undefined ? times.date : rule.date ?? undefined;
  const none = new Set(['', ...(rule.none ?? times.none)]);
  const read = timeReader(format, date?.format, rule.zone ?? times.zone);
  const days = date ? [-DAY, 0, DAY] : [0];
  return (row, _known, near, complain) => {
    const time = row(rule.column);
    if (none.has(time)) return undefined;
    const meant = read(date ? `${row(date.column)} ${time}` : time);
    if (meant.length > 0) return nearest(meant, near, days);
    if (date && read(`${row(date.column)} ${time}`).length === 0 && row(date.column) === '') {
      complain(date.column, 'is empty. Fill in the date of this row.');
      return undefined;
    }
    complain(rule.column, `${date ? `${shown(row(date.column))} ${shown(time)}` : shown(time)} is no time of the form `
      + `${date ? `${date.format} ${format}` : format}. Correct it, or add it to the "none" of ${name} if it means that there was none.`);
    return undefined;
  };
}

function nearest(meant: readonly Instant[], near: Instant | undefined, days: readonly number[]): Instant | undefined {
  if (near === undefined) return meant[0];
  const candidates = meant.flatMap((at) => days.map((day) => at + day));
  return candidates.reduce((best, at) => (Math.abs(at - near) < Math.abs(best - near) ? at : best));
}

const UNITS = { seconds: SECOND, milliseconds: 1, minutes: MINUTE } as const;

function afterReader(rule: AfterRule, name: MomentName): ReadMoment {
  const none = new Set(['', ...rule.none]);
  return (row, known, _near, complain) => {
    const text = row(rule.column);
    const from = known[rule.after];
    if (none.has(text) || from === undefined) return undefined;
    const duration = rule.unit === 'clock' ? clockDuration(text) : count(text, UNITS[rule.unit]);
    if (duration !== undefined) return from + duration;
    complain(rule.column, `${shown(text)} is no duration in ${rule.unit === 'clock' ? 'the form 1:02:03 or 2:03' : rule.unit}. `
      + `Correct it, or add it to the "none" of ${name} if it means that there was none.`);
    return undefined;
  };
}

function count(text: string, unit: number): number | undefined {
  return /^\d+(\.\d+)?$/u.test(text) ? Math.round(Number(text) * unit) : undefined;
}
