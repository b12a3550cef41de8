import { lastQueueOf, reasonOf } from '../contact.js';
import type { Contact } from '../contact.js';
import type { Contribution, Sums } from '../metric.js';

/**
 * What a call-back that was asked for counts: by the instant it was asked for, and whether a promised time was kept by that time,
 * so that a window says what became of what fell due in it. For all who called, for the queue that they left, and for the reason.
 */
export function contributionsOfCallBack(contact: Contact): Contribution[] {
  const { channel, callback } = contact;
  if (callback?.requestedAt === undefined) return [];
  const { requestedAt, due, triedAt, reachedAt } = callback;
  const queue = contact.visits.findLast(({ reason }) => reason === 'callback')?.queue ?? lastQueueOf(contact);
  const reason = reasonOf(contact);
  const keys = [`${channel}/contacts`, ...(queue === undefined ? [] : [`${channel}/queue/${queue}`]), ...(reason === undefined ? [] : [`${channel}/reason/${reason}`])];
  // Reached without a word of a try, it was tried then.
  const firstTry = triedAt[0] ?? reachedAt;
  const asked: Sums = {
    callBacks: 1,
    ...(firstTry === undefined && callback.cancelledAt === undefined ? { callBacksWaiting: 1 } : {}),
    ...(firstTry === undefined ? {} : { callBacksTried: 1, callBackWaitMs: Math.max(0, firstTry - requestedAt) }),
    ...(reachedAt === undefined ? {} : { callBacksReached: 1 }),
  };
  const promised: Sums = { callBacksDue: 1, ...(firstTry !== undefined && due !== undefined && firstTry <= due ? { callBacksKept: 1 } : {}) };
  // Taken back before its time, nobody can say whether it would have been kept.
  const isMoot = due === undefined || (firstTry === undefined && callback.cancelledAt !== undefined && callback.cancelledAt <= due);
  return keys.flatMap((key) => [
    { at: requestedAt, attribution: 'arrival' as const, key, tally: asked },
    ...(isMoot ? [] : [{ at: due, attribution: 'arrival' as const, key, tally: promised }]),
  ]);
}
