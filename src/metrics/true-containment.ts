import { trulyContained } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const trueContainment = quotient({
  id: 'true_containment',
  title: 'True containment',
  unit: 'share',
  formula: 'contained with a success, or without coming back and without a "no" / contained, where that can be told',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const { count, of } = trulyContained(sums, returning);
    return { part: count, whole: of };
  },
});
