import pg from 'pg';
import type { Instant, Millis } from '../domain/time.js';
import type { Connection } from './connection.js';
import type { LogRow } from './log-pages.js';
import { abandon, leave, openSession } from './sessions.js';

export interface AppendRow {
  readonly position: number;
  readonly recordedAt: Instant;
  readonly bytes: Buffer;
}

export type WriteOutcome =
  | { readonly kind: 'written' }
  /** Surely not in the log. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Sent, but the answer never came: it may be in the log, now or in a moment. */
  | { readonly kind: 'unknown' }
  /** The epoch has moved on. */
  | { readonly kind: 'superseded' }
  /** Something stands at this position. */
  | { readonly kind: 'taken' };

/** A statement ends by itself before we stop listening, and we stop listening before the sender's two seconds are over. */
const STATEMENT: Millis = 1_200;
const ANSWER: Millis = 1_400;
const CONNECT: Millis = 1_000;

const WRITE = {
  name: 'append',
  // One statement, so one commit and one round trip. The share lock makes the next server's raise of the epoch wait.
  text: `INSERT INTO log (position, recorded_at, content)
         SELECT $1, $2, $3 FROM leadership WHERE epoch = $4 FOR SHARE`,
};

interface Session {
  readonly client: pg.Client;
  /** Names the backend for good: its number may be given to another. */
  readonly backend: readonly [pid: number, startedAt: string];
}

/** The one session that appends. Opened again by itself; knows how to find out what became of a cut one. */
export class AppendSession {
  #session: Session | undefined;
  /** The backend whose last answer we did not hear. */
  #unheard: Session['backend'] | undefined;

  constructor(private readonly connection: Connection, private readonly epoch: number) {}

  async write({ position, recordedAt, bytes }: AppendRow): Promise<WriteOutcome> {
    let session: Session;
    try {
      session = await this.#open();
    } catch (error) {
      return { kind: 'refused', reason: (error as Error).message };
    }
    try {
      const { rowCount } = await session.client.query({ ...WRITE, values: [position, recordedAt, bytes, this.epoch] });
      return { kind: rowCount === 1 ? 'written' : 'superseded' };
    } catch (error) {
      if (isAnswer(error)) return error.code === '23505' ? { kind: 'taken' } : { kind: 'refused', reason: error.message };
      this.#unheard = session.backend;
      this.#drop();
      return { kind: 'unknown' };
    }
  }

  /**
   * What stands at a position, once nothing can change that any more. The cut session's backend may still be about to
   * commit, so it is ended first: only then is "not there" an answer. Throws while PostgreSQL cannot be asked.
   */
  async settled(position: number): Promise<LogRow | undefined> {
    const { client } = await this.#open();
    try {
      if (this.#unheard) await endBackend(client, this.#unheard);
      this.#unheard = undefined;
      const { rows } = await client.query<LogRow>('SELECT position, recorded_at, content FROM log WHERE position = $1', [position]);
      return rows[0];
    } catch (error) {
      if (!isAnswer(error)) this.#drop();
      throw error;
    }
  }

  /** The log's last entry, when this server begins. */
  async last(): Promise<Pick<LogRow, 'position' | 'recorded_at'> | undefined> {
    const { client } = await this.#open();
    const { rows } = await client.query<LogRow>('SELECT position, recorded_at FROM log ORDER BY position DESC LIMIT 1');
    return rows[0];
  }

  async close(): Promise<void> {
    if (this.#session) await leave(this.#session.client);
    this.#session = undefined;
  }

  async #open(): Promise<Session> {
    if (this.#session) return this.#session;
    const client = await openSession(this.connection, { name: 'earshot log', connectMs: CONNECT, statementMs: STATEMENT, answerMs: ANSWER });
    try {
      // Someone may have switched it off for the whole database, to be fast: the log's promise is not theirs to break.
      await client.query("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
      const { rows } = await client.query<{ pid: number; started: string }>(
        'SELECT pid, backend_start::text AS started FROM pg_stat_activity WHERE pid = pg_backend_pid()',
      );
      const session: Session = { client, backend: [rows[0]?.pid ?? 0, rows[0]?.started ?? ''] };
      client.once('end', () => { if (this.#session === session) this.#session = undefined; });
      return (this.#session = session);
    } catch (error) {
      abandon(client);
      throw error;
    }
  }

  #drop(): void {
    if (this.#session) abandon(this.#session.client);
    this.#session = undefined;
  }
}

async function endBackend(client: pg.Client, [pid, startedAt]: Session['backend']): Promise<void> {
  const { rows } = await client.query<{ gone: boolean }>(
    'SELECT pg_terminate_backend(pid, 1000) AS gone FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz',
    [pid, startedAt],
  );
  if (rows[0]?.gone === false) throw new Error(`PostgreSQL's process ${pid} has not ended yet.`);
}

/** An ERROR is PostgreSQL's word that the statement was rolled back; FATAL and a broken socket say nothing about it. */
function isAnswer(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}
