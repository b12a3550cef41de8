import type { Callback } from '../contact.js';
import { none } from './draft.js';
import type { Appliers, Draft, Mutable } from './draft.js';

/** Customers who are to be called, and what became of the calls that we make. */
export const callBack: Appliers = {
  'callback.requested': (draft, { time, data }) => {
    const callback = open(draft);
    // Asked for anew after it was settled, it is another one.
    if (callback.reachedAt !== undefined || callback.cancelledAt !== undefined) draft.callback = { attempts: 0, triedAt: none };
    change(draft, { requestedAt: time, ...(data.due === undefined ? {} : { due: data.due }), ...(data.number === undefined ? {} : { number: data.number }) });
    // An exit by key that led to a call-back is one flow-out, of kind callback (SOURCES.md, rules of reading).
    const left = draft.visits.at(-1);
    if (left?.reason === 'exit-key') left.reason = 'callback';
  },
  'callback.claimed': (draft, { time, data }) => {
    change(draft, { claim: { at: time, ...(data.agent === undefined ? {} : { by: data.agent }) }, released: undefined });
  },
  'callback.released': (draft, { time, data }) => {
    change(draft, { claim: undefined, released: { at: time, ...(data.reason === undefined ? {} : { reason: data.reason }) } });
  },
  'callback.attempted': (draft, { time, data }) => {
    const { attempts, triedAt } = open(draft);
    change(draft, {
      attempts: attempts + 1, triedAt: [...triedAt, time], lastAttemptAt: time, lastResult: data.result, claim: undefined, released: undefined,
      ...(data.agent === undefined ? {} : { lastAttemptBy: data.agent }),
    });
  },
  'callback.reached': (draft, { time }) => change(draft, { reachedAt: time, claim: undefined, released: undefined }),
  'callback.cancelled': (draft, { time }) => change(draft, { cancelledAt: time, claim: undefined, released: undefined }),
  'outbound.dialed': (draft, { time }) => {
    draft.dialled = { at: time };
  },
  'outbound.result': (draft, { time, data }) => {
    draft.dialled = { at: draft.dialled?.at ?? time, result: data.result };
  },
};

function open(draft: Draft): Mutable<Callback> {
  return draft.callback ?? { attempts: 0, triedAt: none };
}

function change(draft: Draft, what: Partial<Mutable<Callback>>): void {
  draft.callback = { ...open(draft), ...what };
}
