import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogEntry } from '../ports/event-log.js';
import { entryOf, readPage, type LogRow } from './log-pages.js';
import type { Tail } from './tail.js';

/** Pages through the database until it has caught up with the tail, then follows that; back again when it falls behind. */
export async function* follow(pool: pg.Pool, tail: Tail, from: number, signal: AbortSignal): AsyncIterable<LogEntry> {
  let position = Math.max(from, 1);
  while (!signal.aborted) {
    const fresh = tail.at(position);
    if (fresh) {
      position++;
      yield fresh;
    } else if (position > tail.head) {
      await tail.news.next(signal);
    } else {
      for (const row of await pageWhenReachable(pool, position, tail.head, signal)) {
        if (signal.aborted) return;
        position = row.position + 1;
        yield entryOf(row);
      }
    }
  }
}

/** A reader outlives a PostgreSQL that is away: it asks again until it is back or the reader is done. */
async function pageWhenReachable(pool: pg.Pool, from: number, until: number, signal: AbortSignal): Promise<readonly LogRow[]> {
  while (!signal.aborted) {
    try {
      const page = await readPage(pool, from, until);
      if (page[0]?.position === from) return page;
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
