import type pg from 'pg';
import type { Instant } from '../domain/time.js';
import { MINUTE } from '../domain/time.js';
import type { ContactRow } from '../ports/state-store.js';
import { wholeOf } from '../ports/stored-contacts.js';
import type { StoredContacts, StoredPage, StoredPart } from '../ports/stored-contacts.js';
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

  /** Index: contact_customer, alone: it is walked to its middle. */
  async halves(from: Instant, to: Instant): Promise<readonly [StoredPart, StoredPart]> {
    const whole = wholeOf(from, to);
    const count = await this.count(from, to);
    const { rows: [middle] } = await this.pool.query<Pick<Row, 'customer' | 'started_at'>>(
      'SELECT customer, started_at FROM contact WHERE started_at >= $1 AND started_at < $2 ORDER BY customer, started_at, id OFFSET $3 LIMIT 1', [toInteger(from), toInteger(to), Math.floor(count / 2)],
    );
    if (middle === undefined || middle.customer === null) {
      const at = middle?.started_at ?? from;
      return [{ ...whole, anonymous: { from, to: at } }, { ...whole, customers: null, anonymous: { from: at, to } }];
    }
    return [{ ...whole, customers: { to: middle.customer }, anonymous: null }, { ...whole, customers: { from: middle.customer } }];
  }

  /** The next page is read while the one before is worked on: two cores are busy then, this one's and PostgreSQL's. */
  async *byCustomer(part: StoredPart): AsyncIterable<StoredPage> {
    let coming: Promise<readonly Row[]> | undefined = this.page(part, undefined);
    while (coming) {
      const rows: readonly Row[] = await coming;
      const last: Row | undefined = rows.at(-1);
      coming = last === undefined || (rows.length < PAGE && last.customer === null) ? undefined : this.page(part, last);
      // What fails while nobody waits for it is told when it is waited for.
      coming?.catch(() => undefined);
      if (rows.length > 0) yield { length: rows.length, [Symbol.iterator]: () => unpacked(rows) };
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
  private async page({ from, to, customers, anonymous }: StoredPart, after: Row | undefined): Promise<readonly Row[]> {
    if (customers !== null && after?.customer !== null) {
      const begins: Where = after === undefined ? ['customer >= ?', customers.from ?? ''] : ['(customer, started_at, id) > (?, ?, ?)', after.customer, after.started_at, after.id];
      const known = await this.rows(from, to, [begins, customers.to === undefined ? ['customer IS NOT NULL'] : ['customer < ?', customers.to]]);
      if (known.length > 0) return known;
    }
    if (anonymous === null) return [];
    const begins: readonly Where[] = after?.customer === null ? [['(started_at, id) > (?, ?)', after.started_at, after.id]] : [];
    return this.rows(anonymous.from, anonymous.to, [['customer IS NULL'], ...begins]);
  }

  private async rows(from: Instant, to: Instant, which: readonly Where[]): Promise<readonly Row[]> {
    const all: readonly Where[] = [...which, ['started_at >= ?', toInteger(from)], ['started_at < ?', toInteger(to)]];
    let place = 0;
    const conditions = all.map(([sql]) => sql.replaceAll('?', () => `$${place += 1}`)).join(' AND ');
    const { rows } = await this.pool.query<Row>(
      `SELECT customer, started_at, id, body FROM contact WHERE ${conditions} ORDER BY customer, started_at, id LIMIT ${PAGE}`, all.flatMap(([, ...values]) => values),
    );
    return rows;
  }
}

/** A condition, with a ? for each of its values. */
type Where = readonly [sql: string, ...values: (string | number)[]];

function* unpacked(rows: readonly Row[]): Generator<ContactRow> {
  for (const row of rows) yield { ...contactOf(row), ...(row.customer === null ? {} : { customer: fromColumn(row.customer) }) };
}
