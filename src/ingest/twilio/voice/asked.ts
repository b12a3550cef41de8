import type { Instant } from '../../../domain/time.js';
import type { Fields } from '../../../ports/signed-post.js';
import type { Fact } from '../../fact.js';
import type { VoiceMenu } from './menu.js';
import type { Verb } from './verb.js';

/** One request of Twilio's for what to do next. All that is known of the call stands in its fields and in the address, which is signed. */
export interface Asked {
  readonly menu: VoiceMenu;
  readonly call: string;
  readonly fields: Fields;
  /** The address's query: where the caller is. */
  readonly place: Fields;
  /** Which request of the call this is: the same when it comes again, also to the fallback address. */
  readonly step: number;
  readonly at: Instant;
  readonly isOpen: boolean;
  /** Who talks to this caller, where a queue was left to someone. */
  readonly agent: string | undefined;
}

/** What Twilio is to do, and what has happened. */
export interface Answered {
  readonly verbs: readonly Verb[];
  readonly facts: readonly Fact[];
}

/** Only what follows from the call and the step: what comes again is the same event. */
export function idOf({ call, step }: Asked, what: string): string {
  return `${call}:voice:${step}:${what}`;
}

/** An address of the next step. */
export function next({ step }: Asked, route: string, place: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams({ ...Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)])), step: String(step + 1) });
  return `/voice/${route}?${query.toString()}`;
}

export function and(first: readonly Fact[], { verbs, facts }: Answered): Answered {
  return { verbs, facts: [...first, ...facts] };
}
