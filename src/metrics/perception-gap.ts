import { LEAST_IN_TABLE, perceptionOf, tableSize } from '../domain/perception.js';
import { quotient } from '../domain/quotient.js';
import { usualReturn } from '../domain/return-window.js';

export const perceptionGap = quotient({
  id: 'perception_gap',
  title: 'Resolution perception gap',
  unit: 'share',
  formula: 'share that agents call resolved − share that customers show resolved, of the same contacts; from 30 on',
  matures: true,
  parts: ({ sums, returning = usualReturn }) => {
    const table = perceptionOf(sums, returning);
    return { part: table.agentOnly - table.customerOnly, whole: tableSize(table) };
  },
}, LEAST_IN_TABLE);
