import type { Instant } from '../domain/time.js';

/** What has to be asked again, and when. */
export interface Wake {
  readonly kind: 'contact' | 'journey' | 'agent';
  readonly id: string;
  readonly at: Instant;
}

/** A heap by instant. It may hold stale wakes: who takes one compares it with the record's own `wakeAt`. */
export class Wakes {
  private readonly heap: Wake[] = [];

  get next(): Instant | undefined {
    return this.heap[0]?.at;
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
