import type { Instant } from '../../domain/time.js';
import type { Agents } from './agents.js';
import type { Call } from './call.js';
import { sourceName } from './source-name.js';

/** What a fresh connection must be told before what was missed is known. */
export interface Resync {
  /** The last moment that was seen before the connection was lost. */
  readonly lostAt: Instant;
  /** The channels known then, of which those that Asterisk no longer lists are gone. */
  readonly before: ReadonlySet<string>;
  /** Channel → its bridge, '' for none, and its own number. */
  readonly channels: ReadonlyMap<string, { readonly bridge: string; readonly number: string | undefined }>;
  /** Channels that wait in a queue. */
  readonly waiting: ReadonlySet<string>;
}

/** What one manager connection has told so far. Bounded; when it is lost, a resync and a gap take its place. */
export interface AmiState {
  readonly source: string;
  readonly calls: ReadonlyMap<string, Call>;
  /** Channels whose Linkedid changed when calls were joined: they stay with the contact they began in. */
  readonly moved: ReadonlyMap<string, string>;
  readonly agents: Agents;
  /** Phone → MemberName. */
  readonly names: ReadonlyMap<string, string>;
  readonly lastAt: Instant;
  readonly resync?: Resync | undefined;
}

/** More open calls than one Asterisk carries: the oldest is forgotten, and the ghost rule closes it. */
export const MOST_CALLS = 5_000;

/** `systemName` is used until Asterisk names itself; it must be what a queue_log import of the same PBX uses. */
export function startAmi(systemName?: string): AmiState {
  return { source: sourceName(systemName), calls: new Map(), moved: new Map(), agents: new Map(), names: new Map(), lastAt: 0 };
}

/** Before the questions of a fresh connection are sent. */
export function expectResync(state: AmiState): AmiState {
  const before = new Set([...state.calls.values()].flatMap((call) => [...call.legs.keys()]));
  return { ...state, resync: { lostAt: state.lastAt, before, channels: new Map(), waiting: new Set() } };
}

export function callOf(state: AmiState, leg: string, linkedid: string): Call | undefined {
  return state.calls.get(state.moved.get(leg) ?? linkedid);
}

export function withCall(state: AmiState, call: Call): AmiState {
  const calls = new Map(state.calls);
  if (call.legs.size === 0) calls.delete(call.id);
  else calls.set(call.id, call);
  if (calls.size > MOST_CALLS) calls.delete(calls.keys().next().value ?? '');
  const moved = call.legs.size === 0 && state.moved.size > 0 ? new Map([...state.moved].filter(([, to]) => to !== call.id)) : state.moved;
  return { ...state, calls, moved };
}
