import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/**
 * What is to be looked at, and when, to the second: nobody walks through all that there is to find what is due. The instant
 * last said counts: what waited an hour for a wrap-up that took a minute would else be held for the hour, and with it the call.
 */
export class Agenda<Item> {
  private readonly seconds = new Map<number, Set<Item>>();
  private readonly places = new Map<Item, number>();

  put(item: Item, at: Instant): void {
    const second = Math.ceil(at / SECOND);
    const before = this.places.get(item);
    if (before === second) return;
    if (before !== undefined) this.remove(item, before);
    this.places.set(item, second);
    const due = this.seconds.get(second);
    if (due) due.add(item);
    else this.seconds.set(second, new Set([item]));
  }

  /** All that is due, each once. */
  take(now: Instant): readonly Item[] {
    const taken: Item[] = [];
    for (const [second, due] of this.seconds) {
      if (second * SECOND > now) continue;
      this.seconds.delete(second);
      for (const item of due) {
        this.places.delete(item);
        taken.push(item);
      }
    }
    return taken;
  }

  private remove(item: Item, second: number): void {
    const due = this.seconds.get(second);
    due?.delete(item);
    if (due?.size === 0) this.seconds.delete(second);
  }
}
