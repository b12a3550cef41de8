import { HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

/** Calls a minute by the hour of the center's day. Nights are livelier than in life: a demo has to move whenever it is watched. */
const callsAMinute = [
  6.8, 6.6, 6.5, 6.5, 6.6, 6.8, 7.2, 7.7, 8.2, 8.5, 8.6, 8.5, 8.3, 8.2, 8.4, 8.5, 8.6, 8.4, 8.1, 7.9, 7.7, 7.5, 7.2, 7.0,
];

export function meanGapAt(at: Instant, zone: string): Millis {
  return MINUTE / (callsAMinute[Math.floor(hourAt(at, zone))] ?? 7);
}

/** The hour of the day there, 0 to 24 with its fraction. */
export function hourAt(at: Instant, zone: string): number {
  const local = at + offsetOf(at, zone);
  return (((local / HOUR) % 24) + 24) % 24;
}

const offsets = new Map<string, Millis>();

/** The zone's distance from UTC. Asking Intl costs 5 µs and more, so once a zone and hour. */
function offsetOf(at: Instant, zone: string): Millis {
  const hour = Math.floor(at / HOUR);
  const key = `${zone} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > 100) offsets.clear();
  const offset = measureOffset(hour * HOUR, zone);
  offsets.set(key, offset);
  return offset;
}

function measureOffset(at: Instant, zone: string): Millis {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - at;
}
