import type { Detector } from '../detector.js';

/** Why a rule cannot be replayed over what is stored; undefined: it can. */
export function whyNotReplayed(rule: Detector): string | undefined {
  if (rule.of !== 'cohort' || rule.looksAt === 'readings') return undefined;
  return 'It asks at each moment how many callers wait and how many agents are at work. Readings hold what came of calls, by the hour, and not who stood where in between.';
}
