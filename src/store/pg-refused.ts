import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Instant } from '../domain/time.js';
import type { NewRefused, RefusedItem, RefusedItems, RefusedQuery, RefusedReason } from '../ports/refused.js';
import { fromColumn, toColumn } from './state/column.js';
import { Conditions } from './state/conditions.js';

/** A source that sends nothing but nonsense must not push out what others sent once. */
const MOST_OF_A_SOURCE = 2_000;
const MOST = 20_000;

interface Row {
  readonly id: string;
  readonly source: string;
  readonly adapter: string;
  readonly reason: string;
  readonly sent: string | null;
  readonly first_at: string;
  readonly last_at: string;
  readonly times: number;
}

export class PgRefused implements RefusedItems {
  constructor(private readonly dataSource: DataSource) {}

  async put(items: readonly NewRefused[], at: Instant): Promise<void> {
    const rows = new Map<string, NewRefused & { times: number }>();
    for (const item of items) {
      const id = idOf(item);
      rows.set(id, { ...item, times: (rows.get(id)?.times ?? 0) + 1 });
    }
    // As JSON a text holds neither NUL nor half a surrogate pair, and may be long.
    const columns = [...rows].map(([id, { source, adapter, reason, sent, times }]) => ({ id, source: toColumn(source), adapter, reason: JSON.stringify(reason), sent, times }));
    await this.dataSource.query(
      `INSERT INTO refused (id, source, adapter, reason, sent, first_at, last_at, times)
       SELECT id, source, adapter, reason, sent, $2, $2, times FROM json_to_recordset($1) AS given (id text, source text, adapter text, reason text, sent text, times integer)
       ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, last_at = excluded.last_at, times = least(refused.times + excluded.times, 1000000000)`,
      [JSON.stringify(columns), at],
    );
    await this.forget([...new Set(columns.map(({ source }) => source))]);
  }

  async list({ source, before, limit }: RefusedQuery): Promise<readonly RefusedItem[]> {
    const where = new Conditions();
    where.add('source = $', source === undefined ? undefined : toColumn(source));
    where.add('(last_at < $ OR (last_at = $ AND id > $))', before?.lastAt, before?.lastAt, before?.id);
    const rows = await this.dataSource.query<Row[]>(`SELECT * FROM refused ${where.where} ORDER BY last_at DESC, id LIMIT ${Math.trunc(limit)}`, where.values);
    return rows.map(toItem);
  }

  async find(id: string): Promise<RefusedItem | undefined> {
    const [row] = await this.dataSource.query<Row[]>('SELECT * FROM refused WHERE id = $1', [toColumn(id)]);
    return row === undefined ? undefined : toItem(row);
  }

  async note(id: string, reason: string, at: Instant): Promise<void> {
    await this.dataSource.query('UPDATE refused SET reason = $2, last_at = $3 WHERE id = $1', [toColumn(id), JSON.stringify(reason), at]);
  }

  async remove(id: string): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>('DELETE FROM refused WHERE id = $1', [toColumn(id)]);
    return count > 0;
  }

  async counts(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.dataSource.query<{ source: string; count: number }[]>('SELECT source, count(*)::integer AS count FROM refused GROUP BY source');
    return Object.fromEntries(rows.map(({ source, count }) => [fromColumn(source), count]));
  }

  /** Reads the whole list, which is bounded: it is asked for by who looks at the page. Reasons are JSON texts, and stay such until they are read. */
  async reasons(most: number): Promise<readonly RefusedReason[]> {
    const rows = await this.dataSource.query<{ source: string; reason: string; times: string; last_at: string }[]>(
      `SELECT source, reason, times, last_at
         FROM (SELECT *, row_number() OVER (PARTITION BY source ORDER BY times DESC, reason) AS place
                 FROM (SELECT source, regexp_replace(reason, '[0-9]+', '#', 'g') AS reason, sum(times) AS times, max(last_at) AS last_at FROM refused GROUP BY 1, 2) grouped) ranked
        WHERE place <= $1 ORDER BY source, times DESC, reason`, [most]);
    return rows.map(({ source, reason, times, last_at }) => ({ source: fromColumn(source), reason: readable(reason), times: Number(times), lastAt: Number(last_at) }));
  }

  /** What last came before: how many. Index: refused_newest. */
  async removeBefore(at: Instant): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>('DELETE FROM refused WHERE last_at < $1', [at]);
    return count;
  }

  private async forget(sources: readonly string[]): Promise<void> {
    for (const source of sources) {
      await this.dataSource.query('DELETE FROM refused WHERE id IN (SELECT id FROM refused WHERE source = $1 ORDER BY last_at DESC, id OFFSET $2)', [source, MOST_OF_A_SOURCE]);
    }
    await this.dataSource.query('DELETE FROM refused WHERE id IN (SELECT id FROM refused ORDER BY last_at DESC, id OFFSET $1)', [MOST]);
  }
}

/**
 * The same thing from the same source is one item; where nothing of it was kept, the reason stands for it. Begins with a letter:
 * on the command line a dash would begin an option.
 */
function idOf({ source, adapter, sent, reason }: NewRefused): string {
  return `r${createHash('sha256').update(JSON.stringify([source, adapter, sent ?? reason])).digest('base64url').slice(0, 21)}`;
}

/** Where a number was part of an escape (\u0000), the text is no JSON any more, and is told as it stands. */
function readable(reason: string): string {
  try {
    return JSON.parse(reason) as string;
  } catch {
    return reason.slice(1, -1);
  }
}

function toItem({ id, source, adapter, reason, sent, first_at, last_at, times }: Row): RefusedItem {
  return { id, source: fromColumn(source), adapter, reason: JSON.parse(reason) as string, sent, firstAt: Number(first_at), lastAt: Number(last_at), times };
}
