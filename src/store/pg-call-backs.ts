import type pg from 'pg';
import { isOpen } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { DAY, HOUR, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { CallStore, KeptCall } from '../ports/call-backs.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { toColumn } from './state/column.js';
import { inTransaction } from './state/transaction.js';

const UNIQUE_VIOLATION = '23505';
/** A talk that nobody hears the end of. */
const LONGEST: Millis = 6 * HOUR;
/** As long as contacts are kept (TRUST.md). */
const KEPT: Millis = 90 * DAY;

/** With sessions of its own: whoever clicks waits for nobody else's saves. */
export function openPgCallBacks({ connection, epoch }: { readonly connection: Connection; readonly epoch: number }): PgCallBacks {
  return new PgCallBacks(openPool(connection, { name: 'earshot call-backs', max: 2, statementMs: 10 * SECOND, answerMs: 12 * SECOND }), epoch);
}

export class PgCallBacks implements CallStore {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number) {}

  /** Indexes: placed_call_person, placed_call_phone. */
  async open(call: PlacedCall): Promise<Result<undefined, { readonly taken: 'person' | 'phone' }>> {
    try {
      await inTransaction(this.pool, this.epoch, async (session) => {
        await session.query(
          'INSERT INTO placed_call (id, version, person, phone, made_at, is_open, is_underway, is_untold, body) VALUES ($1, 1, $2, $3, $4, true, true, true, $5)',
          [toColumn(call.id), toColumn(call.person), toColumn(call.phone), call.madeAt, JSON.stringify(call)],
        );
      });
      return ok(undefined);
    } catch (error) {
      const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
      if (code !== UNIQUE_VIOLATION) throw error;
      return refused({ taken: constraint === 'placed_call_phone' ? 'phone' : 'person' });
    }
  }

  async find(id: string): Promise<KeptCall | undefined> {
    return (await this.read('WHERE id = $1', [toColumn(id)]))[0];
  }

  async openFor(who: { readonly person: string } | { readonly phone: string }): Promise<PlacedCall | undefined> {
    const [column, value] = 'person' in who ? ['person', who.person] : ['phone', who.phone];
    return (await this.read(`WHERE is_open AND ${column} = $1`, [toColumn(value)]))[0]?.call;
  }

  async save({ version }: KeptCall, next: PlacedCall): Promise<boolean> {
    let isSaved = false;
    await inTransaction(this.pool, this.epoch, async (session) => {
      const { rowCount } = await session.query(
        'UPDATE placed_call SET version = version + 1, is_open = $3, is_underway = $4, is_untold = $5, body = $6 WHERE id = $1 AND version = $2',
        [toColumn(next.id), version, isOpen(next), isUnderway(next), next.untold.length > 0, JSON.stringify(next)],
      );
      isSaved = rowCount === 1;
    });
    return isSaved;
  }

  /** Index: placed_call_underway. */
  underway(): Promise<readonly KeptCall[]> {
    return this.read('WHERE is_underway ORDER BY made_at, id', []);
  }

  /** Index: placed_call_untold. */
  untold(limit: number): Promise<readonly KeptCall[]> {
    return this.read('WHERE is_untold ORDER BY made_at, id LIMIT $1', [limit]);
  }

  async forget(now: Instant): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      await session.query('UPDATE placed_call SET is_underway = false WHERE is_underway AND NOT is_open AND made_at < $1', [now - LONGEST]);
      await session.query('DELETE FROM placed_call WHERE NOT is_open AND NOT is_untold AND made_at < $1', [now - KEPT]);
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async read(where: string, values: unknown[]): Promise<readonly KeptCall[]> {
    const { rows } = await this.pool.query<{ version: number; body: string }>(`SELECT version, body FROM placed_call ${where}`, values);
    return rows.map(({ version, body }) => ({ version, call: JSON.parse(body) as PlacedCall }));
  }
}

/** Settled, and the talk still goes on. */
function isUnderway(call: PlacedCall): boolean {
  return isOpen(call) || (call.stage === 'reached' && call.isOver !== true && call.call !== undefined && call.isReported !== true);
}
