import { firstsBy } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const fcrBySurvey = quotient({
  id: 'fcr_by_survey',
  title: 'First contact resolution, by survey',
  unit: 'share',
  formula: 'first contacts that their customer calls resolved / first contacts of which their customer said either',
  parts: ({ sums, returning = usualReturn }) => {
    const { count, of } = firstsBy('customer', sums, returning);
    return { part: count, whole: of };
  },
});
