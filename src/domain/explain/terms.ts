import { measuresOf } from '../measures-of.js';
import { count } from '../metric.js';
import type { Fraction, Measure, Metric, Reading, Sums } from '../metric.js';
import { wordOf } from './words.js';

/** One sum of a formula: how much, and how often it counts there (−1: it is taken away). */
export interface Term {
  readonly says: string;
  readonly amount: number;
  readonly times: number;
  /** Milliseconds, or how many. */
  readonly unit: 'ms' | 'count';
}

/** A formula with its numbers: what stands above the line and what beneath it. */
export interface Terms {
  readonly above: readonly Term[];
  readonly beneath: readonly Term[];
}

const nobody = { now: 0, pastThreshold: 0 };

/** Found by asking the formula about one of each measure alone: it is a sum of them (`Fraction`), so no second list can be wrong. */
export function termsOf(metric: Metric, reading: Reading): Terms {
  const of = (sums: Sums, waiting = nobody): Fraction => metric.parts({ ...reading, sums, waiting });
  const each = measuresOf((read) => metric.parts(read)).map((measure) => ({ measure, amount: count(reading.sums, measure), fraction: of({ [measure]: 1 }) }));
  const late = { amount: reading.waiting.pastThreshold, fraction: of({}, { now: 1, pastThreshold: 1 }) };
  const whole = metric.parts(reading);
  const [above = metric.formula, beneath = 'the same contacts'] = metric.formula.split(' / ');
  const side = (timesIn: (fraction: Fraction) => number | undefined, says: string, amount: number | undefined): readonly Term[] => {
    const inIt = each.map(({ measure, amount: sum, fraction }) => ({ measure, amount: sum, times: timesIn(fraction) ?? 0 })).filter(({ times }) => times !== 0);
    if (amount === undefined) return [];
    if (inIt.some(({ measure }) => wordOf(measure) === undefined)) return [{ says, amount, times: 1, unit: 'count' }];
    const waits = timesIn(late.fraction) ?? 0;
    return [
      ...inIt.map(({ measure, amount: sum, times }): Term => ({ says: wordOf(measure) ?? measure, amount: sum, times, unit: unitOf(measure) })),
      ...(waits === 0 ? [] : [{ says: 'W>T, waiting now past the threshold', amount: late.amount, times: waits, unit: 'count' as const }]),
    ];
  };
  return { above: side(({ part }) => part, above, whole.part), beneath: side((fraction) => fraction.whole, beneath, whole.whole) };
}

function unitOf(measure: Measure): Term['unit'] {
  return measure.endsWith('Ms') || /^(state|untold)\./.test(measure) ? 'ms' : 'count';
}
