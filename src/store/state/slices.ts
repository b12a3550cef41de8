import { setImmediate as breath } from 'node:timers/promises';
import type { Slice, StoredAgentDay, StoredContact } from '../../ports/state-store.js';
import { bodyOf, unpack } from './body.js';
import { withKnown, withoutKnown, writeParts } from './day-parts.js';
import { addReadings } from './readings.js';
import type { Session } from './transaction.js';

/** Records written in one go. */
const BREATH = 200;

type Stored = Omit<Slice, 'contacts' | 'agentDays' | 'parts' | 'deltas'> & {
  readonly contacts: readonly Parameters<typeof unpack>[0][];
  readonly agentDays: readonly Parameters<typeof unpack>[0][];
};

/**
 * Its commit waits for no disk: the log's next one flushes it too, and where PostgreSQL falls before, the slice of the round
 * before stands, from whose position the log is read again (0015). With parts of agents' days it does: once they are here, nobody
 * else has them; and with what it adds to readings, which nobody would add again.
 */
export async function writeSlice(session: Session, slice: Slice): Promise<void> {
  const { deltas = [] } = slice;
  if (slice.parts.length === 0 && deltas.length === 0) await session.query('SET LOCAL synchronous_commit = off');
  await writeParts(session, slice.parts);
  await addReadings(session, deltas, []);
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

async function textOf({ contacts, agentDays, parts: _, deltas: __, ...rest }: Slice): Promise<string> {
  const held = await inBreaths(contacts, (contact) => bodyOf(contact, contact.id));
  const days = await inBreaths(agentDays, (day) => bodyOf(withoutKnown(day), day.agent));
  return `${JSON.stringify(rest).slice(0, -1)},"contacts":[${held.join(',')}],"agentDays":[${days.join(',')}]}`;
}

/** A thousand at once would keep the sockets waiting 20 ms. */
async function inBreaths<Held>(list: readonly Held[], write: (held: Held) => string): Promise<string[]> {
  const texts: string[] = [];
  for (const [place, held] of list.entries()) {
    if (place % BREATH === BREATH - 1) await breath();
    texts.push(write(held));
  }
  return texts;
}

function sliceOf({ body }: { readonly body: string }): Slice {
  const { contacts, agentDays, ...rest } = JSON.parse(body) as Stored;
  return { ...rest, parts: [], contacts: contacts.map((each) => unpack<StoredContact>(each)), agentDays: agentDays.map((each) => unpack<StoredAgentDay>(each)) };
}
