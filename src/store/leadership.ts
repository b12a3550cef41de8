import type pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../domain/time.js';
import { LostLeadership } from '../ports/event-log.js';
import { nameOf, type Connection } from './connection.js';
import { abandon, leave, openSession } from './sessions.js';

export interface Leadership {
  /** Grows with every server that takes this database. Every state write checks it. */
  readonly epoch: number;
  /** Lets the next server in at once. */
  resign(): Promise<void>;
}

export interface LeadershipOptions {
  readonly connection: Connection;
  /** Shown to whoever is refused: "host 4711". */
  readonly name: string;
  /** Another server took this database over: stop writing and end. */
  readonly onLost: (error: LostLeadership) => void;
  /** How long to wait for a predecessor that was killed a moment ago. */
  readonly waitMs?: Millis;
  /** How often the session is looked at. */
  readonly beatMs?: Millis;
}

/** Any number that no other program on this database uses. */
const LEADER_LOCK = 7_311_002;
const ANSWER: Millis = 2 * SECOND;

/**
 * One server writes. The lock of a session refuses a second server politely; the epoch is what makes it safe:
 * a server whose session was cut while it slept finds its writes rejected. The lock without the epoch would not do.
 */
export async function takeLeadership(options: LeadershipOptions): Promise<Leadership> {
  const session = await openLeaderSession(options);
  try {
    await lockWithin(session, options);
    const { rows } = await session.query<{ epoch: number }>('UPDATE leadership SET epoch = epoch + 1 RETURNING epoch');
    return watch(session, rows[0]?.epoch ?? 0, options);
  } catch (error) {
    abandon(session);
    throw error;
  }
}

/**
 * Asked first in every transaction that writes state, and answered by one row: it stays share-locked until the transaction
 * ends, so the next server's raise of the epoch waits for it, and afterwards no row answers (`lost`).
 */
export function epochHeld(epoch: number): string {
  return `SELECT 1 FROM leadership WHERE epoch = ${Math.trunc(epoch)} FOR SHARE`;
}

export function lost(epoch: number): LostLeadership {
  return new LostLeadership(
    `Another Earshot server has taken over this database (this one held epoch ${epoch}). This server stops writing: end it.`,
  );
}

async function openLeaderSession({ connection, name }: LeadershipOptions): Promise<pg.Client> {
  const session = await openSession(connection, { name: `earshot leader ${name}`, connectMs: ANSWER, answerMs: ANSWER });
  // The session of a machine that lost its power is gone, and its lock free, after 15 seconds instead of two hours.
  await session.query('SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2');
  return session;
}

async function lockWithin(session: pg.Client, { connection, waitMs = 3 * SECOND }: LeadershipOptions): Promise<void> {
  for (let waited = 0; !(await tryLock(session)); waited += 100) {
    if (waited >= waitMs) {
      throw new Error(
        `Another Earshot server (${await holderOf(session)}) already uses the database ${nameOf(connection)}. `
        + 'Stop that one first, or give this one a database of its own with EARSHOT_DATABASE_URL or EARSHOT_DATA_DIR.',
      );
    }
    await pause(100);
  }
}

async function tryLock(session: pg.Client): Promise<boolean> {
  const { rows } = await session.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LEADER_LOCK]);
  return rows[0]?.taken === true;
}

async function holderOf(session: pg.Client): Promise<string> {
  const { rows } = await session.query<{ name: string; since: string }>(
    `SELECT application_name AS name, to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS since
       FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND objid = $1 AND granted AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LEADER_LOCK],
  );
  const [holder] = rows;
  return holder ? `${holder.name.replace('earshot leader ', '')}, since ${holder.since}` : 'it has just gone';
}

/** A session that is cut (PostgreSQL restarted) is opened again: as long as no one else raised the epoch, we still lead. */
function watch(first: pg.Client, epoch: number, options: LeadershipOptions): Leadership {
  const stop = new AbortController();
  let session = first;
  let locked = true;

  const check = async (): Promise<void> => {
    if (!(await answers(session))) {
      abandon(session);
      locked = false;
      session = await openLeaderSession(options);
    }
    // Our own cut session may hold the lock for a moment longer: not having it is no loss, a raised epoch is.
    locked ||= await tryLock(session);
    if (!(await isStill(session, epoch))) throw lost(epoch);
  };
  const beat = async (): Promise<void> => {
    for (;;) {
      await pause(options.beatMs ?? SECOND, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (stop.signal.aborted) return;
      try {
        await check();
      } catch (error) {
        if (error instanceof LostLeadership) return options.onLost(error);
        // Unreachable: nobody can write until the next beat finds it again.
      }
    }
  };
  const beating = beat();
  return {
    epoch,
    async resign() {
      stop.abort();
      await beating;
      await leave(session);
    },
  };
}

async function answers(session: pg.Client): Promise<boolean> {
  return session.query('SELECT 1').then(() => true, () => false);
}

async function isStill(session: pg.Client, epoch: number): Promise<boolean> {
  const { rows } = await session.query<{ epoch: number }>('SELECT epoch FROM leadership');
  return rows[0]?.epoch === epoch;
}
