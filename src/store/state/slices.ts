import { setImmediate as breath } from 'node:timers/promises';
import type { Slice, StoredAgentDay, StoredContact } from '../../ports/state-store.js';
import { bodyOf, unpack } from './body.js';
import type { Session } from './transaction.js';

/** Records written in one go. */
const BREATH = 200;

type Stored = Omit<Slice, 'contacts' | 'agentDays'> & {
  readonly contacts: readonly Parameters<typeof unpack>[0][];
  readonly agentDays: readonly Parameters<typeof unpack>[0][];
};

/**
 * Its commit waits for no disk: the log's next one flushes it too, and where PostgreSQL falls before, the slice of the round
 * before stands, from whose position the log is read again (0015).
 */
export async function writeSlice(session: Session, slice: Slice): Promise<void> {
  await session.query('SET LOCAL synchronous_commit = off');
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
    slices.push(...rows.map(sliceOf));
  }
  return slices;
}

async function textOf({ contacts, agentDays, ...rest }: Slice): Promise<string> {
  const held = await inBreaths(contacts, (contact) => bodyOf(contact, contact.id));
  const days = await inBreaths(agentDays, (day) => bodyOf(day, day.agent));
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
  return { ...rest, contacts: contacts.map((each) => unpack<StoredContact>(each)), agentDays: agentDays.map((each) => unpack<StoredAgentDay>(each)) };
}
