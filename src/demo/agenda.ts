import type { Instant, Millis } from '../domain/time.js';

/** What a script yields: sleep this long, or until the bell rings, whichever comes first. */
export type Pause = Millis | { readonly bell: Bell; readonly atMost: Millis };

/** Somebody's behaviour, told from first to last; simulated time passes only where it yields. */
export type Script = Generator<Pause, void, void>;

interface Wake {
  readonly at: Instant;
  readonly order: number;
  readonly script: Script;
  cancelled: boolean;
}

/** Wakes the one script that waits on it; ringing it when nobody waits does nothing. */
export interface Bell {
  sleeper?: Wake | undefined;
}

/** The order of everything that will happen: a heap by instant, then by who asked first. */
export class Agenda {
  private readonly heap: Wake[] = [];
  private asked = 0;

  constructor(public now: Instant) {}

  begin(script: Script, at: Instant = this.now): void {
    this.push(Math.max(at, this.now), script);
  }

  ring(bell: Bell): void {
    const sleeper = bell.sleeper;
    if (sleeper === undefined || sleeper.cancelled) return;
    sleeper.cancelled = true;
    bell.sleeper = undefined;
    this.push(this.now, sleeper.script);
  }

  /** Moves time to the next wake-up and lets that script go on; false when nothing is left to happen. */
  step(): boolean {
    const wake = this.pop();
    if (wake === undefined) return false;
    if (wake.cancelled) return true;
    wake.cancelled = true;
    this.now = wake.at;
    const next = wake.script.next();
    if (next.done === true) return true;
    this.sleep(wake.script, next.value);
    return true;
  }

  private sleep(script: Script, pause: Pause): void {
    if (typeof pause === 'number') this.push(this.now + Math.max(0, pause), script);
    else pause.bell.sleeper = this.push(this.now + Math.max(0, pause.atMost), script);
  }

  private push(at: Instant, script: Script): Wake {
    const wake: Wake = { at, order: this.asked++, script, cancelled: false };
    let hole = this.heap.length;
    while (hole > 0) {
      const above = (hole - 1) >> 1;
      const parent = this.heap[above];
      if (parent === undefined || !isSooner(wake, parent)) break;
      this.heap[hole] = parent;
      hole = above;
    }
    this.heap[hole] = wake;
    return wake;
  }

  private pop(): Wake | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined || this.heap.length === 0) return first;
    let hole = 0;
    for (;;) {
      const left = this.heap[2 * hole + 1];
      if (left === undefined) break;
      const right = this.heap[2 * hole + 2];
      const takesRight = right !== undefined && isSooner(right, left);
      const child = takesRight ? right : left;
      if (!isSooner(child, last)) break;
      this.heap[hole] = child;
      hole = 2 * hole + (takesRight ? 2 : 1);
    }
    this.heap[hole] = last;
    return first;
  }
}

function isSooner(one: Wake, other: Wake): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
