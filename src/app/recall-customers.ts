import { setImmediate } from 'node:timers/promises';
import { foldContact, inferEnd } from '../domain/fold/fold.js';
import { GLANCE } from '../domain/glance/ground.js';
import { sightingOf } from '../domain/glance/sighting.js';
import type { Sighting } from '../domain/glance/sighting.js';
import type { Flag } from '../domain/flag.js';
import type { ContactSummary } from '../domain/journey.js';
import { detectors } from '../detectors/index.js';
import type { Board } from '../live/board.js';
import type { StoredContact, StoredJourney } from '../ports/state-store.js';
import type { Machine } from './machine.js';

/** Whoever of the last days had trouble, and whoever came last: past it the board starts with fewer, and says nothing wrong of anyone. */
const MOST = 2_000;
/** Journeys a step: reading them and folding their contacts takes some ms. */
const STEP = 50;

/** Brings back from their rows the customers whom the board knew before it was started. */
export async function recallCustomers({ history, store, clock }: Pick<Machine, 'history' | 'store' | 'clock'>, board: Pick<Board, 'customers'>): Promise<void> {
  const since = clock.now() - GLANCE;
  // Who calls again is among those who came last, or has another flag: they are too many to look at.
  const rules = detectors.map(({ id }) => id).filter((id) => id !== 'repeat-contact');
  const customers = await history.customersOfLate(rules, since, MOST);
  for (let at = 0; at < customers.length; at += STEP) {
    const journeys = await store.journeys(customers.slice(at, at + STEP));
    const ids = journeys.flatMap(({ contacts }) => contacts.filter(({ startedAt }) => startedAt > since).map(({ id }) => id));
    const stored = new Map((await store.contacts(ids)).map((each) => [each.id, each]));
    for (const journey of journeys) board.customers.remember(journey, journey.flags, sightingsOf(journey, stored), clock.now());
    await setImmediate();
  }
}

function sightingsOf({ contacts, flags }: StoredJourney, stored: ReadonlyMap<string, StoredContact>): ReadonlyMap<string, Sighting> {
  return new Map(contacts.flatMap((summary) => {
    const row = stored.get(summary.id);
    return row === undefined ? [] : [[summary.id, fromRow(summary, row, flags)] as const];
  }));
}

function fromRow(summary: ContactSummary, { events, endInferred, flags }: StoredContact, journeyFlags: readonly Flag[]): Sighting {
  const folded = foldContact(events);
  return sightingOf(summary, endInferred ? inferEnd(folded) : folded, [...flags, ...journeyFlags]);
}
