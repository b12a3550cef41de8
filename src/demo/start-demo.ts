import type { Floor } from '../domain/floor.js';
import { readDemoFloor } from './demo-floor.js';
import { systemPace } from './pace.js';
import type { Pace } from './pace.js';
import { postEvents } from './post-events.js';
import { simulate } from './simulate.js';
import { stream } from './stream.js';

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
}

/** Plays the simulated contact center into a running server until the signal fires; rejects when the server will not take its events. */
export async function startDemo({ url, key, speed = 1, seed = 1, signal, clock: pace = systemPace, floor = readDemoFloor() }: Demo): Promise<void> {
  if (!(speed > 0)) throw new Error(`The demo cannot run at speed ${speed}: give a number above 0, such as 1 or 2.5.`);
  const startAt = pace.now();
  const post = postEvents({ url, key, signal, pace });
  try {
    await stream({ events: simulate({ seed, startAt, floor }), startAt, speed, post, pace, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
