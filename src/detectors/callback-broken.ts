import type { Callback, Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import { movesQueues } from '../domain/moves.js';
import { DAY, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { spoken, times } from '../domain/wording.js';
import { wallClock } from '../domain/zone.js';

/** A contact is kept for so long; a call-back for later cannot be watched over. */
const WATCHED = 90 * DAY;

export const callbackBroken = contactDetector({
  id: 'callback-broken',
  version: 1,
  title: 'Call-back broken',
  class: 'alert',
  rule: 'A promised call-back is not tried by its time, or the customer was not reached in 2 tries.',
  action: 'Call the customer now, or tell them when it will be.',
  options: {
    tries: { default: 2, min: 1, max: 20, says: 'How many tries without reaching the customer.' },
    actFor: { default: 86_400, min: 0, max: 2_592_000, says: 'The seconds for which it stays an alert; it ends at once when the customer is reached.' },
  },
  on: [...movesQueues, 'callback.attempted', 'callback.reached', 'callback.cancelled'],
  ask(contact, { now, floor, options }): Answer {
    const { callback } = contact;
    if (callback === undefined) return quiet;
    const queue = contact.visits.findLast(({ reason }) => reason === 'callback')?.queue ?? contact.visits.at(-1)?.queue;
    const { tries, actFor } = options(queue);
    const over = Math.min(callback.reachedAt ?? Infinity, callback.cancelledAt ?? Infinity);
    const late = lateSince(callback, contact);
    const vain = callback.triedAt.filter((at) => at <= over)[tries - 1];
    const inVain = vain !== undefined && vain !== over && callback.reachedAt !== vain ? vain : undefined;
    const isLate = late !== undefined && Math.min(over, now) > late;
    const raise = (subject: string, since: Instant, until: Instant, because: string): Raised => ({
      subject, since, until: Math.max(since, Math.min(until, since + seconds(actFor))), severity: 'warning', because, place: queue === undefined ? {} : { queue },
    });
    return {
      raised: [
        ...(isLate ? [raise('due', late, Math.min(over, callback.triedAt[0] ?? Infinity), lateWords(callback, late, over, floor))] : []),
        ...(inVain === undefined ? [] : [raise('tries', inVain, over, `tried ${times(callback.triedAt.filter((at) => at <= over).length)}, not reached${callback.reachedAt === undefined ? '' : ` before ${at(floor, callback.reachedAt)}`}`)]),
      ],
      // An event's clock may run ahead of ours: what settles it later does not settle it now.
      ...(late !== undefined && !isLate && over > late && late >= now ? { askAgainAt: late + 1 } : {}),
    };
  },
});

/** The due time, where it was not tried before; undefined where none was named. */
function lateSince({ due, triedAt, requestedAt }: Callback, contact: Contact): Instant | undefined {
  if (due === undefined || due - (requestedAt ?? contact.startedAt) > WATCHED) return undefined;
  return triedAt.some((tried) => tried <= due) ? undefined : Math.max(due, contact.startedAt);
}

function lateWords({ triedAt }: Callback, due: Instant, over: Instant, floor: Floor): string {
  const first = triedAt[0];
  const then = first !== undefined ? `first tried ${spoken(first - due)} late` : over === Infinity ? 'not tried by then' : 'not tried before it was settled otherwise';
  return `call-back promised for ${at(floor, due)}, ${then}`;
}

function at({ zone }: Floor, instant: Instant): string {
  const { minute } = wallClock(zone, instant);
  return `${Math.floor(minute / 60)}:${String(Math.floor(minute) % 60).padStart(2, '0')}`;
}
