import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Slice, StoredAgentDay, StoredContact, StoredJourney } from '../ports/state-store.js';
import { FOLD_VERSION } from '../domain/fold/fold.js';
import { RECENT } from './memory.js';
import type { Given } from './pipeline.js';
import { rememberAgentDay, rememberContact, rememberJourney } from './recall.js';
import { SLICES } from './slice.js';

/** How far back the board's daily readings go: today, yesterday and the trends, in any zone. */
export const DAILY = 3 * DAY;

/** What stored state was folded by; where it differs, everything is folded from the log again. */
export function versionOf({ rules }: Pick<Given, 'rules'>): string {
  return `fold@${FOLD_VERSION} ${rules.version}`;
}

/** Brings the last state back into memory. Answers the position from which the log has to be read. */
export async function restore(given: Given, at: Instant): Promise<number> {
  const { memory, store } = given;
  if (await store.version() !== versionOf(given)) {
    await store.clear(versionOf(given));
    return 0;
  }
  for (const { position, settings } of await store.settings()) memory.changeFloor(position, given.readSettings(settings));
  await restoreReadings(given, at);
  const slices = await store.slices();
  await restoreSlices(given, slices);
  for (const day of await store.agentDaysAt(at)) rememberAgentDay(memory, day, { is: 'row' });
  await restoreJourneysOfOpen(given);
  const from = slices.length === SLICES ? Math.min(...slices.map((slice) => slice.position)) : 0;
  memory.returnTo(from);
  return from;
}

/** Some hours at a time: three days of a large center at once would keep the door waiting. */
async function restoreReadings({ memory, store }: Given, at: Instant): Promise<void> {
  for (let from = at - DAILY; from < at + DAY; from += 2 * HOUR) memory.daily.addDeltas(await store.readings(from, from + 2 * HOUR), 1);
  memory.recent.addDeltas((await store.minutes(at - RECENT)).map(({ at: quarter, ...rest }) => ({ quarter, ...rest })), 1);
}

/** The rows of one slice are read while those of the slice before are folded. */
async function restoreSlices(given: Given, slices: readonly Slice[]): Promise<void> {
  let coming = rowsOf(given, slices[0]);
  for (const [place, slice] of slices.entries()) {
    const rows = await coming;
    coming = rowsOf(given, slices[place + 1]);
    restoreSlice(given, slice, rows);
  }
  await coming;
}

interface Rows {
  readonly contacts: ReadonlyMap<string, StoredContact>;
  readonly journeys: ReadonlyMap<string, StoredJourney>;
  readonly days: ReadonlyMap<string, StoredAgentDay>;
}

async function rowsOf({ store }: Given, slice: Slice | undefined): Promise<Rows> {
  const [contacts, journeys, days] = await Promise.all([
    store.contacts(slice?.contacts.map((each) => each.id) ?? []),
    store.journeys(slice?.journeys.map((each) => each.customer) ?? []),
    store.agentDays(slice?.agentDays.map((each) => each.agent) ?? []),
  ]);
  return { contacts: byKey(contacts, (each) => each.id), journeys: byKey(journeys, (each) => each.customer), days: byKey(days, (each) => `${each.agent} ${each.day}`) };
}

/** A row wins over an older slice; a newer slice knows what its row has counted. */
function restoreSlice({ memory, rules }: Given, slice: Slice, { contacts, journeys, days }: Rows): void {
  for (const stored of slice.contacts) rememberContact(memory, rules, ...newer<StoredContact>(stored, contacts.get(stored.id)));
  for (const stored of slice.journeys) rememberJourney(memory, rules, ...newer<StoredJourney>(stored, journeys.get(stored.customer)));
  for (const stored of slice.agentDays) rememberAgentDay(memory, ...newer<StoredAgentDay>(stored, days.get(`${stored.agent} ${stored.day}`)));
  // The day before, too: what comes late for it is folded as if there had been no restart.
  for (const row of days.values()) rememberAgentDay(memory, row, { is: 'row' });
}

function newer<Stored extends { readonly asOf: number }>(
  stored: Stored, row: Stored | undefined,
): [Stored, { readonly is: 'row' } | { readonly is: 'slice'; readonly row?: Stored }] {
  if (row === undefined) return [stored, { is: 'slice' }];
  return row.asOf >= stored.asOf ? [row, { is: 'row' }] : [stored, { is: 'slice', row }];
}

async function restoreJourneysOfOpen({ memory, store, rules }: Given): Promise<void> {
  const customers = new Set<string>();
  for (const { summary } of memory.contacts.values()) {
    if (summary.customer !== undefined && !memory.journeys.has(summary.customer)) customers.add(summary.customer);
  }
  if (customers.size === 0) return;
  for (const stored of await store.journeys([...customers])) rememberJourney(memory, rules, stored, { is: 'row' });
}

function byKey<Held>(list: readonly Held[], keyOf: (held: Held) => string): Map<string, Held> {
  return new Map(list.map((held) => [keyOf(held), held]));
}
