import { endedIn, resolutionOf } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolutionInferred = quotient({
  id: 'resolution_inferred',
  title: 'Resolution inferred',
  unit: 'share',
  formula: 'contacts of which nobody said how they ended, that were lost or turned away or whose customer came back within the window / contacts that are over',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const resolution = resolutionOf(sums, returning);
    return { part: resolution.inferred, whole: endedIn(resolution) };
  },
});
