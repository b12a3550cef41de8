import type { Instant } from '../../domain/time.js';
import { SECOND } from '../../domain/time.js';

/**
 * All that has to be remembered from one post to the next, bounded. Everything else each post tells by itself, because they come
 * in any order, on any connection, and again.
 */
export interface TwilioState {
  /** The call that each Studio execution runs for: its steps name the execution only. */
  readonly executions: ReadonlyMap<string, string>;
  /** When a call was last seen to enter a queue, by call and queue. */
  readonly stays: ReadonlyMap<string, Stay>;
}

export interface Stay {
  readonly id: string;
  readonly at: Instant;
}

export const nothingKnown: TwilioState = { executions: new Map(), stays: new Map() };

const MOST = 5_000;
/** A short `waitUrl` document is asked for more than once while QueueTime is 0. */
const SAME_STAY = 3 * SECOND;

/** The newest stay in: what was asked for within seconds is the same one. */
export function stayOf(state: TwilioState, key: string, { id, at }: Stay): { readonly state: TwilioState; readonly stay: string } {
  const known = state.stays.get(key);
  const stay = known !== undefined && Math.abs(at - known.at) < SAME_STAY ? known.id : id;
  return { state: { ...state, stays: withEntry(state.stays, key, { id: stay, at }) }, stay };
}

export function withExecution(state: TwilioState, execution: string, call: string): TwilioState {
  return state.executions.get(execution) === call ? state : { ...state, executions: withEntry(state.executions, execution, call) };
}

/** Those longest unheard of go, half of them at once. */
function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  const next = new Map(map);
  next.delete(key);
  next.set(key, value);
  return next.size <= MOST ? next : new Map([...next].slice(MOST / 2));
}
