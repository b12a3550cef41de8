import type { AlertBudget, FeedLine } from '../contract/board.js';
import { HOUR, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/**
 * How many alerts one view is shown in an hour; the rest is counted and stays on the contacts as flags. Incidents always
 * pass. A line that was let through goes on to be updated.
 */
export class Budget {
  private shown: Instant[] = [];
  /** By second, oldest first: at a peak a hundred a second, and a list of an hour of them was gone through at each. */
  private readonly overflowed = new Map<number, number>();
  private overflow = 0;
  private readonly through = new Set<string>();
  private readonly held = new Set<string>();

  constructor(private readonly perHour: () => number) {}

  lets(line: FeedLine, now: Instant): boolean {
    if (line.kind === 'incident' || this.through.has(line.id)) return true;
    if (this.held.has(line.id)) return false;
    this.forget(now);
    // What was folded into an incident from the start is told by the incident.
    if (line.into !== undefined) return false;
    if (this.shown.length >= this.perHour()) {
      const second = Math.floor(now / SECOND);
      this.overflowed.set(second, (this.overflowed.get(second) ?? 0) + 1);
      this.overflow += 1;
      this.held.add(line.id);
      return false;
    }
    this.shown.push(now);
    this.through.add(line.id);
    return true;
  }

  view(now: Instant): AlertBudget {
    this.forget(now);
    return { perHour: this.perHour(), shownThisHour: this.shown.length, overflowedThisHour: this.overflow };
  }

  private forget(now: Instant): void {
    this.shown = this.shown.filter((at) => at > now - HOUR);
    for (const [second, count] of this.overflowed) {
      if (second * SECOND > now - HOUR) break;
      this.overflowed.delete(second);
      this.overflow -= count;
    }
    if (this.held.size > 5_000) this.held.clear();
    if (this.through.size > 5_000) this.through.clear();
  }
}
