import type { StoredCohort } from '../../ports/state-store.js';
import { textArray } from './arrays.js';
import { sendChunks } from './chunks.js';
import { toColumn } from './column.js';
import type { Session } from './transaction.js';

export async function writeCohorts(session: Session, rows: readonly StoredCohort[]): Promise<void> {
  await sendChunks(rows, row => 1 + row.habits.length, async chunk => {
    await session.query(
      `INSERT INTO cohort (id, body) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      [textArray(chunk.map(({ id }) => toColumn(id))), textArray(chunk.map(row => JSON.stringify(row)))],
    );
  });
}

/** Some thousand at most: all of them, at a start. */
export async function readCohorts(session: Session): Promise<readonly StoredCohort[]> {
  const { rows } = await session.query<{ body: string }>('SELECT body FROM cohort');
  return rows.map(({ body }) => JSON.parse(body) as StoredCohort);
}
