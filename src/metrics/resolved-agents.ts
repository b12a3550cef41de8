import { LEAST_IN_TABLE, perceptionOf, tableSize } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolvedAgents = quotient({
  id: 'resolved_agents',
  title: 'Resolved, say agents',
  unit: 'share',
  formula: 'contacts that agents call resolved / contacts of which the agent said and the customer showed whether they were; from 30 on',
  parts: ({ sums, returning = usualReturn }) => {
    const table = perceptionOf(sums, returning);
    return { part: table.bothYes + table.agentOnly, whole: tableSize(table) };
  },
}, LEAST_IN_TABLE);
