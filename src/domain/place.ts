import type { FlagPlace } from './flag.js';
import type { ReadingKey } from './metric.js';
import { keyOf } from './reading-key.js';
import { HOUR } from './time.js';
import type { Instant } from './time.js';

/**
 * Where something can go wrong again and again; `floor` is everywhere: what is said outside points to no place, and all minutes lost
 * are counted there together. `unknown`: where minutes were lost of which nobody knows the place, the reason or the number.
 */
export const placeKinds = ['node', 'queue', 'reason', 'entry', 'floor', 'unknown'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface Place {
  readonly channel: string;
  readonly kind: PlaceKind;
  /** Its id on the floor; of `floor` empty; of `unknown` what is not known. */
  readonly name: string;
}

export function placeKey({ channel, kind, name }: Place): ReadingKey {
  return keyOf(channel, 'place', `${kind}:${name}`);
}

export const everywhere = (channel: string): Place => ({ channel, kind: 'floor', name: '' });
export const nowhere = (channel: string, what: 'place' | 'reason' | 'entry'): Place => ({ channel, kind: 'unknown', name: what });

const KEY = /^([^/]+)\/place\/(\w+):(.*)$/su;

/** Undefined for a key of another kind. */
export function placeIn(key: ReadingKey): Place | undefined {
  const [, channel, written, name] = KEY.exec(key) ?? [];
  const kind = placeKinds.find((each) => each === written);
  return channel === undefined || kind === undefined || name === undefined ? undefined : { channel, kind, name };
}

/**
 * The one place at which a flag counts: the nearest to what can be changed. Counted at several, one bad menu would be a finding
 * about its node, its entry number and each reason that leads through it.
 */
export function homeOf(at: FlagPlace, channel: string, reason: string | undefined, entry: string | undefined): Place | undefined {
  if (at.node !== undefined) return { channel, kind: 'node', name: at.node };
  if (at.queue !== undefined) return { channel, kind: 'queue', name: at.queue };
  if (reason !== undefined) return { channel, kind: 'reason', name: reason };
  const number = at.entry ?? entry;
  return number === undefined ? undefined : { channel, kind: 'entry', name: number };
}

/** Rates by place are kept by the hour: the UTC hour that holds the instant. */
export function hourOf(at: Instant): Instant {
  return at - (((at % HOUR) + HOUR) % HOUR);
}
