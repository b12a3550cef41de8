import { isErasedName } from './erased.js';
import type { Contact } from './contact.js';
import type { CallResult } from './event.js';
import type { ContactSummary } from './journey.js';
import { DAY } from './time.js';
import type { Instant, Millis } from './time.js';

/** As long as the number is kept (TRUST.md): an older call-back that nobody settled is none that anyone could make. */
export const STANDS: Millis = 3 * DAY;

/** What a customer's other contacts are told of a call-back. */
export interface CallBackSummary {
  readonly attempts: number;
  readonly requestedAt?: Instant;
  readonly due?: Instant;
  /** A keyed hash, where another number was named than the caller's. */
  readonly number?: string;
  readonly lastAttemptAt?: Instant;
  readonly lastAttemptBy?: string;
  readonly lastResult?: CallResult;
  readonly reachedAt?: Instant;
  readonly cancelledAt?: Instant;
  readonly claimedAt?: Instant;
  readonly claimedBy?: string;
  readonly releasedAt?: Instant;
  readonly released?: string;
}

/** All fields, known or not, in one order, as the whole summary's. */
export function callBackOf({ callback }: Contact): CallBackSummary | undefined {
  if (callback === undefined) return undefined;
  const summary: Readonly<Record<keyof CallBackSummary, unknown>> = {
    attempts: callback.attempts, requestedAt: callback.requestedAt, due: callback.due, number: callback.number,
    lastAttemptAt: callback.lastAttemptAt, lastAttemptBy: callback.lastAttemptBy, lastResult: callback.lastResult,
    reachedAt: callback.reachedAt, cancelledAt: callback.cancelledAt, claimedAt: callback.claim?.at, claimedBy: callback.claim?.by,
    releasedAt: callback.released?.at, released: callback.released?.reason,
  };
  return summary as unknown as CallBackSummary;
}

export function isSameCallBack(a: CallBackSummary | undefined, b: CallBackSummary | undefined): boolean {
  return a === b || (a?.attempts === b?.attempts && a?.requestedAt === b?.requestedAt && a?.due === b?.due && a?.number === b?.number
    && a?.lastAttemptAt === b?.lastAttemptAt && a?.lastAttemptBy === b?.lastAttemptBy && a?.lastResult === b?.lastResult && a?.reachedAt === b?.reachedAt
    && a?.cancelledAt === b?.cancelledAt && a?.claimedAt === b?.claimedAt && a?.claimedBy === b?.claimedBy && a?.releasedAt === b?.releasedAt && a?.released === b?.released);
}

/** From when on this customer waits for the call that they asked for; undefined where none is open. */
export function awaitsCallSince({ callback }: Pick<ContactSummary, 'callback'>): Instant | undefined {
  return callback?.reachedAt === undefined && callback?.cancelledAt === undefined ? callback?.requestedAt : undefined;
}

/**
 * Whoever was let down, or waits for a call, is owed one: a day's list names those of whom this lies within or past it. A call
 * that was asked for stands until it is settled, three days past its time at the longest.
 */
export function owedUntil(summary: Pick<ContactSummary, 'callback' | 'loss'> & Partial<Pick<ContactSummary, 'id'>>): Instant | undefined {
  const { id = '', loss, callback } = summary;
  // Nobody knows whom to call any more.
  if (isErasedName(id)) return undefined;
  const requestedAt = awaitsCallSince(summary);
  if (requestedAt === undefined) return loss?.at;
  return Math.max(loss?.at ?? 0, Math.max(requestedAt, callback?.due ?? 0) + STANDS);
}

/** The contact that this one was made to answer. */
export function answersCallOf({ links }: Pick<Contact, 'links'>): string | undefined {
  return links.find(({ relation }) => relation === 'callback')?.contact;
}

/**
 * An agent took the contact, it was not lost after all, and no call was left to be made. Of a call that we made, the agent is on the line first: it has served
 * someone when the customer picked up, or when its source tells nothing of dialling.
 */
export function isServed(summary: Pick<ContactSummary, 'reached' | 'loss' | 'endedAt' | 'direction' | 'dialled' | 'callback'>): boolean {
  const { reached, loss, endedAt, direction, dialled } = summary;
  if (reached !== 'agent' || loss !== undefined || endedAt === undefined || awaitsCallSince(summary) !== undefined) return false;
  return (direction !== 'outbound' && direction !== 'callback') || dialled === undefined || dialled === 'answered';
}
