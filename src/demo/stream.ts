import type { EarshotEvent } from '../domain/event.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Pace } from './pace.js';
import type { Post } from './post-events.js';

export interface Stream {
  /** In the order of time. */
  readonly events: Iterable<EarshotEvent>;
  /** What lies before is sent at once, what lies after when its time has come. */
  readonly startAt: Instant;
  /** 2 makes an hour of the simulation pass in half an hour. */
  readonly speed: number;
  readonly post: Post;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

const BATCH = 500;
/** Events this close together travel in one request. */
const GATHER: Millis = 100;

/** Sends everything, one batch after the other; ends when the events do or the signal fires. */
export async function stream({ events, startAt, speed, post, pace, signal }: Stream): Promise<void> {
  let batch: EarshotEvent[] = [];
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    await post(full);
  };
  for (const event of events) {
    const hastened = hasten(event, startAt, speed);
    while (hastened.time > pace.now()) {
      await send();
      await pace.sleep(Math.max(GATHER, hastened.time - pace.now()), signal);
    }
    signal.throwIfAborted();
    batch.push(hastened);
    if (batch.length >= BATCH) await send();
  }
  await send();
}

/**
 * The event at the time at which it is sent: no server should hear from the future. At a speed other than 1 every
 * duration after the start shrinks with it, so thresholds of two minutes are passed more rarely.
 */
function hasten(event: EarshotEvent, startAt: Instant, speed: number): EarshotEvent {
  if (speed === 1) return event;
  const at = (instant: Instant): Instant => (instant <= startAt ? instant : startAt + Math.round((instant - startAt) / speed));
  if (event.type === 'callback.requested' && event.data.due !== undefined) {
    return { ...event, time: at(event.time), data: { ...event.data, due: at(event.data.due) } };
  }
  return { ...event, time: at(event.time) };
}
