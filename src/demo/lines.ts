import type { Instant } from '../domain/time.js';
import type { Agenda, Bell } from './agenda.js';
import type { Seat } from './seat.js';

/** Somebody's place in a queue, until a seat is found for them. */
export interface PlaceInLine {
  readonly queue: string;
  readonly since: Instant;
  /** Transferred callers go before new ones, as on real platforms. */
  readonly priority: number;
  readonly bell: Bell;
  seat?: Seat | undefined;
}

/** The queues: first come, first served within a priority, by whoever has the skill and has been idle longest. */
export class Lines {
  private readonly places = new Map<string, PlaceInLine[]>();

  constructor(private readonly agenda: Agenda, readonly seats: readonly Seat[]) {}

  join(place: PlaceInLine): void {
    const seat = this.idleSeat(place.queue);
    if (seat !== undefined) return this.assign(place, seat);
    const line = this.lineOf(place.queue);
    const behind = line.findIndex((other) => isBefore(place, other));
    line.splice(behind < 0 ? line.length : behind, 0, place);
  }

  leave(place: PlaceInLine): void {
    const line = this.lineOf(place.queue);
    const index = line.indexOf(place);
    if (index >= 0) line.splice(index, 1);
  }

  waiting(queue: string): number {
    return this.lineOf(queue).length;
  }

  /** A seat fell idle: it takes whoever has waited longest in any of its queues. */
  serve(seat: Seat): void {
    let next: PlaceInLine | undefined;
    for (const queue of seat.queues) {
      const first = this.lineOf(queue)[0];
      if (first !== undefined && (next === undefined || isBefore(first, next))) next = first;
    }
    if (next === undefined) return;
    this.leave(next);
    this.assign(next, seat);
  }

  /** Takes an idle seat out of the pool: those whose own queue it is first, then the longest idle. */
  idleSeat(queue: string): Seat | undefined {
    let best: Seat | undefined;
    for (const seat of this.seats) {
      if (seat.state !== 'available' || seat.reserved || !seat.queues.includes(queue)) continue;
      if (best === undefined || isFitter(seat, best, queue)) best = seat;
    }
    return best;
  }

  private assign(place: PlaceInLine, seat: Seat): void {
    seat.reserved = true;
    place.seat = seat;
    this.agenda.ring(place.bell);
  }

  private lineOf(queue: string): PlaceInLine[] {
    const line = this.places.get(queue) ?? [];
    this.places.set(queue, line);
    return line;
  }
}

function isBefore(one: PlaceInLine, other: PlaceInLine): boolean {
  return one.priority > other.priority || (one.priority === other.priority && one.since < other.since);
}

function isFitter(seat: Seat, best: Seat, queue: string): boolean {
  const own = seat.queues[0] === queue;
  const bestOwn = best.queues[0] === queue;
  return own === bestOwn ? seat.since < best.since : own;
}
