import { attributions } from '../../domain/metric.js';
import type { Measure } from '../../domain/metric.js';
import type { Instant } from '../../domain/time.js';
import type { ReadingDelta, ReadingsWanted } from '../../ports/state-store.js';
import { inChunks } from './chunks.js';
import { fromColumn, toColumn, toInteger } from './column.js';
import type { Session } from './transaction.js';

/** Adds to what is stored. A reading that comes to 0 stays as a row: it was counted once and likely will be again. */
export async function addReadings(session: Session, deltas: readonly ReadingDelta[]): Promise<void> {
  await inChunks(deltas, () => 1, async chunk => {
    await session.query(
      `INSERT INTO reading AS known (quarter, attribution, key, measure, value)
       SELECT quarter, attribution, key, measure, sum(value)
         FROM json_to_recordset($1) AS given (quarter bigint, attribution smallint, key text, measure text, value bigint)
        GROUP BY quarter, attribution, key, measure
       ON CONFLICT (quarter, attribution, key, measure) DO UPDATE SET value = known.value + excluded.value`,
      [JSON.stringify(chunk.map(columnsOf))],
    );
  });
}

/** From `from` up to, not including, `to`. Index: the primary key, which begins with the quarter. */
export async function readReadings(session: Session, from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]> {
  const { rows } = await session.query<ReadingColumns>(
    `SELECT quarter, attribution, key, measure, value FROM reading
      WHERE quarter >= $1 AND quarter < $2 AND value <> 0${of === undefined ? '' : ' AND attribution = $3 AND key = ANY($4)'}`,
    [toInteger(from), toInteger(to), ...of === undefined ? [] : [attributions.indexOf(of.attribution), of.keys.map(toColumn)]],
  );
  return rows.map(({ quarter, attribution, key, measure, value }) => ({
    quarter,
    attribution: attributions[attribution] ?? 'arrival',
    key: fromColumn(key),
    measure: fromColumn(measure) as Measure,
    value,
  }));
}

interface ReadingColumns {
  readonly quarter: number;
  /** Its place in `attributions`: a name there must keep its place. */
  readonly attribution: number;
  readonly key: string;
  readonly measure: string;
  readonly value: number;
}

function columnsOf(delta: ReadingDelta): ReadingColumns {
  return {
    quarter: toInteger(delta.quarter),
    attribution: attributions.indexOf(delta.attribution),
    key: toColumn(delta.key),
    measure: toColumn(delta.measure),
    value: toInteger(delta.value),
  };
}
