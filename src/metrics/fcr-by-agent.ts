import { firstsBy } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const fcrByAgent = quotient({
  id: 'fcr_by_agent',
  title: 'First contact resolution, by agent',
  unit: 'share',
  formula: 'first contacts that their agent calls resolved / first contacts of which their agent said either',
  parts: ({ sums, returning = usualReturn }) => {
    const { count, of } = firstsBy('agent', sums, returning);
    return { part: count, whole: of };
  },
});
