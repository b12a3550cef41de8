import type pg from 'pg';
import type { LogEntry } from '../ports/event-log.js';
import { decode } from './entry-codec.js';

export interface LogRow {
  readonly position: number;
  readonly recorded_at: number;
  readonly content: Buffer;
}

/** A page ends at whichever comes first; one entry larger than a page is a page of its own. */
const PAGE_ENTRIES = 256;
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * The next entries from a position on. Index: the primary key. `octet_length` of an uncompressed value is known
 * without fetching it, so what does not fit the page is not read.
 */
export async function readPage(client: Pick<pg.Pool, 'query'>, from: number, until: number): Promise<readonly LogRow[]> {
  const { rows } = await client.query<LogRow>(
    `SELECT position, recorded_at, content
       FROM (SELECT log.*, sum(octet_length(content)) OVER (ORDER BY position) AS bytes
               FROM log WHERE position >= $1 AND position <= $2 ORDER BY position LIMIT ${PAGE_ENTRIES}) page
      WHERE bytes <= ${PAGE_BYTES} OR position = $1
      ORDER BY position`,
    [from, until],
  );
  return rows;
}

export function entryOf(row: LogRow): LogEntry {
  return { position: row.position, recordedAt: row.recorded_at, content: decode(row.content, row.position) };
}
