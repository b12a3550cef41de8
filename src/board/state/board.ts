/** Everything the page knows of the floor, as a fold over what the server said. Pure: no clock, no socket. */
import type {
  AgentRow, AlertBudget, ChannelRow, FeedFact, FeedLine, Frame, QueueRow, RecoveryLine, ScopeView, ServerState, Snapshot, SourceRow, Tile,
} from '../../contract/board.js';
import type { ContactLane } from '../../contract/contact.js';
import { dropRows, takeRows } from './rows.js';

export interface BoardState {
  readonly link: 'connecting' | 'connected' | 'lost';
  readonly server: ServerState;
  readonly scope: ScopeView | null;
  /** Null until the first snapshot. */
  readonly frame: { readonly number: number; readonly at: number; readonly heardAt: number } | null;
  /** Server's clock minus the page's, in milliseconds. */
  readonly offset: number;
  readonly headline: readonly Tile[];
  readonly queues: readonly QueueRow[];
  readonly channels: readonly ChannelRow[];
  readonly agents: readonly AgentRow[];
  readonly lanes: readonly ContactLane[];
  readonly open: number;
  readonly recovery: readonly RecoveryLine[];
  /** In all; the lines are bounded. */
  readonly recoveryOpen: number;
  readonly sources: readonly SourceRow[];
  readonly budget: AlertBudget | null;
  /** Newest first, bounded. */
  readonly feed: readonly FeedLine[];
  /** The number of the last feed fact: where to resume. */
  readonly lastFact: number | null;
}

/** `heardAt` is the page's clock. */
export type Message =
  | { readonly type: 'connected' }
  | { readonly type: 'lost' }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly heardAt: number }
  | { readonly type: 'changes'; readonly frame: Frame; readonly heardAt: number }
  | { readonly type: 'flag'; readonly fact: FeedFact };

export const nothingYet: BoardState = {
  link: 'connecting', server: { is: 'live' }, scope: null, frame: null, offset: 0,
  headline: [], queues: [], channels: [], agents: [], lanes: [], open: 0, recovery: [], recoveryOpen: 0, sources: [], budget: null,
  feed: [], lastFact: null,
};

export function fold(state: BoardState, message: Message): BoardState {
  switch (message.type) {
    case 'connected': return { ...state, link: 'connected' };
    case 'lost': return { ...state, link: state.frame === null ? 'connecting' : 'lost' };
    case 'snapshot': return takeSnapshot(state, message.snapshot, message.heardAt);
    case 'changes': return takeChanges(state, message.frame, message.heardAt);
    case 'flag': return takeFacts(state, [message.fact]);
  }
}

function takeSnapshot(state: BoardState, snapshot: Snapshot, heardAt: number): BoardState {
  const framed = takeFrame(snapshot.resumed ? state : { ...state, feed: [], lastFact: null }, { ...snapshot.frame, whole: true }, heardAt);
  return { ...takeFacts(framed, snapshot.feed), scope: snapshot.scope, link: 'connected' };
}

/** A frame that overtook another, or came before the snapshot it belongs to, is dropped: the next whole one heals. */
function takeChanges(state: BoardState, frame: Frame, heardAt: number): BoardState {
  if (state.frame === null || frame.number <= state.frame.number) return state;
  return takeFrame(state, frame, heardAt);
}

function takeFrame(state: BoardState, frame: Frame, heardAt: number): BoardState {
  const whole = frame.whole;
  return {
    ...state,
    frame: { number: frame.number, at: frame.at, heardAt },
    offset: steady(state, frame.at - heardAt),
    server: frame.state,
    open: frame.open,
    headline: takeRows(state.headline, frame.headline, whole && frame.headline !== undefined, (tile) => tile.id),
    queues: takeRows(state.queues, frame.queues, whole, (row) => row.id),
    channels: takeRows(state.channels, frame.channels, whole, (row) => row.channel),
    agents: takeRows(state.agents, frame.agents, whole, (row) => row.id),
    lanes: dropRows(takeRows(state.lanes, frame.lanes, whole, (lane) => lane.id), frame.gone, (lane) => lane.id),
    // Short, and sent as a whole whenever it changed: who is not in it any more is gone.
    recoveryOpen: frame.recoveryOpen ?? frame.recovery?.length ?? (whole ? 0 : state.recoveryOpen),
    recovery: takeRows(state.recovery, frame.recovery, whole || frame.recovery !== undefined, (line) => line.id),
    sources: takeRows(state.sources, frame.sources, whole, (row) => row.source),
    budget: frame.budget ?? state.budget,
  };
}

/** Network jitter must not make running times jump: a difference is believed only when it is larger than that. */
function steady(state: BoardState, offset: number): number {
  return state.frame !== null && Math.abs(offset - state.offset) < 1_500 ? state.offset : offset;
}

const feedBound = 300;

function takeFacts(state: BoardState, facts: readonly FeedFact[]): BoardState {
  const fresh = facts.toSorted((a, b) => a.number - b.number);
  if (fresh.length === 0) return state;
  const lines = new Map(state.feed.map((line) => [line.id, line]));
  for (const { line } of fresh) lines.set(line.id, line);
  return {
    ...state,
    feed: [...lines.values()].toSorted(newestFirst).slice(0, feedBound),
    lastFact: fresh.at(-1)?.number ?? state.lastFact,
  };
}

const newestFirst = (a: FeedLine, b: FeedLine): number => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1);
