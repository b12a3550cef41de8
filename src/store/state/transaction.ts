import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../../domain/time.js';
import { epochHeld, lost } from '../leadership.js';

export type Session = Pick<pg.ClientBase, 'query'>;

const RETRY: Millis = 500;

/**
 * Writes all of it or nothing, as the leader of this epoch. Readings add up, so a commit whose answer was lost must not be
 * written again: this resolves or throws only when the outcome is known, and waits for PostgreSQL while it is not.
 * `isFlushed`: false where the commit need not wait for the disk.
 */
export async function inTransaction(pool: pg.Pool, epoch: number, write: (session: Session) => Promise<void>, isFlushed = true): Promise<void> {
  const client = await pool.connect();
  // Without a listener a session that is cut between two statements would end the process.
  client.on('error', ignore);
  let committing: string | undefined;
  let answered = true;
  try {
    const transaction = await begin(client, epoch, isFlushed);
    await write(client);
    committing = transaction;
    await client.query('COMMIT');
  } catch (error) {
    answered = isAnswer(error) && await rolledBack(client);
    if (answered || committing === undefined || !(await isCommitted(pool, committing, epoch))) throw error;
  } finally {
    client.off('error', ignore);
    client.release(!answered);
  }
}

/** All at once: under load an answer waits for a turn of the thread, some 30 ms, and a slice asked for five of them. */
async function begin(client: pg.ClientBase, epoch: number, isFlushed: boolean): Promise<string | undefined> {
  const answers = await client.query(
    `BEGIN;${isFlushed ? '' : ' SET LOCAL synchronous_commit = off;'} ${epochHeld(epoch)}; SELECT pg_current_xact_id()::text AS id`,
  ) as unknown as pg.QueryResult<{ id?: string }>[];
  const [held, transaction] = answers.slice(-2);
  if (held?.rows.length !== 1) throw lost(epoch);
  return transaction?.rows[0]?.id;
}

/** Asks until PostgreSQL says what became of the transaction; a backend that may still commit it is ended first. */
async function isCommitted(pool: pg.Pool, transaction: string, epoch: number): Promise<boolean> {
  for (;;) {
    const outcome = await outcomeOf(pool, transaction, epoch);
    if (outcome === 'superseded') throw lost(epoch);
    if (outcome === 'committed' || outcome === 'aborted') return outcome === 'committed';
    if (pool.ending) throw new Error('It is not known whether the last rows were saved. Start again: what was saved is read then.');
    await pause(RETRY);
  }
}

async function outcomeOf(pool: pg.Pool, transaction: string, epoch: number): Promise<string> {
  try {
    await pool.query('SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE backend_xid = $1::xid8::xid', [transaction]);
    const { rows } = await pool.query<{ outcome: string; leads: boolean }>(
      'SELECT pg_xact_status($1::xid8) AS outcome, epoch = $2 AS leads FROM leadership', [transaction, epoch],
    );
    return rows[0]?.leads === true ? rows[0].outcome : 'superseded';
  } catch {
    return 'unreachable';
  }
}

/** An ERROR is PostgreSQL's word that nothing was committed; FATAL and a broken socket say nothing about it. */
function isAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}

async function rolledBack(client: pg.ClientBase): Promise<boolean> {
  return client.query('ROLLBACK').then(() => true, () => false);
}

function ignore(): void {}
