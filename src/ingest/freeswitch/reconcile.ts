import { fact } from '../fact.js';
import { inTurn, step } from '../step.js';
import { withVisit, type Call, type Step } from './call.js';
import type { About, Heard } from './resync.js';
import { withCall, type EslState, type Resync } from './state.js';
import { left } from './stays.js';
import { endSegment } from './talk.js';

/**
 * What ended while nobody listened. It is dated to the last moment that was seen, because the truth is later: where
 * the caller's channel tells it at its end, under the same id, the later one counts.
 */
export function reconciled(state: EslState): Heard {
  const { resync } = state;
  if (!resync) return { state, told: [] };
  let next: EslState = { ...state, resync: undefined };
  const told: About[] = [];
  for (const call of state.calls.values()) {
    if (call.endedAt !== undefined || !resync.calls.has(call.id)) continue;
    const after = missed(call, resync);
    if (after.call !== call) next = withCall(next, after.call);
    if (after.facts.length > 0) told.push({ subject: call.id, facts: after.facts.map((each) => ({ time: resync.lostAt, ...each })) });
  }
  return { state: next, told };
}

function missed(call: Call, resync: Resync): Step {
  if (resync.channels && !resync.channels.has(call.id)) {
    return step({ ...call, endedAt: resync.lostAt }, fact('contact.ended', `${call.id}:ended`, { by: 'inferred' }));
  }
  const gone = call.visits.filter(({ visit, guessed }) => !guessed && resync.listed && resync.visits.has(visit) && !resync.listed.has(visit));
  const silent = call.segments.filter(({ leg }) => leg !== '' && resync.channels && !resync.channels.has(leg));
  return inTurn(call,
    // The usual reason of a queue to put somebody out; the channel's own word, at its end, replaces it.
    ...gone.map((visit) => (each: Call) => step(withVisit(each, { ...visit, guessed: true }), left(visit, 'timeout'))),
    ...silent.map((segment) => (each: Call) => endSegment(each, segment, { at: resync.lostAt })));
}
