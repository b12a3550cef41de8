import { LEAST_IN_TABLE, perceptionOf, tableSize } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const resolvedCustomers = quotient({
  id: 'resolved_customers',
  title: 'Resolved, as customers show',
  unit: 'share',
  formula: 'contacts that customers show resolved / contacts of which the agent said and the customer showed whether they were; from 30 on',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const table = perceptionOf(sums, returning);
    return { part: table.bothYes + table.customerOnly, whole: tableSize(table) };
  },
}, LEAST_IN_TABLE);
