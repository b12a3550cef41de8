import { firstsByRepeat } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const fcrByRepeat = quotient({
  id: 'fcr_by_repeat',
  title: 'First contact resolution, by repeat',
  unit: 'share',
  formula: 'first contacts whose customer did not come back within the window / first contacts',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const { count, of } = firstsByRepeat(sums, returning);
    return { part: count, whole: of };
  },
});
