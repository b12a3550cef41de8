import type pg from 'pg';
import { cohortIn } from '../domain/cohort.js';
import type { Sums } from '../domain/metric.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { CohortReading, StoredPlaces } from '../ports/stored-places.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toInteger } from './state/column.js';

/** With a session of its own, for a reader beside the pipeline. */
export function openPgStoredPlaces(connection: Connection): PgStoredPlaces {
  return new PgStoredPlaces(openPool(connection, { name: 'earshot lab', max: 1, statementMs: MINUTE, answerMs: MINUTE }));
}

export class PgStoredPlaces implements StoredPlaces {
  constructor(private readonly pool: pg.Pool) {}

  /** Index: the primary key, which begins with the quarter. */
  async cohorts(from: Instant, to: Instant): Promise<readonly CohortReading[]> {
    const { rows } = await this.pool.query<{ quarter: Instant; key: string; body: string }>(
      "SELECT quarter, key, body FROM reading WHERE quarter >= $1 AND quarter < $2 AND key LIKE '%/place/%' ORDER BY quarter, key", [toInteger(from), toInteger(to)],
    );
    return rows.flatMap(({ quarter: at, key, body }) => {
      const cohort = cohortIn(fromColumn(key));
      const { arrival: sums } = JSON.parse(body) as { readonly arrival?: Sums };
      return cohort === undefined || sums === undefined ? [] : [{ cohort, at, sums }];
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
