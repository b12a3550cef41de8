import type { OptionSpecs } from '../detector.js';
import type { FlagSettings, Floor } from '../floor.js';

/** What a rule is to be asked with, that is not in force: the options that differ from its defaults, for all and for single queues. */
export type RuleDraft = Pick<FlagSettings, 'options' | 'queues'>;

/** The settings as they would be with it in force, and the rule in use. */
export function floorWith(floor: Floor, rule: string, { options, queues }: RuleDraft): Floor {
  const draft: FlagSettings = { ...(options === undefined ? {} : { options }), ...(queues === undefined ? {} : { queues }) };
  return { ...floor, flags: { ...floor.flags, [rule]: draft } };
}

/** A range of fewer values is drawn whole. */
const MOST = 12;
/** Around what holds, closer near it than far off. */
const FACTORS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/**
 * At which values of a numeric option hits are counted, ascending: its whole range where that is short, else what holds and what lies
 * around the draft's, within the range. Whole numbers stay whole.
 */
export function curveValues({ default: standard, min, max }: OptionSpecs[string], inForce: number, draft: number): readonly number[] {
  if (typeof standard !== 'number' || min === undefined || max === undefined) return [];
  const isWhole = [standard, min, max, inForce, draft].every(Number.isInteger);
  if (isWhole && max - min < MOST) return Array.from({ length: max - min + 1 }, (_, step) => min + step);
  const round = (value: number): number => (isWhole ? Math.round(value) : Number(value.toPrecision(2)));
  const values = [inForce, draft, ...FACTORS.map((factor) => round(draft * factor))].map((value) => Math.min(max, Math.max(min, value)));
  return [...new Set(values)].toSorted((a, b) => a - b);
}
