import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** What comes due, kept by the second: nobody looks at what is not due yet. */
export class Due {
  private readonly seconds = new Map<number, Set<string>>();
  private until: number | undefined;

  add(id: string, at: Instant): void {
    if (at === Infinity) return;
    const second = Math.max(Math.floor(at / SECOND), this.until ?? -Infinity);
    const ids = this.seconds.get(second);
    if (ids) ids.add(id);
    else this.seconds.set(second, new Set([id]));
  }

  /** Everything noted for an instant up to now, and for the rest of this second: whoever asks looks whether it is time. */
  take(now: Instant): string[] {
    const last = Math.floor(now / SECOND);
    const due: string[] = [];
    for (const [second, ids] of this.seconds) {
      if (second > last) continue;
      due.push(...ids);
      this.seconds.delete(second);
    }
    this.until = last;
    return due;
  }
}
