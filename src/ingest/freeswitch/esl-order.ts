import { sequenceOf, type EslEvent } from './esl-event.js';

/** How many events may be on the way at one time: the switch hands them out by several threads, which overtake each other. */
export const HELD_EVENTS = 64;

interface Held { readonly event: EslEvent; readonly sequence: number }

/**
 * Puts events back in the order in which they happened (Event-Sequence). It holds a few back; what is still missing
 * when so many newer ones have come, or when two ticks have passed, is not coming.
 */
export class EslOrder {
  private held: Held[] = [];
  /** Everything up to here was held at the last tick already. */
  private mark = -1;

  get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Takes an event and gives those back whose turn it is. */
  put(event: EslEvent): readonly EslEvent[] {
    const sequence = sequenceOf(event) ?? this.held.at(-1)?.sequence ?? 0;
    const before = this.held.findLastIndex((each) => each.sequence <= sequence);
    this.held.splice(before + 1, 0, { event, sequence });
    return this.release(this.held.length - HELD_EVENTS);
  }

  /** Some time has passed: gives back what was held before the last tick. */
  tick(): readonly EslEvent[] {
    const due = this.release(this.held.findLastIndex(({ sequence }) => sequence <= this.mark) + 1);
    this.mark = this.held.at(-1)?.sequence ?? -1;
    return due;
  }

  /** Nothing more will come. */
  all(): readonly EslEvent[] {
    return this.release(this.held.length);
  }

  private release(count: number): readonly EslEvent[] {
    return count > 0 ? this.held.splice(0, count).map(({ event }) => event) : [];
  }
}
