import type { EarshotEvent } from '../domain/event.js';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import { toCloudEvent } from '../views/cloud-event.js';
import type { Pace } from './pace.js';

/** Hands a batch over for good: resolves when it is durable on the other side. */
export type Post = (events: readonly EarshotEvent[]) => Promise<void>;

export interface Door {
  /** Where the server listens: http://localhost:3000 */
  readonly url: string;
  /** An ingest key, `ers_…`. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly pace: Pace;
  /** It happened days ago, and nobody is to be asked or told about it now. */
  readonly history?: boolean;
  readonly fetch?: typeof fetch;
}

const PAUSE_WITHOUT_ADVICE = 1 * SECOND;

/**
 * Posts to `/ingest/events`. Sends the same batch again while the server is busy or out of reach, as long as it says with
 * Retry-After; a duplicate does no harm. Throws when the server will never take it.
 */
export function postEvents(door: Door): Post {
  return async (events) => {
    const body = JSON.stringify(events.map(toCloudEvent));
    for (;;) {
      const pause = await tryOnce(door, body, events.length);
      if (pause === undefined) return;
      await door.pace.sleep(pause, door.signal);
    }
  };
}

/** How long to wait before the next try; undefined when the batch is taken. */
async function tryOnce(door: Door, body: string, count: number): Promise<Millis | undefined> {
  const answer = await send(door, body);
  if (answer === undefined) return PAUSE_WITHOUT_ADVICE;
  if (answer.status === 429 || answer.status === 503) {
    await answer.body?.cancel();
    return retryAfter(answer.headers.get('retry-after'), door.pace.now());
  }
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Earshot at ${door.url} refused ${count} events with ${answer.status}: ${text.slice(0, 300)}. Check the ingest key and the address.`);
  const { refused } = JSON.parse(text) as { refused?: readonly { index: number; reason: string }[] };
  const first = refused?.[0];
  if (first !== undefined) throw new Error(`Earshot refused ${refused?.length} of ${count} events, the first (index ${first.index}) because: ${first.reason}`);
  return undefined;
}

/** Undefined when the server cannot be reached: it may just be starting again. */
async function send({ url, key, signal, history = false, fetch: send = fetch }: Door, body: string): Promise<Response | undefined> {
  try {
    return await send(new URL(`/ingest/events${history ? '?history' : ''}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
      body,
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** Retry-After comes as seconds or as a date. */
function retryAfter(header: string | null, now: number): Millis {
  if (header === null || header.trim() === '') return PAUSE_WITHOUT_ADVICE;
  const inSeconds = Number(header);
  const pause = Number.isNaN(inSeconds) ? Date.parse(header) - now : inSeconds * SECOND;
  return Number.isNaN(pause) ? PAUSE_WITHOUT_ADVICE : Math.max(0, pause);
}
