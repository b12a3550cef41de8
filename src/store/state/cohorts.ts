import type { Instant } from '../../domain/time.js';
import type { CohortsAsOf, StoredCohort } from '../../ports/state-store.js';
import { textArray } from './arrays.js';
import { sendChunks } from './chunks.js';
import { toColumn, toInteger } from './column.js';
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

export async function writeCohortsAsOf(session: Session, asOf: CohortsAsOf | undefined): Promise<void> {
  if (asOf === undefined) return;
  await session.query(
    `INSERT INTO cohorts_as_of (position, at, wakes) VALUES ($1, $2, $3)
     ON CONFLICT (single) DO UPDATE SET (position, at, wakes) = (excluded.position, excluded.at, excluded.wakes)`,
    [asOf.position, toInteger(asOf.at), JSON.stringify(asOf.wakes)],
  );
}

export async function readCohortsAsOf(session: Session): Promise<CohortsAsOf | undefined> {
  const { rows: [row] } = await session.query<{ position: number; at: Instant; wakes: string }>('SELECT position, at, wakes FROM cohorts_as_of');
  return row && { position: row.position, at: row.at, wakes: JSON.parse(row.wakes) as CohortsAsOf['wakes'] };
}
