import { lettersOf } from '../domain/letters.js';
import { total } from '../domain/quotient.js';

export const offered = total({
  id: 'offered',
  title: 'Offered',
  unit: 'count',
  formula: 'A + B + F, and those of whom we lost sight',
  parts: (reading) => ({ part: lettersOf(reading).offered }),
});
