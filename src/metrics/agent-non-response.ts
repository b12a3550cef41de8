import { count } from '../domain/metric.js';
import { quotient } from '../domain/quotient.js';

export const agentNonResponse = quotient({
  id: 'agent_non_response',
  title: 'Agent non-response',
  unit: 'share',
  formula: 'offers that timed out or were rejected / those and the answered ones',
  parts({ sums }) {
    const missed = count(sums, 'offer.timeout') + count(sums, 'offer.rejected');
    return { part: missed, whole: missed + count(sums, 'offer.answered') };
  },
});
