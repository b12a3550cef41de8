import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** What is to be looked at, and when, to the second: nobody walks through all that there is to find what is due. */
export class Agenda<Item> {
  private readonly seconds = new Map<number, Set<Item>>();

  put(item: Item, at: Instant): void {
    const second = Math.ceil(at / SECOND);
    const due = this.seconds.get(second);
    if (due) due.add(item);
    else this.seconds.set(second, new Set([item]));
  }

  /** All that is due, each once. */
  take(now: Instant): Set<Item> {
    const taken = new Set<Item>();
    for (const [second, due] of this.seconds) {
      if (second * SECOND > now) continue;
      this.seconds.delete(second);
      for (const item of due) taken.add(item);
    }
    return taken;
  }
}
