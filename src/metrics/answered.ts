import { lettersOf } from '../domain/letters.js';
import { total } from '../domain/quotient.js';

export const answered = total({
  id: 'answered',
  title: 'Answered',
  unit: 'count',
  formula: 'A',
  parts: (reading) => ({ part: lettersOf(reading).answered }),
});
