import type { Contact } from '../domain/contact.js';
import { notCalled, notReached, over, reached, settledElsewhere } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { outcomeOf } from './linked-calls.js';

/** What the log tells of a call of ours: on the call itself, which a PBX reports, or on the contact that it answers, where a dialler does. */
export function heardOf(call: PlacedCall, contact: Contact): PlacedCall {
  return contact.id === call.contact ? onTheirs(call, contact) : onTheCall(call, contact);
}

/** Told by someone else, it need not be told again. */
function onTheirs(call: PlacedCall, { callback }: Contact): PlacedCall {
  const since = call.askedAt;
  if (callback === undefined || since === undefined || call.untold.length > 0) return call;
  const { reachedAt, cancelledAt, lastAttemptAt, lastResult, released, claim } = callback;
  if (reachedAt !== undefined && reachedAt >= since) return settledElsewhere(call, reachedAt, 'reached');
  if (cancelledAt !== undefined && cancelledAt >= since) return settledElsewhere(call, cancelledAt, 'not-called');
  // A try of which nothing is said may still become an answer.
  if (lastAttemptAt !== undefined && lastAttemptAt >= since && lastResult !== undefined && lastResult !== 'answered') return settledElsewhere(call, lastAttemptAt, 'not-reached');
  if (claim === undefined && released !== undefined && released.at >= since) return settledElsewhere(call, released.at, 'not-called');
  return call;
}

function onTheCall(call: PlacedCall, contact: Contact): PlacedCall {
  if (call.isReported !== true) return call;
  const outcome = outcomeOf(contact);
  const settled = outcome === undefined ? call
    : outcome.isReached ? reached(call, outcome.at) : notReached(call, outcome.at, outcome.result ?? 'no-answer');
  if (contact.endedAt === undefined) return settled;
  if (outcome === undefined) return notCalled(settled, contact.endedAt, contact.lostSight || contact.endedBy === 'inferred' ? 'unknown' : 'agent-not-reached');
  return over(settled, contact.endedAt);
}
