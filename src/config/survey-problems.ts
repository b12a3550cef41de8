import type { Detector } from '../domain/detector.js';
import { nearest } from '../domain/nearest.js';
import type { SurveySettings } from '../domain/survey.js';

/** Studies of flags that no rule raises would ask nobody and say nothing. */
export function surveyProblems({ programmes }: SurveySettings, rules: readonly Detector[]): string[] {
  const known = rules.map(({ id }) => id);
  return Object.entries(programmes).flatMap(([programme, rule]) => (rule.kind !== 'pulsed' ? [] : (rule.flags ?? []).filter((flag) => !known.includes(flag)).map((flag) => (
    `surveys.programmes.${programme}.flags: there is no rule "${flag}"; did you mean "${nearest(flag, known)}"?`
  ))));
}
