import { count } from '../domain/metric.js';
import { total } from '../domain/quotient.js';

export const flowoutsRerouted = total({
  id: 'flowouts_rerouted',
  title: 'Rerouted',
  unit: 'count',
  formula: 'Fr = overflow + transferred + withdrawn',
  parts: ({ sums }) => ({ part: count(sums, 'flowRerouted') }),
});
