import type { EarshotEvent } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Refusal, Translate } from '../../ports/adapter.js';
import type { Reader } from './compile.js';

/** Things that one post holds, and how the source's mapping reads them. */
export interface WebhookPost {
  readonly read: Reader;
  readonly things: readonly unknown[];
  /** When it came: the time of events for which the mapping names none. */
  readonly at: Instant;
}

/** A post says all that its events need: nothing is remembered but whose it is. */
export interface WebhookState {
  readonly source: string;
}

export const translateWebhook: Translate<WebhookState, WebhookPost> = (state, { read, things, at }) => {
  const events: EarshotEvent[] = [];
  const refusals: Refusal[] = [];
  const unused: string[] = [];
  for (const [index, thing] of things.entries()) {
    const told = read(thing, state.source, at);
    if (!told.ok) refusals.push({ index, reason: told.reason });
    else if ('unused' in told.value) unused.push(told.value.unused);
    else events.push(...told.value.events);
  }
  return { state, events, refused: refusals, unused };
};
