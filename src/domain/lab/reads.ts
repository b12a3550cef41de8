import type { Detector } from '../detector.js';

/** What a replay of a rule reads: contacts one by one; of all callers together hourly readings, or who stood in which queue from moment to moment. */
export type LabReads = 'contacts' | 'readings' | 'moments';

export function readsOf(rule: Detector): LabReads {
  return rule.of === 'cohort' ? rule.looksAt : 'contacts';
}
