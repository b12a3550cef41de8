/** Fewer say nothing about those who did not answer (METRICS.md). */
export const LEAST_ANSWERS = 10;
