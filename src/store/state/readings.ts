import { attributions } from '../../domain/metric.js';
import type { Attribution, Measure, ReadingKey } from '../../domain/metric.js';
import { MINUTE, quarterOf } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { ReadingDelta, ReadingsWanted, MinuteDelta } from '../../ports/state-store.js';
import { bigintArray, textArray } from './arrays.js';
import { sendChunks } from './chunks.js';
import { fromColumn, toColumn, toInteger } from './column.js';
import type { Session } from './transaction.js';

type Sums = Partial<Record<Measure, number>>;

/**
 * Everything that one key counted in one quarter-hour is one row: a call changes twenty measures of its agent's, and an
 * upsert of each cost PostgreSQL 8 µs. What arrived is there by the minute too, for what the board shows of the last hour.
 */
type Body = Partial<Record<Attribution, Sums>> & { minutes?: Record<string, Sums> };

interface Row {
  readonly quarter: Instant;
  /** As it stands in the column. */
  readonly key: string;
  readonly added: Body;
}

/**
 * Adds to what is stored. A reading that comes to 0 stays: it was counted once and likely will be again. What stands there
 * is read, added to and written back: nobody else writes between, because only the leader does, one batch after the other.
 */
export async function addReadings(session: Session, deltas: readonly ReadingDelta[], minutes: readonly MinuteDelta[]): Promise<void> {
  const rows = rowsOf(deltas, minutes);
  await sendChunks(rows, () => 3, async chunk => {
    const place = [bigintArray(chunk.map(({ quarter }) => quarter)), textArray(chunk.map(({ key }) => key))];
    const stored = await session.query<{ quarter: Instant; key: string; body: string }>(
      `SELECT quarter, key, body FROM unnest($1::bigint[], $2::text[]) AS asked (quarter, key) JOIN reading USING (quarter, key)`, place,
    );
    const bodies = new Map(stored.rows.map(({ quarter, key, body }) => [`${quarter} ${key}`, body]));
    const sums = chunk.map(({ quarter, key, added }) => plus(bodies.get(`${quarter} ${key}`), added));
    await session.query(
      `INSERT INTO reading (quarter, key, body) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])
       ON CONFLICT (quarter, key) DO UPDATE SET body = excluded.body`,
      [...place, textArray(sums)],
    );
  });
}

/** From `from` up to, not including, `to`. Index: the primary key, which begins with the quarter. */
export async function readReadings(session: Session, from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]> {
  const found: ReadingDelta[] = [];
  for (const { quarter, key, body } of await readRows(session, from, to, of?.keys)) {
    for (const attribution of of === undefined ? attributions : [of.attribution]) {
      for (const [measure, value] of entriesOf(body[attribution])) found.push({ quarter, attribution, key, measure, value });
    }
  }
  return found;
}

/** Index: the primary key, quarter by quarter. */
export async function readKeys(session: Session, prefix: string, from: Instant, to: Instant): Promise<readonly ReadingKey[]> {
  const { rows } = await session.query<{ key: string }>(
    'SELECT DISTINCT key FROM reading WHERE quarter >= $1 AND quarter < $2 AND starts_with(key, $3)', [toInteger(from), toInteger(to), toColumn(prefix)],
  );
  return rows.map(({ key }) => fromColumn(key));
}

/** What arrived since, minute by minute. Index: the primary key. */
export async function readMinutes(session: Session, since: Instant): Promise<readonly MinuteDelta[]> {
  const found: MinuteDelta[] = [];
  for (const { key, body } of await readRows(session, quarterOf(since), Number.MAX_SAFE_INTEGER)) {
    for (const [minute, sums] of Object.entries(body.minutes ?? {})) {
      const at = Number(minute) * MINUTE;
      if (at < since) continue;
      for (const [measure, value] of entriesOf(sums)) found.push({ at, attribution: 'arrival', key, measure, value });
    }
  }
  return found;
}

async function readRows(session: Session, from: Instant, to: Instant, keys?: readonly ReadingKey[]): Promise<{ quarter: Instant; key: ReadingKey; body: Body }[]> {
  const { rows } = await session.query<{ quarter: Instant; key: string; body: string }>(
    `SELECT quarter, key, body FROM reading WHERE quarter >= $1 AND quarter < $2${keys === undefined ? '' : ' AND key = ANY($3)'}`,
    [toInteger(from), toInteger(to), ...keys === undefined ? [] : [keys.map(toColumn)]],
  );
  return rows.map(({ quarter, key, body }) => ({ quarter, key: fromColumn(key), body: JSON.parse(body) as Body }));
}

function rowsOf(deltas: readonly ReadingDelta[], minutes: readonly MinuteDelta[]): Row[] {
  const quarters = new Map<Instant, Map<ReadingKey, Body>>();
  const bodyAt = (at: Instant, key: ReadingKey): Body => {
    const quarter = toInteger(at);
    let keys = quarters.get(quarter);
    if (!keys) quarters.set(quarter, keys = new Map<ReadingKey, Body>());
    let body = keys.get(key);
    if (!body) keys.set(key, body = {});
    return body;
  };
  for (const { quarter, attribution, key, measure, value } of deltas) addTo(bodyAt(quarter, key)[attribution] ??= {}, measure, value);
  for (const { at, key, measure, value } of minutes) {
    addTo((bodyAt(quarterOf(at), key).minutes ??= {})[Math.floor(at / MINUTE)] ??= {}, measure, value);
  }
  // Two keys may share a column: long ones end in a hash, and their readings are one.
  const rows = new Map<string, Row>();
  for (const [quarter, keys] of quarters) {
    for (const [name, added] of keys) {
      const key = toColumn(name);
      const known = rows.get(`${quarter} ${key}`);
      if (known) add(known.added, added);
      else rows.set(`${quarter} ${key}`, { quarter, key, added });
    }
  }
  return [...rows.values()];
}

function plus(stored: string | undefined, added: Body): string {
  if (stored === undefined) return JSON.stringify(added);
  const body = JSON.parse(stored) as Body;
  add(body, added);
  return JSON.stringify(body);
}

function add(body: Body, added: Body): void {
  for (const attribution of attributions) if (added[attribution]) addAll(body[attribution] ??= {}, added[attribution]);
  for (const [minute, sums] of Object.entries(added.minutes ?? {})) addAll((body.minutes ??= {})[minute] ??= {}, sums);
}

function addAll(sums: Sums, added: Sums): void {
  for (const [measure, value] of Object.entries(added) as [Measure, number][]) addTo(sums, measure, value);
}

function addTo(sums: Sums, measure: Measure, value: number): void {
  sums[measure] = toInteger((sums[measure] ?? 0) + value);
}

function entriesOf(sums: Sums | undefined): readonly [Measure, number][] {
  return (Object.entries(sums ?? {}) as [Measure, number][]).filter(([, value]) => value !== 0);
}
