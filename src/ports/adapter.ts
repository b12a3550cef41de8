import type { EarshotEvent } from '../domain/event.js';

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
}

/** A bounded fold per connection: no clock, no random, no I/O. */
export type Translate<State, Raw> = (state: State, raw: Raw) => Translation<State>;
