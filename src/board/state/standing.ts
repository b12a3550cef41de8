import type { BoardState } from './board.js';

/** How far the numbers on the page may be trusted. `since` is the server's time of the last frame. */
export type Standing =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  | { readonly is: 'catching-up'; readonly behindMs: number; readonly done: number }
  | { readonly is: 'stale'; readonly since: number }
  | { readonly is: 'lost'; readonly since: number };

/** The server sends a frame every 200 ms; this much silence on an open connection means something is wrong. */
const silentAfterMs = 3_000;

export function standingOf(state: BoardState, pageNow: number): Standing {
  if (state.frame === null) return { is: 'connecting' };
  if (state.link === 'lost') return { is: 'lost', since: state.frame.at };
  if (pageNow - state.frame.heardAt > silentAfterMs) return { is: 'stale', since: state.frame.at };
  if (state.server.is === 'catching-up') return state.server;
  return { is: 'live' };
}

/** The server's time for running times. It stands still while the page is not live: an old wait must not seem to grow. */
export function runningNow(state: BoardState, standing: Standing, pageNow: number): number {
  if (standing.is === 'lost' || standing.is === 'stale') return standing.since;
  return pageNow + state.offset;
}
