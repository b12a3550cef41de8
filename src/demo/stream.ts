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

/** Sends everything, first the past, then one batch after the other; ends when the events do or the signal fires. */
export async function stream({ events, startAt, speed, post, pace, signal }: Stream): Promise<void> {
  let batch: EarshotEvent[] = [];
  const past: EarshotEvent[] = [];
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const full = batch;
    batch = [];
    await post(full);
  };
  for (const event of events) {
    const hastened = hasten(event, startAt, speed);
    if (hastened.time <= startAt) {
      past.push(hastened);
      continue;
    }
    await tell(past.splice(0), post);
    while (hastened.time > pace.now()) {
      await send();
      await pace.sleep(Math.max(GATHER, hastened.time - pace.now()), signal);
    }
    signal.throwIfAborted();
    batch.push(hastened);
    if (batch.length >= BATCH) await send();
  }
  await tell(past, post);
  await send();
}

/**
 * The past, contact by contact and no contact in two batches: a half-told one would look like a caller who waits since then,
 * and raise alerts that the other half takes back.
 */
export async function tell(past: readonly EarshotEvent[], post: Post): Promise<void> {
  const told = [...bySubject(past).values()];
  const batch: EarshotEvent[] = [];
  for (const events of told) {
    if (batch.length > 0 && batch.length + events.length > BATCH) await post(batch.splice(0));
    batch.push(...events);
  }
  if (batch.length > 0) await post(batch);
}

function bySubject(events: readonly EarshotEvent[]): Map<string, EarshotEvent[]> {
  const groups = new Map<string, EarshotEvent[]>();
  for (const event of events) groups.set(event.subject, [...groups.get(event.subject) ?? [], event]);
  return groups;
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
