import { clock, MINUTE, SECOND } from '../time.js';
import type { Instant, Millis } from '../time.js';
import type { Hearing } from './hearing.js';
import type { Usual } from './usual.js';

/** The way to a platform that is called, and does not call. */
export interface SourceLine {
  readonly platform: string;
  readonly place: string;
  readonly isUp: boolean;
  readonly since: Instant;
  /** Why it is down, with what to do. */
  readonly why?: string;
  readonly retryAt?: Instant;
}

/** What is measured of a source now. */
export interface Figures {
  readonly at: Instant;
  readonly hearing: Hearing;
  readonly line?: SourceLine | undefined;
  /** What the settings allow it to be silent. */
  readonly firmMs?: Millis | undefined;
  /** How far its clock is behind ours. */
  readonly skewMs?: Millis | undefined;
  readonly medianLagMs?: Millis | undefined;
  /** Over the last ten minutes: events, things refused; `isWhole`: this server has listened for all of them. */
  readonly lately: { readonly events: number; readonly refused: number; readonly minutes: number; readonly isWhole: boolean };
  readonly usual?: Usual | undefined;
}

/** The one thing to see to first. */
export interface Trouble {
  readonly is: 'down' | 'silent' | 'clock' | 'refused' | 'late' | 'few' | 'many';
  readonly says: string;
  readonly do: string;
}

/** Nothing can be heard before it happens: more than a network's whims is a wrong clock. */
const AHEAD: Millis = 5 * SECOND;
const BEHIND: Millis = 30 * SECOND;
const LATE: Millis = MINUTE;
const MANY_REFUSED = 3;
const SHARE_REFUSED = 0.02;
/** So many must be usual in the time before their lack or plenty means something. */
const LEAST_USUAL = 60;
const FEW = 0.2;
const MANY = 5;

/** In one sentence, with what to do; undefined where all is well. */
export function troubleOf(figures: Figures): Trouble | undefined {
  return away(figures) ?? wrongClock(figures) ?? unreadable(figures) ?? late(figures) ?? unusual(figures);
}

function away({ at, hearing, line, firmMs, usual }: Figures): Trouble | undefined {
  if (hearing.is === 'gap') return { is: 'down', says: line?.why ?? 'Its line is down.', do: 'It is tried again by itself; what was missed is then declared as a gap.' };
  if (hearing.is !== 'silent') return undefined;
  const told = firmMs !== undefined ? `the settings call it silent after ${clock(firmMs)}`
    : usual !== undefined ? `usually ${rate(usual.perHour / 60)} at this hour` : 'before that, events came steadily; what is usual at this hour is not known yet';
  return {
    is: 'silent', says: `Nothing has come for ${clock(at - hearing.since)}; ${told}.`,
    do: line?.isUp === true ? 'The line is up: look whether calls reach the platform, and whether the line\'s user may read its events.' : 'Look whether it runs, and whether it reaches this server.',
  };
}

function wrongClock({ skewMs = 0, line }: Figures): Trouble | undefined {
  const advice = 'Set both clocks by NTP: what begins at one source and ends at another is wrong by as much.';
  if (skewMs < -AHEAD) return { is: 'clock', says: `Its clock is ${clock(-skewMs)} ahead of this server's.`, do: advice };
  if (skewMs <= BEHIND) return undefined;
  if (line !== undefined) return { is: 'clock', says: `Its clock is ${clock(skewMs)} behind this server's.`, do: advice };
  return { is: 'clock', says: `Its events come ${clock(skewMs)} late at the soonest: its clock is behind, or it holds them back.`, do: 'Set its clock by NTP; if that is right, have it send sooner.' };
}

function unreadable({ lately: { events, refused } }: Figures): Trouble | undefined {
  if (refused < MANY_REFUSED || refused < SHARE_REFUSED * (events + refused)) return undefined;
  return { is: 'refused', says: `${refused} of its last ${events + refused} things could not be read.`, do: 'See why among what was refused; mend it there, then have them read again.' };
}

function late({ medianLagMs = 0 }: Figures): Trouble | undefined {
  if (medianLagMs < LATE) return undefined;
  return { is: 'late', says: `Half of its events come more than ${clock(medianLagMs)} late.`, do: 'Look at their way here: a queue in between, or retries after errors.' };
}

function unusual({ lately: { events, minutes, isWhole }, usual }: Figures): Trouble | undefined {
  if (!isWhole || usual === undefined || usual.by !== 'weeks') return undefined;
  const expected = usual.perHour * minutes / 60;
  if (expected < LEAST_USUAL || (events >= FEW * expected && events <= MANY * expected)) return undefined;
  const says = `It sends ${rate(events / minutes)}; usual at this hour are ${rate(usual.perHour / 60)}.`;
  return events < expected
    ? { is: 'few', says, do: 'Look whether a part of it has stopped sending.' }
    : { is: 'many', says, do: 'If the floor is no busier than usual, look whether it sends things again and again.' };
}

/** "42 events a minute", "0.4 events a minute" */
function rate(perMinute: number): string {
  return `${perMinute >= 10 ? Math.round(perMinute) : Number(perMinute.toFixed(1))} events a minute`;
}
