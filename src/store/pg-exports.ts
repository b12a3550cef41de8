import type pg from 'pg';
import type { Invitation } from '../domain/invitation.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { MINUTE } from '../domain/time.js';
import type { Exports, KeptOnCustomer } from '../ports/erasure.js';
import type { Connection } from './connection.js';
import { decode } from './entry-codec.js';
import { openPool } from './sessions.js';
import { toColumn } from './state/column.js';
import { contactOf, readJourneys } from './state/read-rows.js';

/** Entries of the log that are looked through in one statement. */
const RANGE = 500;

export function openPgExports(connection: Connection): PgExports {
  return new PgExports(openPool(connection, { name: 'earshot exports', max: 1, statementMs: MINUTE, answerMs: MINUTE + 2_000 }));
}

/** Everything that is kept on one customer, table by table. */
export class PgExports implements Exports {
  constructor(private readonly pool: pg.Pool) {}

  async read({ person: customer, aliases }: { readonly person: string; readonly aliases: readonly string[] }, held: readonly string[], head: number): Promise<KeptOnCustomer> {
    const keys = [customer, ...aliases].map(toColumn);
    const rows = (await this.pool.query<{ body: string }>('SELECT body FROM contact WHERE customer = ANY($1) ORDER BY started_at, id', [keys])).rows.map(contactOf);
    const contacts = [...new Set([...rows.map(({ id }) => id), ...held])];
    const [journey] = await readJourneys(this.pool, [customer]);
    return {
      contacts: rows.map(({ id, summary, flags, queues, agents }) => ({ id, summary, flags, queues, agents })), journey: journey ?? null,
      events: await this.#events([customer, ...aliases], contacts, head),
      surveys: await this.#bodies<Invitation>('SELECT body FROM survey_invitation WHERE customer = ANY($1) OR phone = ANY($1) OR contact = ANY($2) ORDER BY planned_at', [keys, contacts.map(toColumn)]),
      comments: (await this.pool.query<{ comment: string }>('SELECT comment FROM survey_invitation WHERE comment IS NOT NULL AND (customer = ANY($1) OR phone = ANY($1) OR contact = ANY($2))', [keys, contacts.map(toColumn)])).rows.map(({ comment }) => comment),
      stoppedAt: (await this.pool.query<{ stopped_at: number }>('SELECT stopped_at FROM survey_stop WHERE customer = ANY($1) OR phone = ANY($1)', [keys])).rows[0]?.stopped_at ?? null,
      calls: await this.#bodies<PlacedCall>('SELECT body FROM placed_call WHERE person = ANY($1) OR phone = ANY($2) ORDER BY made_at', [[...keys, ...contacts.map(toColumn)], keys]),
      refused: (await this.pool.query<{ sent: string }>('SELECT sent FROM refused WHERE EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text in sent) > 0)', [[customer, ...aliases].map((key) => JSON.stringify(key))])).rows.map(({ sent }) => JSON.parse(sent) as unknown),
    };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  async #bodies<Body>(statement: string, values: unknown[]): Promise<Body[]> {
    return (await this.pool.query<{ body: string }>(statement, values)).rows.map(({ body }) => JSON.parse(body) as Body);
  }

  /** The log's own words: events of these contacts, and others that name the customer. */
  async #events(keys: readonly string[], contacts: readonly string[], head: number): Promise<KeptOnCustomer['events']> {
    const names = keys.map((key) => JSON.stringify(key));
    const texts = [...names, ...contacts.map((id) => `"subject":${JSON.stringify(id)}`)].map((text) => Buffer.from(text));
    const theirs = new Set(contacts);
    const found: KeptOnCustomer['events'][number][] = [];
    for (let at = 1; at <= head; at += RANGE) {
      const { rows } = await this.pool.query<{ position: number; recorded_at: number; content: Buffer }>(
        'SELECT position, recorded_at, content FROM log WHERE position >= $1 AND position < $2 AND EXISTS (SELECT FROM unnest($3::bytea[]) AS text WHERE position(text in content) > 0) ORDER BY position', [at, at + RANGE, texts]);
      for (const { position, recorded_at, content } of rows) {
        const entry = decode(content, position);
        if (entry.kind !== 'events') continue;
        for (const event of entry.events) if (theirs.has(event.subject) || names.some((name) => JSON.stringify(event).includes(name))) found.push({ position, recordedAt: recorded_at, event });
      }
    }
    return found;
  }
}
