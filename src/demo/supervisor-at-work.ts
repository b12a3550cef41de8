import type { RecoveryLine } from '../contract/board.js';
import type { Page } from '../contract/session.js';
import { SECOND } from '../domain/time.js';
import type { Pace } from './pace.js';

export interface SupervisorAtWork {
  readonly url: string;
  readonly token: string;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

const EVERY = 20 * SECOND;
/** Who has just given up is left to whoever looks at the demo for a while. */
const LEFT_ALONE = 30 * SECOND;

/** A supervisor of the demo who works through the list as one does on the board: has one after another called, oldest first. */
export async function callThoseLetDown(supervisor: SupervisorAtWork): Promise<void> {
  const { pace, signal } = supervisor;
  for (await pace.sleep(EVERY, signal); !signal.aborted; await pace.sleep(EVERY, signal)) {
    const { items } = await ask<Page<RecoveryLine>>(supervisor, 'GET', 'recovery');
    for (const { id } of items.filter((line) => isForUs(line, pace.now()))) {
      // Of some no number is known, someone may be quicker, or the phone in use: then the next.
      if (await ask(supervisor, 'POST', `recovery/${encodeURIComponent(id)}/call`).then(() => true, () => false)) break;
    }
  }
}

/** Those who asked for a call are called by the agents. */
function isForUs({ why, reachable, state, attempts, at }: RecoveryLine, now: number): boolean {
  return why !== 'call-asked' && reachable && state !== 'calling' && attempts < 2 && at < now - LEFT_ALONE;
}

async function ask<Answer>({ url, token, signal }: SupervisorAtWork, method: string, path: string): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1/${path}`, { method, signal, headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${method} /api/v1/${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return await answer.json() as Answer;
}
