import { type DateTime, IANAZone } from 'luxon';
import { DAY, type Instant, MINUTE, quarterOf } from '../domain/time.js';

/** Offsets change on quarter-hours only, so one look-up serves a quarter-hour; a file walks through few of them at a time. */
const KEPT = 10_000;
const zones = new Map<string, { readonly zone: IANAZone; readonly offsets: Map<Instant, number> }>();

function offsetAt(name: string, at: Instant): number {
  const known = zones.get(name) ?? { zone: IANAZone.create(name), offsets: new Map<Instant, number>() };
  zones.set(name, known);
  const quarter = quarterOf(at);
  const kept = known.offsets.get(quarter);
  if (kept !== undefined) return kept;
  if (known.offsets.size >= KEPT) known.offsets.clear();
  const offset = known.zone.offset(quarter) * MINUTE;
  known.offsets.set(quarter, offset);
  return offset;
}

/**
 * The instants at which a zone's wall clock shows `wall` (written as if it were UTC), earliest first: two in the hour
 * that comes twice in autumn. A time that spring skips is read as if the clock had not been moved yet.
 */
export function possibleInstants(zone: string, wall: number): readonly Instant[] {
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  const candidates = before === after ? [wall - before] : [wall - before, wall - after].sort((one, other) => one - other);
  const real = candidates.filter((at) => at + offsetAt(zone, at) === wall);
  return real.length > 0 ? real : [wall - before];
}

export function instantOf(time: DateTime): Instant | undefined {
  return time.isValid ? time.toMillis() : undefined;
}
