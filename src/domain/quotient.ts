import { lettersOf } from './letters.js';
import type { Fraction, Metric, Reading } from './metric.js';

/** A metric but for how its value follows from what it is made of. */
export interface Described extends Omit<Metric, 'value' | 'parts'> {
  parts(reading: Reading): Required<Fraction>;
}

/** One sum through another: a share or a mean. `least`: with less beneath the line it says nothing. */
export function quotient(described: Described, least = 1): Metric {
  return {
    ...described,
    value(reading) {
      const { part, whole } = described.parts(reading);
      return whole > 0 && whole >= least ? part / whole : null;
    },
  };
}

/** A service level: 0 where callers were offered and none was answered, whatever the formula; nothing where there were none. */
export function serviceLevel(described: Described): Metric {
  return {
    ...described,
    value(reading) {
      const { answered, offered } = lettersOf(reading);
      const { part, whole } = described.parts(reading);
      if (answered === 0) return offered > 0 || whole > 0 ? 0 : null;
      return whole > 0 ? part / whole : null;
    },
  };
}

/** A sum alone. */
export function total(described: Omit<Metric, 'value'>): Metric {
  return { ...described, value: (reading) => described.parts(reading).part };
}
