import { HOUR, MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Script } from './agenda.js';
import type { Center } from './center.js';
import { between } from './chance.js';
import { hourAt } from './day.js';
import { sendAway, signIn } from './seat.js';
import type { Leave, Seat } from './seat.js';

/** A supervisor lets this share of a team be away at once, rounded up. */
const AWAY_AT_ONCE = 0.2;

/** Who goes home for the night and until when; the demo's line never closes, so the others stay. */
const nights: readonly { readonly every: number; readonly remainder: number; readonly from: number; readonly hours: number }[] = [
  { every: 5, remainder: 2, from: 22, hours: 8 },
  { every: 14, remainder: 4, from: 0, hours: 6 },
];

/** An agent's day: signs in, takes breaks as the team can spare them, lunch once, goes home at night. */
export function* workday(center: Center, seat: Seat, index: number): Script {
  const { agenda, chance } = center;
  yield between(chance, 0, 20_000);
  signIn(center, seat);
  let lunchDue = agenda.now + between(chance, 1 * HOUR, 5 * HOUR);
  yield between(chance, 3 * MINUTE, 90 * MINUTE);
  for (;;) {
    const night = nightOf(center, index);
    const leave = night ?? (agenda.now >= lunchDue ? lunch(center) : pause(center));
    if (night === undefined && !canBeSpared(center, seat)) {
      yield 4 * MINUTE;
      continue;
    }
    if (leave.reason === 'lunch') lunchDue += 9 * HOUR;
    sendAway(center, seat, leave);
    yield leave.forMs + between(chance, 50 * MINUTE, 110 * MINUTE);
  }
}

function nightOf({ agenda, floor }: Center, index: number): Leave | undefined {
  const night = nights.find(({ every, remainder }) => index % every === remainder);
  if (night === undefined) return undefined;
  const hour = hourAt(agenda.now, floor.zone);
  const slept = (hour - night.from + 24) % 24;
  return slept < night.hours - 1 ? { reason: 'off', forMs: Math.round((night.hours - slept) * HOUR) } : undefined;
}

function canBeSpared({ lines }: Center, seat: Seat): boolean {
  const team = lines.seats.filter((one) => one.team === seat.team && one.state !== 'offline');
  const away = team.filter((one) => one.state === 'away' || one.leaving !== undefined).length;
  return away < Math.ceil(team.length * AWAY_AT_ONCE) && lines.waiting(seat.team) < 3;
}

function pause({ chance }: Center): Leave {
  return { reason: 'break', forMs: between(chance, 5 * MINUTE, 11 * MINUTE) };
}

function lunch({ chance }: Center): Leave {
  return { reason: 'lunch', forMs: between(chance, 24 * MINUTE, 32 * MINUTE) };
}

/** Sends some of a team to a meeting, as happens on the worst of days. */
export function callMeeting(center: Center, team: string, leaves: number, until: Instant): void {
  const seats = center.lines.seats.filter((seat) => seat.team === team && seat.state !== 'offline');
  for (const seat of seats.slice(leaves)) sendAway(center, seat, { reason: 'meeting', forMs: until - center.agenda.now });
}
