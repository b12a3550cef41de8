import type { Slice, StoredAgentDay, StoredContact } from '../../ports/state-store.js';
import { bodyOf, unpack } from './body.js';
import { inBreaths, toBeWritten } from './breaths.js';
import { together } from './chunks.js';
import { writeCohorts, writeCohortsAsOf } from './cohorts.js';
import { withKnown, withoutKnown, writeParts } from './day-parts.js';
import { addReadings } from './readings.js';
import type { Session } from './transaction.js';
import { replaceFlags } from './write-flags.js';
import { replaceShadowFlags } from './write-shadow-flags.js';

type Stored = Omit<Slice, 'contacts' | 'agentDays' | 'parts' | 'deltas' | 'cohorts' | 'cohortsAsOf'> & {
  readonly contacts: readonly Parameters<typeof unpack>[0][];
  readonly agentDays: readonly Parameters<typeof unpack>[0][];
};

/**
 * Its commit need not wait for the disk: the log's next one flushes it too, and where PostgreSQL falls before, the slice of the round
 * before stands, from whose position the log is read again (0015). With parts of agents' days it must: once they are here, nobody
 * else has them; with what it adds to readings, which nobody would add again; and with cohorts, which no later save brings.
 */
export function isFlushed({ parts, deltas = [], cohorts = [] }: Slice): boolean {
  return parts.length + deltas.length + cohorts.length > 0;
}

export async function writeSlice(session: Session, slice: Slice): Promise<void> {
  const { deltas = [], cohorts = [] } = slice;
  const held = { contacts: [], journeys: [], cohorts };
  await together([
    writeParts(session, slice.parts), addReadings(session, deltas, []), writeBody(session, slice),
    writeCohorts(session, cohorts), writeCohortsAsOf(session, slice.cohortsAsOf), replaceFlags(session, held), replaceShadowFlags(session, held),
  ]);
}

async function writeBody(session: Session, slice: Slice): Promise<void> {
  await session.query(
    `INSERT INTO slice (number, position, body) VALUES ($1, $2, $3)
     ON CONFLICT (number) DO UPDATE SET (position, body) = (excluded.position, excluded.body)`,
    [slice.number, slice.position, await textOf(slice)],
  );
}

/** One after the other: each is megabytes where much is open. */
export async function readSlices(session: Session): Promise<readonly Slice[]> {
  const { rows: numbers } = await session.query<{ number: number }>('SELECT number FROM slice ORDER BY number');
  const slices: Slice[] = [];
  for (const { number } of numbers) {
    const { rows } = await session.query<{ body: string }>('SELECT body FROM slice WHERE number = $1', [number]);
    for (const slice of rows.map(sliceOf)) slices.push({ ...slice, agentDays: await withKnown(session, slice.agentDays) });
  }
  return slices;
}

/** Without what is known of their parts. */
export function agentDaysOf({ body }: { readonly body: string }): readonly StoredAgentDay[] {
  return (JSON.parse(body) as Stored).agentDays.map((each) => unpack<StoredAgentDay>(each));
}

async function textOf({ contacts, agentDays, parts: _, deltas: __, cohorts: ___, cohortsAsOf: ____, ...rest }: Slice): Promise<string> {
  const held = await inBreaths(contacts, toBeWritten, (contact) => bodyOf(contact, contact.id));
  const days = await inBreaths(agentDays, toBeWritten, (day) => bodyOf(withoutKnown(day), day.agent));
  return `${JSON.stringify(rest).slice(0, -1)},"contacts":[${held.join(',')}],"agentDays":[${days.join(',')}]}`;
}

function sliceOf({ body }: { readonly body: string }): Slice {
  const { contacts, agentDays, ...rest } = JSON.parse(body) as Stored;
  return { ...rest, parts: [], contacts: contacts.map((each) => unpack<StoredContact>(each)), agentDays: agentDays.map((each) => unpack<StoredAgentDay>(each)) };
}
