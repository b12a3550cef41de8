import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import type { LiveState } from '../ports/live-state.js';

/** When the days of queues began that do not begin at midnight. Asked at every tick, looked up once a minute: looking formats several dates. */
export class DayStarts {
  private readonly known = new Map<number, Instant>();
  private minute = -1;
  private zone = '';

  constructor(private readonly state: LiveState) {}

  /** `today`: when the day began for who says nothing else. */
  at(now: Instant, today: Instant): (startsAt: number) => Instant {
    const { zone } = this.state.floor;
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.minute || zone !== this.zone) this.known.clear();
    this.minute = minute;
    this.zone = zone;
    return (startsAt) => (startsAt === 0 ? today : this.lookUp(startsAt, now));
  }

  private lookUp(startsAt: number, now: Instant): Instant {
    const known = this.known.get(startsAt);
    if (known !== undefined) return known;
    const began = dayStart(this.zone, now, startsAt);
    this.known.set(startsAt, began);
    return began;
  }
}
