import { resolutionOf, statedIn } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolvedStated = quotient({
  id: 'resolved_stated',
  title: 'Resolved, as stated',
  unit: 'share',
  formula: 'contacts that their customer, else their agent, calls resolved / contacts of which either said',
  parts: ({ sums, returning = usualReturn }) => {
    const resolution = resolutionOf(sums, returning);
    return { part: resolution.stated.yes, whole: statedIn(resolution) };
  },
});
