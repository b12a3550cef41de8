import type { Instant, Millis } from '../../domain/time.js';
import type { Agents } from './agents.js';
import type { Call } from './call.js';

/** What a fresh connection must be told before what was missed is known. */
export interface Resync {
  /** The last moment that was seen before the connection was lost. */
  readonly lostAt: Instant;
  /** The calls and stays known then: what the switch no longer lists of these is over. */
  readonly calls: ReadonlySet<string>;
  readonly visits: ReadonlySet<string>;
  /** The channels that the switch lists; undefined until it has. */
  readonly channels?: ReadonlySet<string> | undefined;
  /** The stays that it lists; undefined where it has no queues to list. */
  readonly listed?: ReadonlySet<string> | undefined;
}

/** What one event socket has told so far. Bounded; when it is lost, a resync and a gap take its place. */
export interface EslState {
  readonly source: string;
  /** The name that the address gives stands; without one, the switch's own. */
  readonly isNamed: boolean;
  readonly calls: ReadonlyMap<string, Call>;
  /** Channel → its call. */
  readonly legs: ReadonlyMap<string, string>;
  /** Calls in which digits wait to be settled. */
  readonly typing: ReadonlySet<string>;
  /** Calls that are over, oldest first: kept a little for what comes late. */
  readonly over: readonly { readonly id: string; readonly at: Instant }[];
  readonly agents: Agents;
  readonly lastAt: Instant;
  readonly resync?: Resync | undefined;
}

/** More open calls than one switch of a contact center carries: the oldest is forgotten, and the ghost rule closes it. */
export const MOST_CALLS = 5_000;
/** So long after a call's end its last events still come. */
const LINGER: Millis = 5_000;

export function startEsl(name?: string): EslState {
  return {
    source: `freeswitch/${name ?? 'switch'}`, isNamed: name !== undefined, calls: new Map(), legs: new Map(), typing: new Set(), over: [], agents: new Map(), lastAt: 0,
  };
}

/** Before the questions of a fresh connection are asked. */
export function expectResync(state: EslState): EslState {
  const open = [...state.calls.values()].filter(({ endedAt }) => endedAt === undefined);
  const visits = new Set(open.flatMap((call) => call.visits.map(({ visit }) => visit)));
  return { ...state, resync: { lostAt: state.lastAt, calls: new Set(open.map(({ id }) => id)), visits } };
}

export function withCall(state: EslState, call: Call): EslState {
  const calls = new Map(state.calls).set(call.id, call);
  const next = { ...state, calls, legs: withLegs(state, call), typing: withTyping(state, call), over: withOver(state, call) };
  const [oldest] = calls.keys();
  return calls.size > MOST_CALLS && oldest !== undefined ? without(next, oldest) : next;
}

/** Forgets the calls of which nothing more comes. */
export function withoutOver(state: EslState, at: Instant): EslState {
  const [first] = state.over;
  if (first === undefined || at - first.at <= LINGER) return state;
  return withoutOver({ ...without(state, first.id), over: state.over.slice(1) }, at);
}

function without(state: EslState, id: string): EslState {
  const calls = new Map(state.calls);
  calls.delete(id);
  const typing = new Set(state.typing);
  typing.delete(id);
  const legs = new Map(state.legs);
  for (const leg of [id, ...state.calls.get(id)?.legs.keys() ?? []]) if (legs.get(leg) === id) legs.delete(leg);
  return { ...state, calls, typing, legs };
}

function withLegs(state: EslState, call: Call): EslState['legs'] {
  const before = state.calls.get(call.id)?.legs;
  if (before === call.legs) return state.legs;
  const legs = new Map(state.legs);
  for (const leg of before?.keys() ?? []) if (!call.legs.has(leg)) legs.delete(leg);
  for (const leg of call.legs.keys()) legs.set(leg, call.id);
  return legs;
}

function withTyping(state: EslState, call: Call): EslState['typing'] {
  if (state.typing.has(call.id) === (call.typed !== undefined)) return state.typing;
  const typing = new Set(state.typing);
  if (call.typed) typing.add(call.id);
  else typing.delete(call.id);
  return typing;
}

function withOver(state: EslState, call: Call): EslState['over'] {
  const { endedAt } = call;
  if (endedAt === undefined || state.calls.get(call.id)?.endedAt !== undefined) return state.over;
  return [...state.over, { id: call.id, at: endedAt }];
}
