import type pg from 'pg';
import type { EarshotEvent } from '../domain/event.js';
import { MINUTE, type Instant } from '../domain/time.js';
import type { Erasure, ErasureNames, ErasureStore, Left } from '../ports/erasure.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { clearBeside } from './erased/clear-beside.js';
import { rewriteAgentDays } from './erased/rewrite-days.js';
import { blankEntries, rewriteEntries } from './erased/rewrite-log.js';
import { traceOf } from './erased/trace.js';
import { fromColumn, toColumn } from './state/column.js';
import { inTransaction, type Session } from './state/transaction.js';

interface Row {
  readonly id: string;
  readonly by: string;
  readonly asked_at: Instant;
  readonly done_at: Instant | null;
  readonly customer: string | null;
  readonly contacts: string;
  readonly aliases: string;
  readonly counts: string;
}

/** With a session of its own: a log is read through beside everything else. */
export function openPgErasures({ connection, epoch }: { readonly connection: Connection; readonly epoch: number }): PgErasures {
  return new PgErasures(openPool(connection, { name: 'earshot erasures', max: 2, statementMs: MINUTE, answerMs: MINUTE + 2_000 }), epoch);
}

export class PgErasures implements ErasureStore {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number) {}

  begin({ id, by, askedAt, customer, aliases, contacts, counts }: Erasure, names: ErasureNames): Promise<void> {
    return this.#write(async session => {
      await session.query('INSERT INTO erasure (id, by, asked_at, customer, contacts, counts, aliases) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, by, askedAt, JSON.stringify(customer), JSON.stringify(contacts), JSON.stringify(counts), JSON.stringify(aliases)]);
      await noteNames(session, names, askedAt);
    });
  }

  found(id: string, { contacts, aliases }: Pick<Erasure, 'contacts' | 'aliases'>, names: ErasureNames, at: Instant): Promise<void> {
    return this.#write(async session => {
      await session.query('UPDATE erasure SET contacts = $2, aliases = $3 WHERE id = $1', [id, JSON.stringify(contacts), JSON.stringify(aliases)]);
      await noteNames(session, names, at);
    });
  }

  async unfinished(): Promise<readonly Erasure[]> {
    const { rows } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM erasure WHERE done_at IS NULL ORDER BY asked_at, id`);
    return rows.map(erasureOf);
  }

  async find(id: string): Promise<Erasure | undefined> {
    const { rows: [row] } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM erasure WHERE id = $1`, [toColumn(id)]);
    return row && erasureOf(row);
  }

  finish(id: string, counts: Erasure['counts'], at: Instant): Promise<void> {
    return this.#write(async session => {
      await session.query("UPDATE erasure SET customer = NULL, contacts = '[]', aliases = '[]', counts = $2, done_at = $3 WHERE id = $1", [id, JSON.stringify(counts), at]);
    });
  }

  async erased(): ReturnType<ErasureStore['erased']> {
    const [contacts, customers] = await Promise.all([
      this.pool.query<{ name: string }>('SELECT name FROM erased_contact'), this.pool.query<{ name: string; at: Instant }>('SELECT name, at FROM erased_customer'),
    ]);
    return { contacts: contacts.rows.map(({ name }) => name), customers: customers.rows.map(({ name, at }) => [name, at] as const) };
  }

  /** Index: contact_customer. */
  async contactsOf(customer: string, until: Instant): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>('SELECT id FROM contact WHERE customer = $1 AND started_at <= $2', [toColumn(customer), until]);
    return rows.map(({ id }) => fromColumn(id));
  }

  /** Reads all contacts, some at a time in the order of their ids. */
  async mentions(customer: string, until: Instant): Promise<readonly string[]> {
    const found: string[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const { rows }: { rows: { id: string; named: boolean }[] } = await this.pool.query(
        'SELECT id, position($1 in body) > 0 AND customer IS DISTINCT FROM $2 AND started_at <= $4 AS named FROM contact WHERE id > $3 ORDER BY id LIMIT 5000', [JSON.stringify(customer), toColumn(customer), after, until]);
      found.push(...rows.filter(({ named }) => named).map(({ id }) => fromColumn(id)));
      after = rows.at(-1)?.id;
    }
    return found;
  }

  rewrite(texts: readonly string[], from: number, to: number, change: (event: EarshotEvent) => EarshotEvent): ReturnType<ErasureStore['rewrite']> {
    return rewriteEntries(this.pool, this.epoch, { texts, from, to, change });
  }

  async span(contacts: readonly string[]): ReturnType<ErasureStore['span']> {
    const { rows: [row] } = await this.pool.query<{ from: number | null; to: number | null }>('SELECT min(begun_in) AS from, max(heard_in) AS to FROM contact WHERE id = ANY($1)', [contacts.map(toColumn)]);
    return row === undefined || row.from === null || row.to === null ? undefined : { from: row.from, to: row.to };
  }

  blank(customer: string): Promise<void> {
    return this.#write(session => blankEntries(session, customer));
  }

  rewriteDays(contacts: readonly string[], change: (event: EarshotEvent) => EarshotEvent, fresh: (contact: string) => string): Promise<void> {
    return this.#write(session => rewriteAgentDays(session, { contacts, change, fresh }));
  }

  clearBeside(customer: string, contacts: readonly string[], fresh: (contact: string) => string): Promise<void> {
    return this.#write(session => clearBeside(session, customer, contacts, fresh));
  }

  trace(contacts: readonly string[]): Promise<readonly Left[]> {
    return traceOf(this.pool, contacts);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  #write(write: (session: Session) => Promise<void>): Promise<void> {
    return inTransaction(this.pool, this.epoch, write);
  }
}

async function noteNames(session: Session, { customers, contacts }: ErasureNames, at: Instant): Promise<void> {
  await session.query('INSERT INTO erased_customer (name, at) SELECT name, $2 FROM unnest($1::text[]) AS name ON CONFLICT (name) DO UPDATE SET at = greatest(erased_customer.at, excluded.at)', [customers, at]);
  await session.query('INSERT INTO erased_contact (name, at) SELECT name, $2 FROM unnest($1::text[]) AS name ON CONFLICT (name) DO NOTHING', [contacts, at]);
}

const COLUMNS = 'id, by, asked_at, done_at, customer, contacts, counts, aliases';

function erasureOf({ id, by, asked_at, done_at, customer, contacts, counts, aliases }: Row): Erasure {
  return {
    id, by, askedAt: asked_at, ...(done_at === null ? {} : { doneAt: done_at }), ...(customer === null ? {} : { customer: JSON.parse(customer) as string }),
    contacts: JSON.parse(contacts) as string[], aliases: JSON.parse(aliases) as string[], counts: JSON.parse(counts) as Erasure['counts'],
  };
}
