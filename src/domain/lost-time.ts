import type { AgentSegment, Contact, QueueVisit } from './contact.js';
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
  const lost: Sum[] = [];
  const spent = { talk: 0, survey: 0 };
  let from = startedAt;
  for (const to of bordersOf(contact, startedAt, endedAt)) {
    if (to === from) continue;
    const state = stateAt(contact, from);
    if (typeof state === 'string') spent[state] += to - from;
    else add(lost, state, to - from);
    from = to;
  }
  return { lost, talkMs: spent.talk, surveyMs: spent.survey };
}

/** How long agents talked with the caller, as `timeOf` has it and for a fraction of its cost: journeys ask at each event. */
export function talkMsIn({ startedAt, endedAt, endedBy, lostSight, segments }: Contact): Millis | undefined {
  if (endedAt === undefined || endedBy === 'inferred' || lostSight) return undefined;
  if (segments.length === 0) return 0;
  let talked = 0;
  let from = startedAt;
  for (const to of bordersOf({ menu: [], visits: [], segments }, startedAt, endedAt)) {
    if (isTalking(segments, from)) talked += to - from;
    from = to;
  }
  return talked;
}

/** With one agent at least who does not hold the caller. */
function isTalking(segments: readonly AgentSegment[], at: Instant): boolean {
  return segments.some(({ connectedAt, leftAt, holds }) => isOn(at, connectedAt, leftAt) && !holds.some(({ from, to }) => isOn(at, from, to)));
}

type Sum = { on: LostOn; at?: LostAt; ms: Millis };

/** A handful at most: found sooner by looking than by a name put together. */
function add(sums: Sum[], { on, at }: Exclude<State, string>, ms: Millis): void {
  for (const known of sums) {
    if (known.on !== on || known.at?.kind !== at?.kind || known.at?.name !== at?.name) continue;
    known.ms += ms;
    return;
  }
  sums.push(at === undefined ? { on, ms } : { on, at, ms });
}

/** Every instant after the start at which the state may change, in order, up to the end; some of them more than once. */
function bordersOf({ menu, visits, segments }: Pick<Contact, 'menu' | 'visits' | 'segments'>, from: Instant, to: Instant): readonly Instant[] {
  const all: Instant[] = [to];
  const border = (at: Instant | undefined): void => {
    if (at !== undefined && at > from && at < to) all.push(at);
  };
  const stay = ({ enteredAt, leftAt }: { readonly enteredAt: Instant; readonly leftAt?: Instant }): void => {
    border(enteredAt);
    border(leftAt);
  };
  for (const each of menu) stay(each);
  for (const each of visits) stay(each);
  for (const { connectedAt, leftAt, holds } of segments) {
    border(connectedAt);
    border(leftAt);
    for (const hold of holds) {
      border(hold.from);
      border(hold.to);
    }
  }
  return all.sort((a, b) => a - b);
}

/** The state that begins at an instant and lasts until the next border. Written as loops: it is asked at each border of each contact that ends. */
function stateAt({ segments, visits, menu }: Contact, at: Instant): State {
  let holder: AgentSegment | undefined;
  for (const segment of segments) {
    if (!isOn(at, segment.connectedAt, segment.leftAt)) continue;
    if (!segment.holds.some(({ from, to }) => isOn(at, from, to))) return 'talk';
    holder = segment;
  }
  if (holder) return holder.queue === undefined ? { on: 'hold' } : { on: 'hold', at: { kind: 'queue', name: holder.queue } };
  let first: QueueVisit | undefined;
  for (const visit of visits) if (isOn(at, visit.enteredAt, visit.leftAt) && (first === undefined || visit.enteredAt < first.enteredAt)) first = visit;
  if (first) return { on: 'waiting', at: { kind: 'queue', name: first.queue } };
  const node = menu.findLast(({ enteredAt, leftAt }) => isOn(at, enteredAt, leftAt));
  if (node) return node.purpose === 'survey' ? 'survey' : { on: 'menu', at: { kind: 'node', name: node.node } };
  return { on: 'between' };
}

function isOn(at: Instant, from: Instant, to: Instant | undefined): boolean {
  return from <= at && (to === undefined || at < to);
}
