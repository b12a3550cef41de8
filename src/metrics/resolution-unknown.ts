import { endedIn, resolutionOf } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolutionUnknown = quotient({
  id: 'resolution_unknown',
  title: 'Resolution unknown',
  unit: 'share',
  formula: 'contacts of which neither a word nor what happened tells how they ended / contacts that are over',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const resolution = resolutionOf(sums, returning);
    return { part: resolution.unknown, whole: endedIn(resolution) };
  },
});
