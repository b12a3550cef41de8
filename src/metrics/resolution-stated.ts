import { endedIn, resolutionOf, statedIn } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolutionStated = quotient({
  id: 'resolution_stated',
  title: 'Resolution known, as stated',
  unit: 'share',
  formula: 'contacts of which customer or agent said how they ended / contacts that are over',
  parts: ({ sums, returning = usualReturn }) => {
    const resolution = resolutionOf(sums, returning);
    return { part: statedIn(resolution), whole: endedIn(resolution) };
  },
});
