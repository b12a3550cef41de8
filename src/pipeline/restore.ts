import { DAY, HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { CohortsAsOf, Kept, Slice, StoredAgentDay, StoredCohort, StoredContact, StoredJourney } from '../ports/state-store.js';
import { FOLD_VERSION } from '../domain/fold/fold.js';
import { cohortRecord, followAgent, wake } from './fold-cohorts.js';
import { RECENT } from './memory.js';
import type { Given } from './pipeline.js';
import { recallJourneys, rememberAgentDay, rememberContact, rememberJourney } from './recall.js';
import type { From } from './recall.js';
import { SLICES } from '../domain/slice.js';

/** How far back the board's daily readings go: today, yesterday and the trends, in any zone. */
export const DAILY = 3 * DAY;

/** What stored state was folded by; where it differs, everything is folded from the log again. */
export function versionOf({ rules }: Pick<Given, 'rules'>): string {
  return `fold@${FOLD_VERSION} ${rules.version}`;
}

/** Brings the last state back into memory. Answers the position from which the log has to be read. */
export async function restore(given: Given, at: Instant): Promise<number> {
  const { memory, store } = given;
  if (await store.version() !== versionOf(given)) await store.clear(versionOf(given));
  const kept = await store.kept();
  memory.seal.take(kept);
  for (const { position, settings } of await store.settings()) memory.changeFloor(position, given.readSettings(settings));
  const cohortsAsOf = await store.cohortsAsOf();
  // By the log's time where that is behind: what is read again has to meet the readings that it met live.
  await restoreReadings(given, at, Math.min(at, cohortsAsOf?.at ?? at));
  restoreCohorts(given, await store.cohorts(), cohortsAsOf);
  const slices = withoutGone(await store.slices(), kept);
  await restoreSlices(given, slices);
  for (const day of await store.agentDaysAt(at)) rememberAgentDay(memory, day, { is: 'row' });
  await restoreJourneysOfOpen(given);
  const from = Math.max(slices.length === SLICES ? Math.min(...slices.map((slice) => slice.position)) : 0, kept.logFrom - 1);
  memory.returnTo(from);
  followAgents(given, cohortsAsOf?.at ?? at);
  return from;
}

/** What was last heard of before the log begins stands in no row any more: its slice was written before it went. */
function withoutGone(slices: readonly Slice[], { logFrom }: Kept): readonly Slice[] {
  return slices.map((slice) => ({ ...slice, contacts: slice.contacts.filter(({ heardIn }) => heardIn >= logFrom) }));
}

/** Some hours at a time: three days of a large center at once would keep the door waiting. */
async function restoreReadings({ memory, store }: Given, at: Instant, read: Instant): Promise<void> {
  for (let from = read - DAILY; from < at + DAY; from += 2 * HOUR) memory.daily.addDeltas(await store.readings(from, from + 2 * HOUR), 1);
  memory.recent.addDeltas((await store.minutes(read - RECENT)).map(({ at: quarter, ...rest }) => ({ quarter, ...rest })), 1);
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
    store.contacts(slice?.contacts.flatMap(({ id, replaces = [] }) => [id].concat(replaces)) ?? []),
    store.journeys(slice?.journeys.map((each) => each.customer) ?? []),
    store.agentDays(slice?.agentDays.map((each) => each.agent) ?? []),
  ]);
  return { contacts: byKey(contacts, (each) => each.id), journeys: byKey(journeys, (each) => each.customer), days: byKey(days, (each) => `${each.agent} ${each.day}`) };
}

/** A row wins over an older slice; a newer slice knows what its row has counted. */
function restoreSlice({ memory, rules }: Given, slice: Slice, { contacts, journeys, days }: Rows): void {
  const { sealedBefore } = slice;
  for (const stored of slice.contacts) rememberContact(memory, rules, ...newer<StoredContact>(stored, contacts.get(stored.id), sealedBefore, contacts.get(stored.replaces ?? '')));
  for (const stored of slice.journeys) rememberJourney(memory, rules, ...newer<StoredJourney>(stored, journeys.get(stored.customer), sealedBefore));
  for (const stored of slice.agentDays) rememberAgentDay(memory, ...newer<StoredAgentDay>(stored, days.get(`${stored.agent} ${stored.day}`), sealedBefore));
  // The day before, too: what comes late for it is folded as if there had been no restart.
  for (const row of days.values()) rememberAgentDay(memory, row, { is: 'row' });
}

function newer<Stored extends { readonly asOf: number }>(stored: Stored, row: Stored | undefined, sealedBefore: Instant | undefined, replaced?: Stored): [Stored, From<Stored>] {
  const seal = sealedBefore === undefined ? {} : { sealedBefore };
  if (row && row.asOf >= stored.asOf) return [row, { is: 'row' }];
  return [stored, { is: 'slice', rows: [row, replaced].filter((each) => each !== undefined), ...seal }];
}

/**
 * Before the contacts, which say who waits there. They are asked by entries past those that asked them before the start, so that no
 * contact is folded further than the entry that asks; where it is not known which those are, by the next one.
 */
function restoreCohorts({ memory }: Given, stored: readonly StoredCohort[], asOf: CohortsAsOf | undefined): void {
  memory.cohortsAsOf = asOf ?? memory.cohortsAsOf;
  for (const each of stored) {
    const record = cohortRecord(memory, each);
    for (const [hour, sums] of each.habits) record.habits.set(hour, sums);
    Object.assign(record, { rememberedTo: each.rememberedTo, flags: each.flags, asOf: asOf?.position ?? each.asOf, ...(each.shadow && { shadow: each.shadow }) });
    if (asOf === undefined) wake(memory, record, 1, 0);
  }
  for (const [id, at] of asOf?.wakes ?? []) {
    const record = memory.cohorts.get(id);
    if (record) wake(memory, record, at, 0);
  }
}

/** Who works where as of the cohorts: later days come with the log. */
function followAgents({ memory }: Given, at: Instant): void {
  for (const agent of memory.agents.values()) followAgent(memory, agent, at);
}

async function restoreJourneysOfOpen({ memory, store, rules }: Given): Promise<void> {
  const customers = new Set<string>();
  for (const { summary } of memory.contacts.values()) for (const key of [summary.customer, summary.number, summary.formerly]) if (key !== undefined) customers.add(key);
  await recallJourneys(memory, store, rules, customers);
}

function byKey<Held>(list: readonly Held[], keyOf: (held: Held) => string): Map<string, Held> {
  return new Map(list.map((held) => [keyOf(held), held]));
}
