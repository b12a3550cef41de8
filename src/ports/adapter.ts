import type { EarshotEvent } from '../domain/event.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';

/** Something a source sent that could not become an event: counted, listed, never dropped in silence. */
export interface Refusal {
  /** Which item of what was sent, counted from 0 (for a file: the line, counted from 1). */
  readonly index: number;
  /** What is wrong, where, and what to do about it. */
  readonly reason: string;
}

/** What a source's pure translation makes of one thing that arrived. */
export interface Translation<State> {
  readonly state: State;
  readonly events: readonly EarshotEvent[];
  readonly refused: readonly Refusal[];
  /** What the source sends and we have no use for, by the kind's name: counted, never listed. */
  readonly unused?: readonly string[];
}

/** A bounded fold per connection: no clock, no random, no I/O. */
export type Translate<State, Raw> = (state: State, raw: Raw) => Translation<State>;

/** Of one post so many refusals are kept; all are counted, and told to the sender. */
export const MOST_KEPT = 200;

/** Something refused, with what was sent: for whoever looks at it later and has it read again. Past the most that are kept it may be null. */
export interface Left extends Refusal {
  readonly sent: unknown;
}

/** Told what could not be read, so that it is counted and kept. Resolves when it is kept, or given up and counted. */
export interface Refusals {
  /** `adapter`: who can read it again. */
  refused(source: string, adapter: string, left: readonly Left[]): Promise<void>;
  unused(source: string, names: readonly string[]): void;
}

/** An adapter that can be handed again what it refused. */
export interface Adapter {
  readonly name: string;
  /** Reads one thing again, as it first came at `cameAt`, and hands its events over. The reason says what is still wrong, or why nothing is taken now. */
  retry(source: string, sent: unknown, cameAt: Instant): Promise<Result<number>>;
}
