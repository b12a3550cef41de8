import type { ReadingKey } from '../../domain/metric.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import type { ReturnWindow } from '../../domain/return-window.js';
import { lengthOf } from '../../domain/return-window.js';
import { DAY, QUARTER, quarterOf, SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { isEverything, scopeOf, seesQueue } from '../../views/scope.js';
import { later } from '../answer.js';
import type { Answer } from '../answer.js';
import type { VoiceQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import type { Window } from '../readings/answer.js';
import { windowOf } from '../readings/window.js';

/** Where nothing else is asked for. */
const LATELY = 28 * DAY;

/** What a question about weeks of contacts is about. */
export interface AskedOf {
  readonly channel: string;
  readonly window: Window;
  readonly returns: ReturnWindow;
  /** The part of the window whose customers can come back no more; empty where none is. */
  readonly settled: Window;
}

export function askedOf({ state, street, clock }: Pick<ApiParts, 'state' | 'street' | 'clock'>, query: VoiceQuery): Answer<AskedOf> {
  if (street.state.is === 'starting') return later('The figures are not loaded yet: the server is starting.', 2 * SECOND);
  const now = clock.now();
  const to = query.to ?? quarterOf(now) + QUARTER;
  const window = windowOf({ to, from: query.from ?? to - LATELY }, state.floor.zone, now);
  if (!window.ok) return window;
  const { from } = window.value;
  const returns = { within: query.within ?? state.floor.returns.within, scope: query.scope ?? state.floor.returns.scope };
  return ok({ channel: query.channel ?? 'voice', window: { from, to }, returns, settled: { from, to: Math.max(from, Math.min(to, settledBefore(now, returns))) } });
}

/** What is kept is kept by quarter-hours. */
export function settledBefore(now: Instant, { within }: ReturnWindow): Instant {
  return quarterOf(now - lengthOf(within));
}

/** Queues of the floor and those heard of lately, of those that the reader may see. */
export function queuesSeen({ floor, daily }: ApiParts['state'], reader: Reader, channel: string): readonly string[] {
  const scope = scopeOf(reader);
  return [...new Set([...scope.allowed.queues ?? [], ...Object.keys(floor.queues), ...namesIn(daily.keys('arrival'), channel, 'queue')])].filter((queue) => seesQueue(scope, floor, queue));
}

export function namesIn(keys: readonly ReadingKey[], channel: string, kind: string): readonly string[] {
  const prefix = `${channel}/${kind}/`;
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/** All who called; for a reader of some queues the contacts that these had last, each of which is counted in one of them only. */
export function wholeKeys(state: ApiParts['state'], reader: Reader, channel: string): readonly ReadingKey[] {
  return isEverything(scopeOf(reader)) ? [`${channel}/contacts`] : queuesSeen(state, reader, channel).map((queue) => `${channel}/queue/${queue}`);
}
