import type pg from 'pg';
import type { Instant } from '../domain/time.js';
import { MINUTE } from '../domain/time.js';
import type { ContactRow } from '../ports/state-store.js';
import type { StoredContacts } from '../ports/stored-contacts.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn, toInteger } from './state/column.js';
import { contactOf } from './state/read-rows.js';

/** Contacts a page: some megabytes of JSON, two of which are held at a time. */
const PAGE = 1_000;

interface Row {
  readonly customer: string | null;
  readonly started_at: number;
  readonly id: string;
  readonly body: string;
}

/** With sessions of its own, for a reader beside the pipeline: on a thread of its own it opens its own. */
export function openPgStoredContacts(connection: Connection): PgStoredContacts {
  return new PgStoredContacts(openPool(connection, { name: 'earshot lab', max: 2, statementMs: MINUTE, answerMs: MINUTE }));
}

export class PgStoredContacts implements StoredContacts {
  constructor(private readonly pool: pg.Pool) {}

  /** Index: contact_started, alone. */
  async count(from: Instant, to: Instant): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*) AS count FROM contact WHERE started_at >= $1 AND started_at < $2', [toInteger(from), toInteger(to)]);
    return rows[0]?.count ?? 0;
  }

  /** The next page is read while the one before is worked on: two cores are busy then, this one's and PostgreSQL's. */
  async *byCustomer(from: Instant, to: Instant): AsyncIterable<readonly ContactRow[]> {
    let coming: Promise<readonly Row[]> | undefined = this.page(from, to, undefined);
    while (coming) {
      const rows: readonly Row[] = await coming;
      const last: Row | undefined = rows.at(-1);
      coming = last === undefined || (rows.length < PAGE && last.customer === null) ? undefined : this.page(from, to, last);
      // What fails while nobody waits for it is told when it is waited for.
      coming?.catch(() => undefined);
      if (rows.length > 0) yield rows.map(contactOf);
    }
  }

  /** Index: flag_standing. */
  async flagsOn(contacts: readonly string[], rules: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const asked = new Map(contacts.map((contact) => [toColumn(contact), contact]));
    const { rows } = await this.pool.query<{ contact: string; rules: string[] }>(
      'SELECT contact, array_agg(DISTINCT rule) AS rules FROM flag WHERE rule = ANY($1) AND contact = ANY($2) AND retracted_at IS NULL GROUP BY contact',
      [rules.map(toColumn), [...asked.keys()]],
    );
    return new Map(rows.map(({ contact, rules: own }) => [asked.get(contact) ?? contact, own.map(fromColumn)]));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /**
   * Index: contact_customer, walked on from where the page before ended; the window is looked at in the index, so that nothing of
   * other times is read. Its order is the customers' and, nulls last, the anonymous callers'.
   */
  private async page(from: Instant, to: Instant, after: Row | undefined): Promise<readonly Row[]> {
    const known = after?.customer === null ? [] : await this.rows(from, to, 'customer IS NOT NULL', after === undefined ? undefined : ['(customer, started_at, id) > ($3, $4, $5)', after.customer ?? '', after.started_at, after.id]);
    if (known.length > 0) return known;
    return this.rows(from, to, 'customer IS NULL', after?.customer === null ? ['(started_at, id) > ($3, $4)', after.started_at, after.id] : undefined);
  }

  private async rows(from: Instant, to: Instant, which: string, after: readonly [sql: string, ...values: (string | number)[]] | undefined): Promise<readonly Row[]> {
    const [sql, ...values] = after ?? [''];
    const { rows } = await this.pool.query<Row>(
      `SELECT customer, started_at, id, body FROM contact WHERE ${which} AND started_at >= $1 AND started_at < $2${sql === '' ? '' : ` AND ${sql}`} ORDER BY customer, started_at, id LIMIT ${PAGE}`,
      [toInteger(from), toInteger(to), ...values],
    );
    return rows;
  }
}
