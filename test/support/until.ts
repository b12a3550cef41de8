import { MINUTE } from '../../src/domain/time.js';
import type { Millis } from '../../src/domain/time.js';

/** Waits for what comes to pass a little later, on a timer or a tick, without an answer to wait for. */
export async function until(isSo: () => boolean | Promise<boolean>, within: Millis = MINUTE / 6): Promise<void> {
  for (const end = Date.now() + within; Date.now() < end;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('It did not come to pass in time.');
}
