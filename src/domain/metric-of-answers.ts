/** Fewer say nothing about those who did not answer (METRICS.md). */
export const LEAST_ANSWERS = 10;

export function shareOfAnswers(part: number, whole: number): number | null {
  return whole >= LEAST_ANSWERS ? part / whole : null;
}
