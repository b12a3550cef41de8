import type { Instant } from '../../domain/time.js';

/** What changed at a queue. */
export const moment = { enters: 0, leaves: 1, counts: 2, uncounts: 3, staffMore: 4, staffLess: 5 } as const;
export type MomentKind = (typeof moment)[keyof typeof moment];

/** Above the kind. */
const BITS = 3;

export interface Moment {
  readonly at: Instant;
  readonly kind: MomentKind;
  /** By its number: of agents a queue's name, else a queue of one channel. */
  readonly queue: number;
  /** Of a stay: when it began. */
  readonly since: Instant;
  /** What a stay counts, a bit a measure; of an agent 1: at work. */
  readonly bits: number;
}

/**
 * What changed at queues, in the order of time though it was put in in another. 22 bytes each, outside the heap: a million calls are some
 * two million of them.
 */
export class Moments {
  private room = 1_024;
  private length = 0;
  private ats = new Float64Array(this.room);
  private sinces = new Float64Array(this.room);
  private queues = new Uint16Array(this.room);
  private whats = new Uint32Array(this.room);

  add(at: Instant, kind: MomentKind, queue: number, since: Instant, bits: number): void {
    if (this.length === this.room) this.grow();
    this.ats[this.length] = at;
    this.sinces[this.length] = since;
    this.queues[this.length] = queue;
    this.whats[this.length] = kind | (bits << BITS);
    this.length += 1;
  }

  /** Takes out those before an instant, the earliest first; of one instant as they were put in. */
  takeBefore(end: Instant, each: (moment: Moment) => void): void {
    const { ats, sinces, queues, whats } = this;
    const order = Uint32Array.from({ length: this.length }, (_, place) => place).sort((a, b) => (ats[a] as number) - (ats[b] as number) || a - b);
    let taken = 0;
    for (; taken < order.length; taken += 1) {
      const place = order[taken] as number;
      const at = ats[place] as number;
      if (at >= end) break;
      const what = whats[place] as number;
      each({ at, kind: (what & 7) as MomentKind, queue: queues[place] as number, since: sinces[place] as number, bits: what >> BITS });
    }
    this.keep(order.subarray(taken));
  }

  private keep(places: Uint32Array): void {
    const [ats, sinces, queues, whats] = [Float64Array.from(places, (place) => this.ats[place] as number), Float64Array.from(places, (place) => this.sinces[place] as number), Uint16Array.from(places, (place) => this.queues[place] as number), Uint32Array.from(places, (place) => this.whats[place] as number)];
    this.ats.set(ats);
    this.sinces.set(sinces);
    this.queues.set(queues);
    this.whats.set(whats);
    this.length = places.length;
  }

  private grow(): void {
    this.room *= 2;
    const { ats, sinces, queues, whats } = this;
    this.ats = new Float64Array(this.room);
    this.ats.set(ats);
    this.sinces = new Float64Array(this.room);
    this.sinces.set(sinces);
    this.queues = new Uint16Array(this.room);
    this.queues.set(queues);
    this.whats = new Uint32Array(this.room);
    this.whats.set(whats);
  }
}
