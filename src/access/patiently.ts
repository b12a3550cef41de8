import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import { CredentialsUnavailable } from '../ports/credentials.js';

export interface Patience {
  readonly note: (sentence: string) => void;
  readonly wait: (ms: Millis) => Promise<unknown>;
}

/** With the two seconds that each may take, a minute: a disk that is busy for longer is a trouble to be told of. */
const TRIES = 20;
const PAUSE = SECOND;

/** Asks again while the database gives no answer about accounts and keys. What it does must bear being done twice. Throws the last CredentialsUnavailable. */
export async function patiently<Value>(ask: () => Promise<Value>, { note, wait }: Patience): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CredentialsUnavailable) || tries >= TRIES) throw error;
      if (tries === 1) note(`${error.message} Asking again for up to a minute.`);
      await wait(PAUSE);
    }
  }
}
