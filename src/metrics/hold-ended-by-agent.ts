import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const holdEndedByAgent = quotient({
  id: 'hold_ended_by_agent',
  title: 'Ended on hold by the agent',
  unit: 'share',
  formula: 'segments with a hold that were ended by the agent on hold / segments with a hold',
  parts: ({ sums }) => ({ part: count(sums, 'onHold.agent'), whole: count(sums, 'held') }),
});
