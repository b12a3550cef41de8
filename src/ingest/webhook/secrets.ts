import { refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { parseMapping } from './parse-mapping.js';
import { secretsIn } from './proof.js';
import type { SignedRule } from './proof.js';

/** A secret file's text; rejects where it cannot be read. */
export type ReadSecret = (file: string) => Promise<string>;

export async function secretsOf(rule: SignedRule, readSecret: ReadSecret): Promise<Result<readonly Buffer[]>> {
  try {
    return secretsIn(await readSecret(rule.secretFile), rule);
  } catch (error) {
    return unreadable(error);
  }
}

/** What is wrong with the files that the webhooks of the settings name: said when the settings are read, not when the first call comes. */
export function secretProblems(webhooks: Readonly<Record<string, unknown>>, readNow: (file: string) => string): string[] {
  return Object.entries(webhooks).flatMap(([source, given]) => {
    const parsed = parseMapping(given);
    if (!parsed.ok || parsed.value.proof.is === 'key') return [];
    const { proof } = parsed.value;
    const secrets = secretsNow(proof, readNow);
    return secrets.ok ? [] : [`webhooks.${source}.proof.secretFile: ${proof.secretFile} ${secrets.reason}`];
  });
}

function secretsNow(rule: SignedRule, readNow: (file: string) => string): Result<readonly Buffer[]> {
  try {
    return secretsIn(readNow(rule.secretFile), rule);
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Result<never> {
  return refused(`cannot be read (${(error as Error).message})`);
}
