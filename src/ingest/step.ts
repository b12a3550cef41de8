import type { Fact } from './fact.js';

/** What something that happened makes of a call: the call as it is now, and what is to be told of it. */
export interface Step<Call> {
  readonly call: Call;
  readonly facts: readonly Fact[];
}

export function step<Call>(call: Call, ...facts: readonly Fact[]): Step<Call> {
  return { call, facts };
}

/** One thing after the other, each seeing what the ones before it changed. */
export function inTurn<Call>(call: Call, ...happenings: readonly ((call: Call) => Step<Call>)[]): Step<Call> {
  let result = step(call);
  for (const happening of happenings) {
    const next = happening(result.call);
    result = { call: next.call, facts: [...result.facts, ...next.facts] };
  }
  return result;
}
