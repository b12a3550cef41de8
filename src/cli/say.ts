import { WrongSettings } from '../config/settings.js';

/** A result for people, and with --json the same for machines. */
export interface Said {
  readonly text: string;
  readonly json: unknown;
}

export const said = {
  out({ text, json }: Said, asJson: boolean): void {
    process.stdout.write(`${asJson ? JSON.stringify(json) : text}\n`);
  },
  /** One sentence, exit code 1. */
  failed(error: Error): void {
    const problems = error instanceof WrongSettings ? error.problems : [error.message];
    process.stderr.write(`${problems.join('\n')}\n`);
    process.exitCode = 1;
  },
};

/** Turns the reason of a refusal into the command's error. */
export function mustBe<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string }): Value {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}
