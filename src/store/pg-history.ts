import type pg from 'pg';
import type { Flag } from '../domain/flag.js';
import { SECOND, type Instant } from '../domain/time.js';
import type { ContactFilter, FlagFilter, History, Slip } from '../ports/history.js';
import type { ContactRow, StoredJourney } from '../ports/state-store.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn, toInteger } from './state/column.js';
import { Conditions } from './state/conditions.js';
import { contactOf, readContacts, readJourneys } from './state/read-rows.js';

/** With sessions of its own: a long question must not keep the pipeline from saving. */
export function openPgHistory(connection: Connection): PgHistory {
  return new PgHistory(openPool(connection, { name: 'earshot history', max: 4, statementMs: 10 * SECOND, answerMs: 12 * SECOND }));
}

export class PgHistory implements History {
  constructor(private readonly pool: pg.Pool) {}

  /**
   * Index: contact_started, walked backwards until the page is full; contact_customer, contact_entry and the GIN
   * indexes on queues and agents where the condition is rarer than that.
   */
  async contacts(filter: ContactFilter, slip: Slip): Promise<readonly ContactRow[]> {
    const conditions = conditionsOnContacts(filter);
    conditions.add('(started_at, id) < ($, $)', ...placeOf(slip));
    const { rows } = await this.pool.query<{ body: string }>(
      `SELECT body FROM contact ${conditions.where} ORDER BY started_at DESC, id DESC LIMIT ${limitOf(slip)}`, conditions.values,
    );
    return rows.map(contactOf);
  }

  async contact(id: string): Promise<ContactRow | undefined> {
    const [row] = await readContacts(this.pool, [id]);
    return row;
  }

  async journey(customer: string): Promise<StoredJourney | undefined> {
    const [row] = await readJourneys(this.pool, [customer]);
    return row;
  }

  /** Index: flag_since, or flag_rule and flag_queue, walked backwards until the page is full. */
  async flags(filter: FlagFilter, slip: Slip): Promise<readonly Flag[]> {
    const conditions = conditionsOnFlags(filter);
    conditions.add('(since, key) < ($, $)', ...placeOf(slip));
    const { rows } = await this.pool.query<{ body: string }>(
      `SELECT body FROM flag ${conditions.where} ORDER BY since DESC, key DESC LIMIT ${limitOf(slip)}`, conditions.values,
    );
    return rows.map(({ body }) => JSON.parse(body) as Flag);
  }

  /**
   * Index: flag_rule for the newest flags of each rule, the primary key for their contacts, contact_started for who came last:
   * however many customers are stored, the same few are looked at.
   */
  async customersOfLate(rules: readonly string[], since: Instant, limit: number): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ customer: string }>(
      `WITH flagged AS (
         SELECT newest.contact
           FROM unnest($1::text[]) AS wanted (rule)
          CROSS JOIN LATERAL (
            SELECT contact FROM flag WHERE flag.rule = wanted.rule COLLATE "C" AND since >= $2 AND retracted_at IS NULL ORDER BY since DESC, key DESC LIMIT $3
          ) AS newest
       ), late AS (
         SELECT customer, started_at FROM contact WHERE id IN (SELECT contact FROM flagged) AND started_at >= $2
          UNION ALL
         (SELECT customer, started_at FROM contact WHERE started_at >= $2 ORDER BY started_at DESC, id DESC LIMIT $3)
       )
       SELECT customer FROM late WHERE customer IS NOT NULL GROUP BY customer ORDER BY max(started_at) DESC, customer LIMIT $3`,
      [rules.map(toColumn), toInteger(since), limit],
    );
    return rows.map(({ customer }) => fromColumn(customer));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

function conditionsOnContacts(filter: ContactFilter): Conditions {
  const conditions = new Conditions();
  conditions.add('started_at >= $', instant(filter.from));
  conditions.add('started_at < $', instant(filter.to));
  conditions.add('queues @> ARRAY[$]', text(filter.queue));
  conditions.add(`(queues && $${filter.within?.orNone === true ? " OR queues = '{}'" : ''})`, filter.within?.queues.map(toColumn));
  conditions.add('agents @> ARRAY[$]', text(filter.agent));
  conditions.add('entry = $', text(filter.entry));
  conditions.add('customer = $', text(filter.customer));
  conditions.add('channel = $', text(filter.channel));
  // Index: flag_standing.
  conditions.add('EXISTS (SELECT FROM flag WHERE rule = $ AND flag.contact = contact.id AND retracted_at IS NULL)', text(filter.flag));
  return conditions;
}

function conditionsOnFlags(filter: FlagFilter): Conditions {
  const conditions = new Conditions();
  conditions.add('since >= $', instant(filter.from));
  conditions.add('since < $', instant(filter.to));
  conditions.add('rule = $', text(filter.rule));
  conditions.add('rule = ANY($)', filter.rules?.map(toColumn));
  conditions.add('queue = $', text(filter.queue));
  conditions.add(`(queue = ANY($)${filter.within?.orNone === true ? ' OR queue IS NULL' : ''})`, filter.within?.queues.map(toColumn));
  conditions.add('(retracted_at IS NOT NULL) = $', filter.retracted);
  return conditions;
}

function placeOf({ after }: Slip): readonly [number | undefined, string | undefined] {
  return [instant(after?.at), text(after?.id)];
}

function limitOf({ limit }: Slip): number {
  return Math.min(Math.max(Math.trunc(limit), 1), 500);
}

function instant(at: Instant | undefined): number | undefined {
  return at === undefined ? undefined : toInteger(at);
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : toColumn(value);
}
