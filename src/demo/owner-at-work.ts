import type { FindingLine } from '../contract/findings.js';
import type { Page } from '../contract/session.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Pace } from './pace.js';

export interface OwnerAtWork {
  readonly url: string;
  /** Of the owner of the menus. */
  readonly token: string;
  readonly mendedAt: Instant;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

const LOOKS = 3 * SECOND;
/** What is not found by then was not to be found. */
const PATIENCE = 10 * MINUTE;

/**
 * The owner of the menus does over the API what a person does on the page: takes note of what was found of the days in which Billing
 * led in circles, says why, and what was done days ago. Whether it helped is for the numbers to say: they close it, or leave it open.
 */
export async function mendTheMenu(owner: OwnerAtWork): Promise<void> {
  const { pace, signal, mendedAt } = owner;
  for (const until = pace.now() + PATIENCE; pace.now() < until && !signal.aborted; await pace.sleep(LOOKS, signal)) {
    const { items } = await ask<Page<FindingLine>>(owner, 'GET', 'findings?state=open');
    const found = items.filter(({ trouble }) => trouble === 'flag.menu-maze');
    for (const { id } of found) {
      await ask(owner, 'POST', `findings/${encodeURIComponent(id)}/acknowledged`);
      await ask(owner, 'POST', `findings/${encodeURIComponent(id)}/cause`, { text: 'Key 4 under Billing, "Other questions", led back to the main menu.' });
      await ask(owner, 'POST', `findings/${encodeURIComponent(id)}/action`, { text: 'Key 4 leads to an agent of Billing now.', since: mendedAt });
    }
    if (found.length > 0) return;
  }
}

async function ask<Answer>({ url, token, signal }: OwnerAtWork, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1/${path}`, {
    method, signal, headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} /api/v1/${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return await answer.json() as Answer;
}
