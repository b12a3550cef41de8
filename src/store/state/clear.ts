import { withoutNaming } from '../../domain/alias.js';
import { SLICES, sliceOf } from '../../domain/slice.js';
import type { Instant } from '../../domain/time.js';
import type { Kept, Slice, StoredContact, StoredJourney } from '../../ports/state-store.js';
import { fromColumn, toInteger } from './column.js';
import { contactOf } from './read-rows.js';
import { readSlices, writeSlice } from './slices.js';
import type { Session } from './transaction.js';

interface Row {
  readonly log_from: number;
  readonly log_from_at: Instant;
  readonly sealed_before: Instant;
  readonly sealed_up_to: string;
  readonly sealed_later: string;
}

export async function readKept(session: Session): Promise<Kept> {
  const { rows: [row] } = await session.query<Row>('SELECT log_from, log_from_at, sealed_before, sealed_up_to, sealed_later FROM kept');
  if (row === undefined) throw new Error('The table "kept" is empty: it was edited by hand. Restore it from a backup.');
  return {
    logFrom: row.log_from, logFromAt: row.log_from_at, sealedBefore: row.sealed_before,
    sealedUpTo: JSON.parse(row.sealed_up_to) as Kept['sealedUpTo'], sealedLater: JSON.parse(row.sealed_later) as Kept['sealedLater'],
  };
}

/** Readings of which it is not known who wrote them are sealed for nobody. */
export async function clearState(session: Session, version: string): Promise<void> {
  const { rowCount: isKnown } = await session.query('SELECT 1 FROM state_version');
  const kept = await readKept(session);
  const slices = await readSlices(session);
  const sealed = isKnown ? await sealedIn(session, kept, slices) : unsealed;
  const begun = kept.logFrom > 1 ? await begunBefore(session, kept.logFrom, slices) : [];
  const namings = kept.logFrom > 1 ? await namingsBefore(session, kept.logFrom, slices) : [];
  await session.query('TRUNCATE contact, journey, cohort, cohorts_as_of, flag, shadow_flag, slice');
  await clearDays(session, kept.logFrom > 1 ? kept.logFromAt : 0);
  await session.query('DELETE FROM reading WHERE quarter >= $1', [toInteger(sealed.sealedBefore)]);
  await session.query('UPDATE kept SET sealed_before = $1, sealed_up_to = $2, sealed_later = $3',
    [toInteger(sealed.sealedBefore), JSON.stringify(sealed.sealedUpTo), JSON.stringify(sealed.sealedLater)]);
  if (kept.logFrom > 1) await lay(session, begun, namings, { position: kept.logFrom - 1, sealedBefore: sealed.sealedBefore });
  await session.query('INSERT INTO state_version (version) VALUES ($1) ON CONFLICT (single) DO UPDATE SET version = excluded.version', [version]);
}

type Sealed = Omit<Kept, 'logFrom' | 'logFromAt'>;

const unsealed: Sealed = { sealedBefore: Number.MIN_SAFE_INTEGER, sealedUpTo: [], sealedLater: [] };

/**
 * What the readings hold for sure: what the slices were written of, and the rows of contacts after them. Where the log was being
 * folded again already, what was sealed before that: nothing has been added since.
 */
async function sealedIn(session: Session, kept: Kept, slices: readonly Slice[]): Promise<Sealed> {
  const isWhole = slices.length === SLICES && slices.every(({ sealedBefore }) => sealedBefore !== undefined);
  const sealedBefore = isWhole ? Math.min(...slices.map((slice) => slice.sealedBefore ?? 0)) : kept.sealedBefore;
  const positions = new Map(slices.map(({ number, position }) => [number, position]));
  const sealedUpTo = Array.from({ length: SLICES }, (_, number) => Math.max(positions.get(number) ?? 0, kept.sealedUpTo[number] ?? 0));
  const { rows } = await session.query<{ id: string; heard_in: number }>('SELECT id, heard_in FROM contact WHERE heard_in > $1 AND started_at < $2', [Math.min(...sealedUpTo), toInteger(sealedBefore)]);
  const later = new Map([...kept.sealedLater, ...rows.map(({ id, heard_in }) => [fromColumn(id), heard_in] as const)]);
  return { sealedBefore, sealedUpTo, sealedLater: [...later].filter(([id, position]) => position > (sealedUpTo[sliceOf(id)] ?? 0)) };
}

/** A day that began before the log does would be half a day. */
async function clearDays(session: Session, logFromAt: Instant): Promise<void> {
  await session.query('DELETE FROM agent_day WHERE begins_at >= $1', [toInteger(logFromAt)]);
  await session.query('DELETE FROM agent_day_part USING (SELECT agent, day FROM agent_day_part EXCEPT SELECT agent, day FROM agent_day) gone WHERE agent_day_part.agent = gone.agent AND agent_day_part.day = gone.day');
}

/** Contacts whose first words the log does not hold any more: as rows and slices know them. */
async function begunBefore(session: Session, logFrom: number, slices: readonly Slice[]): Promise<readonly StoredContact[]> {
  const { rows } = await session.query<{ body: string }>('SELECT body FROM contact WHERE begun_in < $1 AND heard_in >= $1', [logFrom]);
  const open = slices.flatMap(({ contacts }) => contacts).filter(({ begunIn, heardIn }) => begunIn < logFrom && heardIn >= logFrom);
  const known = new Map<string, StoredContact>();
  for (const each of [...rows.map(contactOf), ...open]) if ((known.get(each.id)?.asOf ?? -1) < each.asOf) known.set(each.id, { ...each, sealed: 'all' });
  return [...known.values()];
}

/** Whose a number is, by contacts that the log does not tell of any more: as rows and slices know it. */
async function namingsBefore(session: Session, logFrom: number, slices: readonly Slice[]): Promise<readonly StoredJourney[]> {
  const { rows } = await session.query<{ body: string }>('SELECT body FROM journey WHERE ids IS NOT NULL');
  const { rows: told } = await session.query<{ id: string }>('SELECT contact.id FROM contact WHERE heard_in >= $1 AND number IS NOT NULL', [logFrom]);
  const again = new Set([...told.map(({ id }) => fromColumn(id)), ...slices.flatMap(({ contacts }) => contacts.filter(({ heardIn }) => heardIn >= logFrom).map(({ id }) => id))]);
  const known = new Map<string, StoredJourney>();
  for (const each of [...rows.map(({ body }) => JSON.parse(body) as StoredJourney), ...slices.flatMap(({ journeys }) => journeys)]) if ((known.get(each.customer)?.asOf ?? -1) < each.asOf) known.set(each.customer, each);
  return [...known.values()].flatMap(({ customer, namings = [] }) => {
    const left = withoutNaming(namings, ({ contact }) => again.has(contact));
    return left.length === 0 ? [] : [{ customer, asOf: logFrom - 1, floorAt: 0, contacts: [], own: [], namings: left, flags: [], dropped: [] }];
  });
}

async function lay(session: Session, contacts: readonly StoredContact[], journeys: readonly StoredJourney[], at: Pick<Slice, 'position' | 'sealedBefore'>): Promise<void> {
  for (let number = 0; number < SLICES; number += 1) {
    await writeSlice(session, { ...at, number, contacts: contacts.filter(({ id }) => sliceOf(id) === number), journeys: journeys.filter(({ customer }) => sliceOf(customer) === number), agentDays: [], parts: [] });
  }
}
