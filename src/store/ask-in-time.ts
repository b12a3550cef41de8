import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { SECOND, type Millis } from '../domain/time.js';
import { CredentialsUnavailable } from '../ports/credentials.js';

/** Who asks for something waits at the door for this long at most; a database that is paused answers nothing at all. */
export const PATIENCE: Millis = 2 * SECOND;

/** Asks about who may do what. Throws CredentialsUnavailable when there is no answer in time. */
export async function askInTime<Row>(dataSource: Pick<DataSource, 'query'>, patience: Millis, query: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const given = new AbortController();
  const late = pause(patience, undefined, { signal: given.signal, ref: false }).then(() => {
    throw new CredentialsUnavailable(`The database gave no answer about accounts and keys within ${patience} ms.`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([late, dataSource.query<Row[]>(query, [...values])]);
  } catch (error) {
    if (error instanceof CredentialsUnavailable || isOurMistake(error)) throw error;
    throw new CredentialsUnavailable('The database does not answer about accounts and keys.', { cause: error });
  } finally {
    given.abort();
  }
}

/** Classes 22, 23 and 42: wrong values, a broken rule, wrong SQL. They don't go away by waiting. */
function isOurMistake(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|42)...$/.test(code);
}
