import type { Contact } from '../contact.js';
import type { Contribution, Measure } from '../metric.js';
import { keyOf } from '../reading-key.js';

/** What supervisors said of a contact's flags: by rule, so that one that cries wolf shows. */
export function contributionsOfMarks({ marks, channel, startedAt }: Contact): Contribution[] {
  if (marks.length === 0) return [];
  const tally: Partial<Record<Measure, number>> = {};
  for (const { rule, mark } of marks) tally[`mark.${mark}.${rule}`] = 1;
  return [{ at: startedAt, attribution: 'arrival', key: keyOf(channel, 'contacts'), tally }];
}
