import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const occupancy = quotient({
  id: 'occupancy',
  title: 'Occupancy',
  unit: 'share',
  formula: '(ringing + on contact + outbound + wrap-up) / (that + available)',
  parts({ sums }) {
    const busy = count(sums, 'state.ringing') + count(sums, 'state.on-contact') + count(sums, 'state.outbound') + count(sums, 'state.wrap-up');
    return { part: busy, whole: busy + count(sums, 'state.available') };
  },
});
