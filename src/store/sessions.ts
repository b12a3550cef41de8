import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../domain/time.js';
import type { Connection } from './connection.js';

/** bigint columns hold positions, instants and counts: all far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

export interface SessionOptions {
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /** A statement's time limit as PostgreSQL keeps it; ours, for a PostgreSQL that does not answer, is `answerMs`. */
  readonly statementMs?: Millis;
  readonly answerMs?: Millis;
  readonly connectMs?: Millis;
  /** Takes the next statement before it answered the last. */
  readonly pipeline?: boolean;
}

/** One session of its own, outside the pool. */
export async function openSession(connection: Connection, options: SessionOptions): Promise<pg.Client> {
  const client = new pg.Client(configOf(connection, options));
  // Without a listener a cut connection would end the process; whoever waits for an answer learns of it anyway.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export function openPool(connection: Connection, options: SessionOptions & { readonly max: number }): pg.Pool {
  const pool = new pg.Pool({ ...configOf(connection, options), max: options.max, idleTimeoutMillis: 10 * SECOND });
  pool.on('error', () => undefined);
  return pool;
}

function configOf(connection: Connection, options: SessionOptions): pg.ClientConfig {
  return {
    ...('url' in connection ? { connectionString: connection.url } : connection),
    types,
    application_name: options.name,
    keepAlive: true,
    pipeline: options.pipeline ?? false,
    connectionTimeoutMillis: options.connectMs ?? 5 * SECOND,
    ...(options.statementMs === undefined ? {} : { statement_timeout: options.statementMs }),
    ...(options.answerMs === undefined ? {} : { query_timeout: options.answerMs }),
  };
}

/** Says goodbye, so that its locks are free when this resolves; but not to a PostgreSQL that does not listen. */
export async function leave(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), pause(SECOND, undefined, { ref: false })]);
  abandon(client);
}

/** Leaves without waiting: a session whose PostgreSQL does not answer would never say goodbye. */
export function abandon(client: pg.Client): void {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection;
  stream.destroy();
}
