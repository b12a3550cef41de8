import { lettersOf } from '../domain/letters.js';
import { share } from '../domain/metric.js';
import type { Metric } from '../domain/metric.js';

export const lost: Metric = {
  id: 'lost',
  title: 'Lost',
  unit: 'share',
  formula: '(B + Fi) / offered',
  value(reading) {
    const letters = lettersOf(reading);
    return share(letters.abandoned + letters.turnedAway, letters.offered);
  },
};
