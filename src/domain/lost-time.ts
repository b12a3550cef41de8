import type { AgentSegment, Contact } from './contact.js';
import type { Instant, Millis } from './time.js';

/** On what a caller's time went while nobody talked with them; `between`: no source says where they were. */
export const lostOn = ['menu', 'waiting', 'hold', 'between'] as const;
export type LostOn = (typeof lostOn)[number];

/** The node or queue at which it went; absent where nobody knows. */
export interface LostAt {
  readonly kind: 'node' | 'queue';
  readonly name: string;
}

export interface LostTime {
  readonly on: LostOn;
  readonly at?: LostAt;
  readonly ms: Millis;
}

/** The whole of a contact, each millisecond once: lost, talk and survey add up to it. */
export interface TimeOfContact {
  readonly lost: readonly LostTime[];
  readonly talkMs: Millis;
  /** Answering a survey is no waiting. */
  readonly surveyMs: Millis;
}

type State = { readonly on: LostOn; readonly at?: LostAt } | 'talk' | 'survey';

/**
 * Where the time of a contact went, from its start to its end. At each instant the caller is in one state only, the first of: talking
 * with an agent, on hold, waiting in the queue that they entered first, in the menu node that they entered last, between. Undefined
 * while the contact goes on, and where its end is only inferred: nobody knows how long it was.
 */
export function timeOf(contact: Contact): TimeOfContact | undefined {
  const { startedAt, endedAt, endedBy, lostSight } = contact;
  if (endedAt === undefined || endedBy === 'inferred' || lostSight) return undefined;
  const sums = new Map<string, { on: LostOn; at?: LostAt; ms: Millis }>();
  const spent = { talk: 0, survey: 0 };
  const instants = bordersOf(contact, startedAt, endedAt);
  for (const [place, from] of instants.entries()) {
    const ms = (instants[place + 1] ?? from) - from;
    if (ms === 0) continue;
    const state = stateAt(contact, from);
    if (typeof state === 'string') spent[state] += ms;
    else add(sums, state, ms);
  }
  return { lost: [...sums.values()], talkMs: spent.talk, surveyMs: spent.survey };
}

function add(sums: Map<string, { on: LostOn; at?: LostAt; ms: Millis }>, state: Exclude<State, string>, ms: Millis): void {
  const name = `${state.on} ${state.at?.kind} ${state.at?.name}`;
  const known = sums.get(name);
  if (known) known.ms += ms;
  else sums.set(name, { ...state, ms });
}

/** Every instant at which the state may change, in order, from the start to the end. */
function bordersOf({ menu, visits, segments }: Contact, from: Instant, to: Instant): readonly Instant[] {
  const all = new Set<Instant>([from, to]);
  const border = (at: Instant | undefined): void => void (at !== undefined && at > from && at < to && all.add(at));
  for (const { enteredAt, leftAt } of [...menu, ...visits]) [enteredAt, leftAt].forEach(border);
  for (const { connectedAt, leftAt, holds } of segments) {
    [connectedAt, leftAt].forEach(border);
    for (const hold of holds) [hold.from, hold.to].forEach(border);
  }
  return [...all].toSorted((a, b) => a - b);
}

/** The state that begins at an instant and lasts until the next border. */
function stateAt({ segments, visits, menu }: Contact, at: Instant): State {
  const isOn = (from: Instant, to: Instant | undefined): boolean => from <= at && (to === undefined || at < to);
  const connected = segments.filter(({ connectedAt, leftAt }) => isOn(connectedAt, leftAt));
  const isHeld = ({ holds }: AgentSegment): boolean => holds.some(({ from, to }) => isOn(from, to));
  if (connected.some((segment) => !isHeld(segment))) return 'talk';
  const holder = connected.at(-1);
  if (holder) return holder.queue === undefined ? { on: 'hold' } : { on: 'hold', at: { kind: 'queue', name: holder.queue } };
  const waits = visits.filter(({ enteredAt, leftAt }) => isOn(enteredAt, leftAt));
  const first = waits.reduce<(typeof waits)[number] | undefined>((found, visit) => (found === undefined || visit.enteredAt < found.enteredAt ? visit : found), undefined);
  if (first) return { on: 'waiting', at: { kind: 'queue', name: first.queue } };
  const node = menu.findLast(({ enteredAt, leftAt }) => isOn(enteredAt, leftAt));
  if (node) return node.purpose === 'survey' ? 'survey' : { on: 'menu', at: { kind: 'node', name: node.node } };
  return { on: 'between' };
}
