import type { Problem } from '../contract/session.js';
import type { StreetState } from '../ports/live-state.js';
import type { ApiParts } from './parts.js';

/** Whether the server can take events, and how far its view of the floor is. */
export interface Readiness extends Partial<Problem> {
  readonly ready: boolean;
  readonly state: StreetState['is'];
  readonly log: 'writable' | 'away';
  /** Entries of the log that are not folded yet. */
  readonly lag: number;
  /** While it catches up, 0 to 1. */
  readonly done?: number;
}

/** Catching up is no hindrance: the door is open, and the board says that it is behind. */
export function readinessOf({ street, gauges }: Pick<ApiParts, 'street' | 'gauges'>): Readiness {
  const { state, lag } = street;
  const said = {
    state: state.is, log: gauges.isLogWritable ? 'writable' : 'away', lag: Math.max(0, lag),
    ...(state.is === 'catching-up' ? { done: (state.position - state.from) / Math.max(1, state.head - state.from) } : {}),
  } as const;
  if (state.is === 'starting' || state.is === 'stopped') return { ready: false, ...said, error: { what: `The server is ${state.is}.`, do: 'Wait; it takes no events now.' } };
  if (!gauges.isLogWritable) return { ready: false, ...said, error: { what: 'The log cannot be written: the database does not answer.', do: 'Look after the database; senders are told to come again.' } };
  return { ready: true, ...said };
}
