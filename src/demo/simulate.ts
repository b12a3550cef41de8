import type { EarshotEvent } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { Agenda } from './agenda.js';
import type { Script } from './agenda.js';
import { callers, chatters, returning } from './arrivals.js';
import type { Unhelped } from './arrivals.js';
import { runName, SOURCE, Voice } from './center.js';
import type { Center } from './center.js';
import { chanceFrom } from './chance.js';
import { Customers } from './customers.js';
import { Lines } from './lines.js';
import { beginMisfortunes } from './misfortunes.js';
import { firstRush, rushes } from './rush.js';
import { seatsOf } from './seat.js';
import { workday } from './workday.js';

export interface Simulation {
  readonly seed: number;
  /** When the demo goes live. The first events lie `WARM_UP` before it. */
  readonly startAt: Instant;
  readonly floor: Floor;
  /** Who has a matter open from before. */
  readonly unhelped?: readonly Unhelped[];
}

/** The past that the demo starts with: calls that are over, and calls still up. */
export const WARM_UP = 40 * MINUTE;
const HEARTBEAT = 30 * SECOND;

/** A contact center that never closes: its events in the order of time, without end. The same three give the same events. */
export function* simulate({ seed, startAt, floor, unhelped = [] }: Simulation): Generator<EarshotEvent, void, void> {
  const center = openCenter(seed, startAt, startAt - WARM_UP, floor);
  const { agenda, voice } = center;
  beginWork(center);
  agenda.begin(heartbeat(center));
  agenda.begin(returning(center, unhelped));
  agenda.begin(rushes(center, firstRush(startAt)));
  beginMisfortunes(center, startAt);
  while (agenda.step()) yield* voice.take();
}

/** `quiet`: so many times fewer call than on a day that is watched. */
export function openCenter(seed: number, startAt: Instant, opensAt: Instant, floor: Floor, quiet = 1): Center {
  const agenda = new Agenda(opensAt);
  const chance = chanceFrom(seed);
  const voice = new Voice(agenda, runName(seed, startAt));
  const seats = seatsOf(floor, voice, agenda.now);
  return { agenda, chance, floor, voice, quiet, customers: new Customers(chance), lines: new Lines(agenda, seats) };
}

/** Agents come, and people call and write. */
export function beginWork(center: Center): void {
  const { agenda, lines } = center;
  lines.seats.forEach((seat, index) => agenda.begin(workday(center, seat, index)));
  agenda.begin(callers(center));
  agenda.begin(chatters(center));
}

function* heartbeat({ voice }: Center): Script {
  const tell = voice.of(SOURCE);
  for (;;) {
    tell('source.heartbeat', {});
    yield HEARTBEAT;
  }
}
