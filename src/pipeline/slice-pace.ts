import { SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

export const SLICE_EVERY: Millis = SECOND / 8;
/** What a long batch of rows held up is made good, up to here. */
const MOST_BEHIND: Millis = 2 * SECOND;
/**
 * Open contacts a second that slices write at most: some 6 % of a core. A round takes 8 s, with 100,000 open contacts 20, and
 * where rows leave less time for it longer (0015); what arrived in that time is read again after a crash.
 */
const MOST_SLICED = 5_000;

/** When the next slice is to be written. */
export class SlicePace {
  private next: Instant = 0;
  private tookAt: Instant = 0;

  /** A clock that was set back does not keep slices waiting: what arrives meanwhile would be read again after a crash. */
  isDue(now: Instant): boolean {
    return now >= this.next || now < this.tookAt;
  }

  /** A slice was written, of so many contacts. */
  took(contacts: number, now: Instant): void {
    const due = now < this.tookAt ? now : this.next;
    this.next = Math.max(due, now - MOST_BEHIND) + Math.max(SLICE_EVERY, (contacts * SECOND) / MOST_SLICED);
    this.tookAt = now;
  }
}
