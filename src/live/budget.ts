import type { AlertBudget, FeedLine } from '../contract/board.js';
import { HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/**
 * How many alerts one view is shown in an hour; the rest is counted and stays on the contacts as flags. Incidents always
 * pass. A line that was let through goes on to be updated.
 */
export class Budget {
  private shown: Instant[] = [];
  private overflowed: Instant[] = [];
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
      this.overflowed.push(now);
      this.held.add(line.id);
      return false;
    }
    this.shown.push(now);
    this.through.add(line.id);
    return true;
  }

  view(now: Instant): AlertBudget {
    this.forget(now);
    return { perHour: this.perHour(), shownThisHour: this.shown.length, overflowedThisHour: this.overflowed.length };
  }

  private forget(now: Instant): void {
    this.shown = this.shown.filter((at) => at > now - HOUR);
    this.overflowed = this.overflowed.filter((at) => at > now - HOUR);
    if (this.held.size > 5_000) this.held.clear();
    if (this.through.size > 5_000) this.through.clear();
  }
}
