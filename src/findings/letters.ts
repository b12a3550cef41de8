import type { Finding } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import { addressesOf, ownerIn } from '../domain/owner.js';
import type { OwnerWebhooks } from '../domain/owner-webhook.js';
import { DAY } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Letter, LetterCause } from '../ports/findings.js';

/** After this a letter is no news any more and does not go out: a mail server that was set up last week sends nothing of before. */
export const FRESH: Millis = DAY;

/** By what an owner can be reached. */
export interface Reach {
  readonly floor: Floor;
  readonly hasMail: boolean;
  readonly webhooks: OwnerWebhooks;
}

/** A tool that makes tickets gets one when something opens; what becomes of it is told where it can be read as a message. */
const makesTicket: readonly LetterCause[] = ['opened', 'reopened', 'assigned'];

/** What goes out to a finding's owner because of a cause. Its id follows from that: made again, it is the same. */
export function lettersOf(finding: Finding, cause: Exclude<LetterCause, 'week'>, reach: Reach, now: Instant): Letter[] {
  const { id, owner, round, entries } = finding;
  if (owner === undefined) return [];
  // One may be assigned several times in a round.
  const nth = cause === 'assigned' ? `assigned-${entries.length}` : cause;
  return made(owner, cause, `${id}/${round}/${nth}`, reach, now).map((letter) => ({ ...letter, finding: id }));
}

/** One a week and owner. */
export function weeklyLetters(owner: string, week: string, reach: Reach, now: Instant): Letter[] {
  return made(owner, 'week', `week/${owner}/${week}`, reach, now);
}

function made(owner: string, cause: LetterCause, id: string, { floor, hasMail, webhooks }: Reach, now: Instant): Letter[] {
  const named = ownerIn(floor, owner);
  const hook = Object.hasOwn(webhooks, owner) ? webhooks[owner] : undefined;
  const isTold = hook !== undefined && (hook.shape === 'standard' || hook.shape === 'slack' || makesTicket.includes(cause));
  const vias = [...(hasMail && named !== undefined && addressesOf(named).length > 0 ? ['mail' as const] : []), ...(isTold ? ['webhook' as const] : [])];
  return vias.map((via) => ({ id: `${id}/${via}`, cause, via, owner, madeAt: now, state: 'due', tries: 0, dueAt: now }));
}
