import type { Floor } from '../domain/floor.js';
import { SECOND } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { systemPace } from './pace.js';
import type { Pace } from './pace.js';
import type { Past } from './past.js';
import { postEvents } from './post-events.js';
import { simulate } from './simulate.js';
import { stream, tell } from './stream.js';

export interface Demo {
  /** Where the server listens: http://localhost:3000 */
  readonly url: string;
  /** An ingest key, `ers_…`. */
  readonly key: string;
  readonly speed?: number;
  readonly seed?: number;
  /** Ends the demo. */
  readonly signal: AbortSignal;
  readonly clock?: Pace;
  readonly floor?: Floor;
  /** The days before, told behind the first callers: the board moves at once. */
  readonly past?: Past;
  /** The past is in the log. */
  readonly onPastTold?: () => void;
}

const FIRST_CALLERS = 2 * SECOND;

/** Plays the simulated contact center into a running server until the signal fires; rejects when the server will not take its events. */
export async function startDemo({ url, key, speed = 1, seed = 1, signal, clock: pace = systemPace, floor = readDemoFloor(), past, onPastTold }: Demo): Promise<void> {
  if (!(speed > 0)) throw new Error(`The demo cannot run at speed ${speed}: give a number above 0, such as 1 or 2.5.`);
  const startAt = pace.now();
  const post = postEvents({ url, key, signal, pace });
  try {
    const events = simulate({ seed, startAt, floor, ...(past === undefined ? {} : { unhelped: past.unhelped }) });
    await Promise.all([stream({ events, startAt, speed, post, pace, signal }), tellPast()]);
  } catch (error) {
    if (!signal.aborted) throw error;
  }

  async function tellPast(): Promise<void> {
    if (past === undefined) return;
    await pace.sleep(FIRST_CALLERS, signal);
    await tell(past.events, postEvents({ url, key, signal, pace, history: true }));
    onPastTold?.();
  }
}
