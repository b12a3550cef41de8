import { toldOf } from '../domain/placed-call.js';
import type { Intake } from '../ports/intake.js';
import type { CallStore } from '../ports/call-backs.js';
import { change } from './change.js';
import { eventsOf } from './events.js';

const A_ROUND = 100;

/** Tells the log what became of calls. What was not told when a server died is told by the next. */
export class Teller {
  constructor(private readonly store: CallStore, private readonly intake: Intake) {}

  /** False when the log takes nothing now. */
  async tell(): Promise<boolean> {
    for (;;) {
      const untold = await this.store.untold(A_ROUND);
      if (untold.length === 0) return true;
      const { taken } = await this.intake.accept(untold.flatMap(({ call }) => eventsOf(call)));
      if (!taken) return false;
      for (const { call } of untold) await change(this.store, call.id, (each) => toldOf(each, call.untold));
    }
  }
}
