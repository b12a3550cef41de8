import type pg from 'pg';
import { DAY, MINUTE, type Instant } from '../domain/time.js';
import { LostLeadership } from '../ports/event-log.js';
import type { OldContact, RemovalClass, Removals } from '../ports/retention.js';
import type { StoredJourney } from '../ports/state-store.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn, toInteger } from './state/column.js';
import { readKept } from './state/clear.js';
import { readJourneys } from './state/read-rows.js';
import { IS_SETTINGS } from './state/settings.js';
import { inTransaction, type Session } from './state/transaction.js';
import { writeJourneys } from './state/write-rows.js';

/** With a session of its own: what is removed in the background waits for nobody, and nobody for it. */
export function openPgRemovals({ connection, epoch }: { readonly connection: Connection; readonly epoch: number }): PgRemovals {
  return new PgRemovals(openPool(connection, { name: 'earshot removals', max: 1, statementMs: MINUTE, answerMs: MINUTE + 2_000, pipeline: true }), epoch);
}

export class PgRemovals implements Removals {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number) {}

  /** Index: the primary key, walked from the beginning. The last entry stays: the next one is counted from it. */
  async retire(before: Instant): Promise<number> {
    await this.#write(async session => {
      await session.query(
        `WITH first AS (
           SELECT position, recorded_at FROM log WHERE position >= (SELECT log_from FROM kept) AND (recorded_at >= $1 OR position = (SELECT max(position) FROM log)) ORDER BY position LIMIT 1
         )
         UPDATE kept SET log_from = first.position, log_from_at = first.recorded_at FROM first WHERE first.position > kept.log_from`, [toInteger(before)],
      );
    });
    return (await readKept(this.pool)).logFrom;
  }

  /** Index: contact_heard. */
  async oldContacts(after: OldContact | undefined, limit: number): Promise<readonly OldContact[]> {
    const { rows } = await this.pool.query<{ id: string; heard_in: number; customer: string | null; number: string | null }>(
      'SELECT id, heard_in, customer, number FROM contact, kept WHERE heard_in < log_from AND (heard_in, id) > ($1, $2) ORDER BY heard_in, id LIMIT $3', [after?.heardIn ?? 0, toColumn(after?.id ?? ''), limit]);
    return rows.map(({ id, heard_in, customer, number }) => ({ id: fromColumn(id), heardIn: heard_in, ...(customer === null ? {} : { customer: fromColumn(customer) }), ...(number === null ? {} : { number: fromColumn(number) }) }));
  }

  /** Indexes: the primary keys, flag_owner. A contact that was heard of again meanwhile stays. */
  removeContacts(contacts: readonly OldContact[]): Promise<number> {
    return this.#remove('contacts', async session => {
      const { rows } = await session.query<{ id: string }>(
        'DELETE FROM contact USING kept WHERE id = ANY($1) AND heard_in < log_from RETURNING contact.id', [contacts.map(({ id }) => toColumn(id))]);
      const gone = new Set(rows.map(({ id }) => id));
      const customers = [...new Set(contacts.flatMap(({ customer, number }) => [customer, number].flatMap((key) => key ?? [])))];
      for (const table of ['flag', 'shadow_flag']) await session.query(`DELETE FROM ${table} WHERE owner = ANY($1)`, [[...gone].map((id) => toColumn(`contact ${fromColumn(id)}`))]);
      await session.query('DELETE FROM flag WHERE owner = ANY($1) AND contact = ANY($2)', [customers.map((customer) => toColumn(`journey ${customer}`)), [...gone]]);
      await shorten(session, await readJourneys(session, customers), (id) => gone.has(toColumn(id)));
      // Whose a number is, is known as long as any contact of it is. Indexes: contact_number, contact_customer.
      await session.query(`DELETE FROM journey WHERE customer = ANY($1) AND ids IS NOT NULL
        AND NOT EXISTS (SELECT FROM contact WHERE contact.number = journey.customer) AND NOT EXISTS (SELECT FROM contact WHERE contact.customer = journey.customer)`, [customers.map(toColumn)]);
      return gone.size;
    });
  }

  /** Index: the primary key. */
  removeEntries(limit: number): Promise<number> {
    return this.#delete('entries', `DELETE FROM log WHERE position IN (SELECT position FROM log, kept WHERE position < log_from AND NOT (${IS_SETTINGS}) ORDER BY position LIMIT $1)`, [limit]);
  }

  /** Index: agent_day_begins. A day is 25 hours at most. */
  removeAgentDays(limit: number): Promise<number> {
    return this.#remove('agent-days', async session => {
      const { rows } = await session.query<{ agent: string; day: string }>(
        `DELETE FROM agent_day WHERE (agent, day) IN (SELECT agent, day FROM agent_day, kept WHERE begins_at < log_from_at AND ends_at <= log_from_at ORDER BY begins_at LIMIT $1) RETURNING agent, day`, [limit]);
      await session.query('DELETE FROM agent_day_part USING unnest($1::text[], $2::text[]) AS gone (agent, day) WHERE agent_day_part.agent = gone.agent AND agent_day_part.day = gone.day',
        [rows.map(({ agent }) => agent), rows.map(({ day }) => day)]);
      return rows.length;
    });
  }

  /** Index: flag_since. */
  removeFlags(before: Instant, limit: number): Promise<number> {
    return this.#delete('flags', `DELETE FROM flag WHERE key IN (SELECT key FROM flag WHERE since < $1 AND starts_with(owner, 'cohort ') ORDER BY since LIMIT $2)`, [toInteger(before), limit]);
  }

  /**
   * Indexes: the primary key, which begins with the quarter; contact_started, agent_day_begins. What a kept contact or day counts stays
   * with it: history of years ago, imported today, would lose its numbers within minutes.
   */
  removeReadings(before: Instant, limit: number): Promise<number> {
    return this.#delete('readings', `DELETE FROM reading WHERE (quarter, key) IN (
      SELECT quarter, key FROM reading
      WHERE quarter < least($1::bigint, (SELECT min(started_at) - ${DAY} FROM contact), (SELECT min(begins_at) - ${DAY} FROM agent_day)) ORDER BY quarter, key LIMIT $2)`, [toInteger(before), limit]);
  }

  note(removed: RemovalClass, count: number): Promise<void> {
    return this.#write(session => this.#count(session, removed, count));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  #delete(of: RemovalClass, statement: string, values: unknown[]): Promise<number> {
    return this.#remove(of, async session => (await session.query(statement, values)).rowCount ?? 0);
  }

  /** What goes and how much it was: together or not at all. */
  async #remove(of: RemovalClass, remove: (session: Session) => Promise<number>): Promise<number> {
    let count = 0;
    await this.#write(async session => {
      count = await remove(session);
      await this.#count(session, of, count);
    });
    return count;
  }

  async #count(session: Session, of: RemovalClass, count: number): Promise<void> {
    await session.query(
      `INSERT INTO removal (class, removed, last_at) VALUES ($1, $2, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
       ON CONFLICT (class) DO UPDATE SET removed = removal.removed + excluded.removed, last_at = excluded.last_at`, [of, count]);
  }

  async #write(write: (session: Session) => Promise<void>): Promise<void> {
    try {
      await inTransaction(this.pool, this.epoch, write);
    } catch (cause) {
      if (cause instanceof LostLeadership) throw cause;
      throw new Error(`What is kept no longer could not be removed now: ${(cause as Error).message}. It is tried again.`, { cause });
    }
  }
}

/** Journeys without contacts that have gone, and without the flags on them; a journey without any contact goes too. */
async function shorten(session: Session, journeys: readonly StoredJourney[], isGone: (contact: string) => boolean): Promise<void> {
  const shorter = journeys.map((journey) => ({ ...journey, contacts: journey.contacts.filter(({ id }) => !isGone(id)), ...(journey.own && { own: journey.own.filter(({ id }) => !isGone(id)) }), flags: journey.flags.filter(({ contact }) => !isGone(contact)) }));
  const ended = shorter.filter(({ contacts }) => contacts.length === 0);
  await session.query('DELETE FROM flag WHERE owner = ANY($1)', [ended.map(({ customer }) => toColumn(`journey ${customer}`))]);
  const changed = shorter.filter(({ contacts, own = [] }, place) => contacts.length + own.length < (journeys[place]?.contacts.length ?? 0) + (journeys[place]?.own?.length ?? 0));
  if (changed.length > 0) await writeJourneys(session, changed);
}
