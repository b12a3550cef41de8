import { appendFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** What a spec came to, once everything that it expects has held. */
export interface Kept {
  /** As it stands in the table: "kill -9 of the server while events arrive". */
  readonly promise: string;
  /** How often, or of how many: "20 kills". */
  readonly rounds: string;
  /** What was measured, and the promise's own figure first: "0 lost, 0 counted twice". */
  readonly figure: string;
}

/** A line of the file that `npm run test:trust` reads. */
export interface KeptLine extends Kept {
  readonly spec: string;
}

/** The last line of a spec's test. Told nowhere by `npm test`, whose short forms are no figures. */
export function kept(promise: string, rounds: string, figure: string): void {
  const file = process.env['EARSHOT_TEST_KEPT'];
  if (file === undefined) return;
  const line: KeptLine = { spec: expect.getState().testPath ?? '', promise, rounds, figure };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
