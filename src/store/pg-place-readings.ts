import type pg from 'pg';
import type { Measure, ReadingKey, Sums } from '../domain/metric.js';
import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { PlaceReadings } from '../ports/findings.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn } from './state/column.js';

/** A week by place of a large center is some 50,000 rows: asked for beside everything else. */
export function openPgPlaceReadings(connection: Connection): PgPlaceReadings {
  return new PgPlaceReadings(openPool(connection, { name: 'earshot place readings', max: 1, statementMs: 30 * SECOND, answerMs: 32 * SECOND }));
}

/** Rates by place stand in the first quarter of their hour, under keys such as `voice/place/node:main`. */
export class PgPlaceReadings implements PlaceReadings {
  constructor(private readonly pool: pg.Pool) {}

  /** Index: the primary key (quarter, key), one range an hour. Summed here: 50,000 bodies need not pass through Node. */
  async sums(hours: readonly Instant[]): Promise<ReadonlyMap<ReadingKey, Sums>> {
    const { rows } = await this.pool.query<{ key: string; measure: Measure; value: number }>(
      `SELECT key, measure, sum(value::bigint)::bigint AS value FROM reading, json_each_text(body::json->'arrival') AS counted (measure, value)
       WHERE quarter = ANY ($1::bigint[]) AND key LIKE '%/place/%' GROUP BY key, measure`,
      [hours],
    );
    const found = new Map<ReadingKey, Partial<Record<Measure, number>>>();
    for (const { key: column, measure, value } of rows) {
      const key = fromColumn(column);
      const sums = found.get(key) ?? {};
      found.set(key, sums);
      sums[measure] = value;
    }
    return found;
  }

  /** Index: the primary key, one row an hour and key. */
  async series(keys: readonly ReadingKey[], hours: readonly Instant[]): Promise<readonly { readonly hour: Instant; readonly key: ReadingKey; readonly sums: Sums }[]> {
    const { rows } = await this.pool.query<{ quarter: Instant; key: string; body: string }>(
      'SELECT quarter, key, body FROM reading WHERE quarter = ANY ($1::bigint[]) AND key = ANY ($2::text[]) ORDER BY quarter', [hours, keys.map(toColumn)],
    );
    return rows.map(({ quarter, key, body }) => ({ hour: quarter, key: fromColumn(key), sums: (JSON.parse(body) as { readonly arrival?: Sums }).arrival ?? {} }));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
