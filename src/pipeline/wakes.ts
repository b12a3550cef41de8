import type { Instant } from '../domain/time.js';

/** What has to be asked again, and when. */
export interface Wake {
  readonly kind: 'contact' | 'journey' | 'agent' | 'cohort';
  readonly id: string;
  readonly at: Instant;
}

/** Whether anyone still waits for it. */
export type IsAwaited = (wake: Wake) => boolean;

/**
 * A heap by instant. It may hold stale wakes: who takes one compares it with the record's own `wakeAt`. A contact asks to be
 * woken hours ahead with each of its events, in case nothing follows, so that most wakes are stale before they are due:
 * `skim` and `prune` let them go.
 */
export class Wakes {
  private heap: Wake[] = [];

  get next(): Instant | undefined {
    return this.heap[0]?.at;
  }

  get size(): number {
    return this.heap.length;
  }

  /** Drops what nobody waits for from the top, so that `next` is an instant that matters. */
  skim(isAwaited: IsAwaited): void {
    while (this.heap[0] !== undefined && !isAwaited(this.heap[0])) this.take();
  }

  /** Drops all that nobody waits for once there are more than `most`. */
  prune(most: number, isAwaited: IsAwaited): void {
    if (this.heap.length <= most) return;
    // A sorted list is a heap.
    this.heap = this.heap.filter(isAwaited).toSorted((a, b) => a.at - b.at);
  }

  add(wake: Wake): void {
    const { heap } = this;
    let place = heap.push(wake) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((heap[parent] as Wake).at <= wake.at) break;
      heap[place] = heap[parent] as Wake;
      place = parent;
    }
    heap[place] = wake;
  }

  /** All wakes up to and including `now`, earliest first. */
  takeDue(now: Instant): Wake[] {
    const due: Wake[] = [];
    while (this.heap.length > 0 && (this.heap[0] as Wake).at <= now) due.push(this.take());
    return due;
  }

  private take(): Wake {
    const { heap } = this;
    const first = heap[0] as Wake;
    const last = heap.pop() as Wake;
    if (heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Wake).at < (heap[child] as Wake).at) child += 1;
      if ((heap[child] as Wake).at >= last.at) break;
      heap[place] = heap[child] as Wake;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}
