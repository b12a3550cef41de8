import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogEntry } from '../ports/event-log.js';
import { entryOf, readPage, type LogRow } from './log-pages.js';
import { PAGE_BYTES } from './tail.js';
import { readKept } from './state/clear.js';
import type { Tail } from './tail.js';

/** Pages through the database until it has caught up with the tail, then follows that; back again when it falls behind. */
export async function* follow(pool: pg.Pool, tail: Tail, from: number, signal: AbortSignal): AsyncIterable<readonly LogEntry[]> {
  let position = Math.max(from, 1);
  while (!signal.aborted) {
    const fresh = tail.page(position);
    if (fresh.length > 0) {
      position += fresh.length;
      yield fresh;
    } else if (position > tail.head) {
      await tail.news.next(signal);
    } else {
      for (const rows of inPages(await pageWhenReachable(pool, position, tail.head, signal))) {
        if (signal.aborted) return;
        position = (rows.at(-1)?.position ?? position) + 1;
        yield rows.map(entryOf);
      }
    }
  }
}

/** A reader outlives a PostgreSQL that is away: it asks again until it is back or the reader is done. */
async function pageWhenReachable(pool: pg.Pool, from: number, until: number, signal: AbortSignal): Promise<readonly LogRow[]> {
  while (!signal.aborted) {
    try {
      // What was kept long enough has gone: the log is read from its beginning then.
      const { logFrom } = await readKept(pool);
      const first = Math.max(from, logFrom);
      const page = await readPage(pool, first, until);
      if (page[0]?.position === first) return page;
    } catch {
      await pause(250, undefined, { signal, ref: false }).catch(() => undefined);
      continue;
    }
    throw new Error(
      `The log has no entry ${from}, though it reaches to ${until}: it was cut or edited by hand. Restore the table "log" from a backup.`,
    );
  }
  return [];
}

/** What was fetched at once is taken apart in smaller pieces: reading 8 MB of JSON keeps the sockets waiting too long. */
function* inPages(rows: readonly LogRow[]): Iterable<readonly LogRow[]> {
  let page: LogRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    page.push(row);
    bytes += row.content.length;
    if (bytes < PAGE_BYTES) continue;
    yield page;
    page = [];
    bytes = 0;
  }
  if (page.length > 0) yield page;
}
