import type { DataSource } from 'typeorm';
import { HOUR } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { KEPT_HOURS } from '../domain/source/usual.js';
import type { SourceFeeds, SourceRecord, SourceRecords } from '../ports/source-records.js';
import { fromColumn, toColumn, toInteger } from './state/column.js';

/** As many as are listed: a sender that names a source for each call must not fill the table. */
const MOST_SOURCES = 200;
const MOST_GAPS = 50;
const KEPT: Millis = KEPT_HOURS * HOUR;

interface Row {
  readonly source: string;
  readonly first_at: string;
  readonly last_at: string | null;
  readonly occurred_at: string | null;
  readonly feeds: SourceFeeds;
  readonly hours: readonly (readonly [number, number])[] | null;
  readonly gaps: readonly (readonly [number, number])[] | null;
}

export class PgSourceRecords implements SourceRecords {
  constructor(private readonly dataSource: DataSource) {}

  /** Both sub-queries go by their primary keys. */
  async load(at: Instant): Promise<readonly SourceRecord[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT source, first_at, last_at, occurred_at, feeds,
              (SELECT json_agg(json_build_array(hour, events) ORDER BY hour) FROM source_hour WHERE source_hour.source = source.source) AS hours,
              (SELECT json_agg(json_build_array(from_at, to_at) ORDER BY from_at) FROM source_gap WHERE source_gap.source = source.source) AS gaps
         FROM source WHERE changed_at >= $1 ORDER BY changed_at DESC LIMIT ${MOST_SOURCES}`, [at - KEPT]);
    return rows.map(({ source, first_at, last_at, occurred_at, feeds, hours, gaps }) => ({
      source: fromColumn(source), firstAt: Number(first_at), lastAt: last_at === null ? null : Number(last_at), occurredAt: occurred_at === null ? null : Number(occurred_at),
      feeds, hours: hours ?? [], gaps: (gaps ?? []).map(([from, to]) => ({ from, to })),
    }));
  }

  async save(changed: readonly SourceRecord[], at: Instant): Promise<void> {
    if (changed.length === 0) return;
    const rows = changed.map(({ source, firstAt, lastAt, occurredAt, feeds }) => ({
      source: toColumn(source), first_at: toInteger(firstAt), last_at: lastAt, occurred_at: occurredAt === null ? null : toInteger(occurredAt), feeds,
    }));
    await this.dataSource.query(
      `INSERT INTO source (source, first_at, last_at, occurred_at, changed_at, feeds)
       SELECT source, first_at, last_at, occurred_at, $2, feeds FROM json_to_recordset($1) AS given (source text, first_at bigint, last_at bigint, occurred_at bigint, feeds json)
       ON CONFLICT (source) DO UPDATE SET first_at = least(source.first_at, excluded.first_at), last_at = excluded.last_at, occurred_at = excluded.occurred_at, changed_at = excluded.changed_at, feeds = excluded.feeds`,
      [JSON.stringify(rows), at]);
    const hours = changed.flatMap(({ source, hours: own }) => own.map(([hour, events]) => ({ source: toColumn(source), hour: toInteger(hour), events })));
    // The greater stays: of an import that is run again, an hour is what it was.
    await this.dataSource.query(
      `INSERT INTO source_hour (source, hour, events) SELECT * FROM json_to_recordset($1) AS given (source text, hour bigint, events bigint)
       ON CONFLICT (source, hour) DO UPDATE SET events = greatest(source_hour.events, excluded.events)`, [JSON.stringify(hours)]);
    const gaps = changed.flatMap(({ source, gaps: own }) => own.map(({ from, to }) => ({ source: toColumn(source), from_at: toInteger(from), to_at: toInteger(to) })));
    await this.dataSource.query(
      `INSERT INTO source_gap (source, from_at, to_at) SELECT * FROM json_to_recordset($1) AS given (source text, from_at bigint, to_at bigint) ON CONFLICT DO NOTHING`, [JSON.stringify(gaps)]);
    await this.dropOld(at);
  }

  async forget(source: string): Promise<void> {
    await this.dataSource.query('DELETE FROM source WHERE source = $1', [toColumn(source)]);
  }

  private async dropOld(at: Instant): Promise<void> {
    await this.dataSource.query(`DELETE FROM source WHERE changed_at < $1 OR source IN (SELECT source FROM source ORDER BY changed_at DESC, source OFFSET ${MOST_SOURCES})`, [at - KEPT]);
    await this.dataSource.query('DELETE FROM source_hour WHERE hour < $1', [at - KEPT]);
    await this.dataSource.query(
      `DELETE FROM source_gap WHERE (source, from_at, to_at) IN
        (SELECT source, from_at, to_at FROM (SELECT *, row_number() OVER (PARTITION BY source ORDER BY to_at DESC, from_at DESC) AS place FROM source_gap) ranked WHERE place > ${MOST_GAPS})`);
  }
}
