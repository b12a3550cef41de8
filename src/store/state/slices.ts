import type { Slice } from '../../ports/state-store.js';
import { parse } from './read-rows.js';
import type { Session } from './transaction.js';

export async function writeSlice(session: Session, slice: Slice): Promise<void> {
  await session.query(
    `INSERT INTO slice (number, position, body) VALUES ($1, $2, $3)
     ON CONFLICT (number) DO UPDATE SET (position, body) = (excluded.position, excluded.body)`,
    [slice.number, slice.position, JSON.stringify(slice)],
  );
}

export async function readSlices(session: Session): Promise<readonly Slice[]> {
  const { rows } = await session.query<{ body: string }>('SELECT body FROM slice ORDER BY number');
  return rows.map(parse<Slice>);
}
