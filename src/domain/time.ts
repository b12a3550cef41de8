/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Instant = number;
/** A duration in milliseconds, an integer. */
export type Millis = number;

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;
export const QUARTER: Millis = 15 * MINUTE;

export function seconds(count: number): Millis {
  return count * SECOND;
}

/** The start of the UTC quarter-hour that holds the instant. */
export function quarterOf(at: Instant): Instant {
  return at - (((at % QUARTER) + QUARTER) % QUARTER);
}

/** Whether what comes every so often is due again. A clock that was set back makes it due at once, not once it has caught up. */
export function isPast(since: Instant, length: Millis, now: Instant): boolean {
  return now - since >= length || now < since;
}

/** "0:55", "2:10", "1:02:03". */
export function clock(duration: Millis): string {
  const total = Math.max(0, Math.round(duration / SECOND));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const secs = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${secs}` : `${minutes}:${secs}`;
}
