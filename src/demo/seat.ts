import type { AgentState } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Script } from './agenda.js';
import type { Center, Tell, Voice } from './center.js';

/** An agent at work. */
export interface Seat {
  readonly agent: string;
  readonly team: string;
  readonly queues: readonly string[];
  readonly tell: Tell;
  state: AgentState;
  since: Instant;
  /** Promised to a caller, though the phone does not ring yet. */
  reserved: boolean;
  /** Where the agent goes as soon as their hands are free. */
  leaving?: Leave | undefined;
}

export interface Leave {
  readonly reason: 'break' | 'lunch' | 'meeting' | 'off';
  readonly forMs: Millis;
}

export function seatsOf(floor: Floor, voice: Voice, at: Instant): Seat[] {
  return Object.entries(floor.agents).map(([agent, { team, queues }]) => ({
    agent, team: team ?? 'none', queues: queues ?? [], tell: voice.of(agent), state: 'offline', since: at, reserved: false,
  }));
}

export function setState(center: Center, seat: Seat, state: AgentState, reason?: string): void {
  seat.state = state;
  seat.since = center.agenda.now;
  seat.reserved = false;
  seat.tell('agent.state', reason === undefined ? { state } : { state, reason });
}

/** The agent's hands are free: off to a break that is due, else ready for the next caller. */
export function settle(center: Center, seat: Seat): void {
  const leave = seat.leaving;
  seat.leaving = undefined;
  if (leave !== undefined) return center.agenda.begin(beGone(center, seat, leave));
  setState(center, seat, 'available');
  center.lines.serve(seat);
}

/** Goes now when idle, else as soon as the caller is served or the break is over. */
export function sendAway(center: Center, seat: Seat, leave: Leave): void {
  if (seat.state === 'offline') return;
  seat.leaving = leave;
  if (seat.state !== 'available' || seat.reserved) return;
  // Taken out of the pool at once: the script below starts only after what is due now.
  seat.reserved = true;
  settle(center, seat);
}

/** Starts work. */
export function signIn(center: Center, seat: Seat): void {
  seat.tell('agent.signed-in', { queues: seat.queues, team: seat.team });
  settle(center, seat);
}

function* beGone(center: Center, seat: Seat, leave: Leave): Script {
  if (leave.reason === 'off') {
    setState(center, seat, 'offline');
    seat.tell('agent.signed-out', { queues: seat.queues });
    yield leave.forMs;
    return signIn(center, seat);
  }
  setState(center, seat, 'away', leave.reason);
  yield leave.forMs;
  settle(center, seat);
}

/** The phone was not picked up: the platform sets the agent aside for a while. */
export function* setAside(center: Center, seat: Seat, forMs: Millis): Script {
  setState(center, seat, 'not-responding');
  yield forMs;
  settle(center, seat);
}
