import type pg from 'pg';
import { SECOND } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { EntryContent, EventLog, LogEntry } from '../ports/event-log.js';
import { Appender } from './appender.js';
import { AppendSession } from './append-session.js';
import type { Connection } from './connection.js';
import { follow } from './log-reader.js';
import { openPool } from './sessions.js';
import { Stamper, type StamperOptions } from './stamper.js';
import { Tail, type TailLimits } from './tail.js';

export interface PgEventLogOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  /** From `takeLeadership`. */
  readonly epoch: number;
  readonly onClockJump?: StamperOptions['onJump'];
  readonly elapsed?: StamperOptions['elapsed'];
  /** How much of the log's end is kept in memory for its readers. */
  readonly tail?: TailLimits;
}

/** Takes the leadership's epoch, so it must be opened after it: only then is the end of the log the end. */
export async function openPgEventLog(options: PgEventLogOptions): Promise<PgEventLog> {
  const session = new AppendSession(options.connection, options.epoch);
  const last = await session.last();
  const tail = new Tail(last?.position ?? 0, options.tail);
  const stamper = new Stamper({
    clock: options.clock,
    previous: last?.recorded_at ?? 0,
    ...(options.elapsed && { elapsed: options.elapsed }),
    ...(options.onClockJump && { onJump: options.onClockJump }),
  });
  const pool = openPool(options.connection, { name: 'earshot log reader', max: 2, statementMs: 10 * SECOND, answerMs: 12 * SECOND });
  return new PgEventLog(session, new Appender(session, tail, stamper, options.epoch), tail, pool);
}

export class PgEventLog implements EventLog {
  constructor(
    private readonly session: AppendSession,
    private readonly appender: Appender,
    private readonly tail: Tail,
    private readonly pool: pg.Pool,
  ) {}

  get head(): number {
    return this.tail.head;
  }

  append(content: EntryContent): Promise<LogEntry> {
    return this.appender.append(content);
  }

  read(from: number, signal: AbortSignal): AsyncIterable<readonly LogEntry[]> {
    return follow(this.pool, this.tail, from, signal);
  }

  /** Entries of before were rewritten. */
  dropTail(): void {
    this.tail.drop();
  }

  /** Waits for the commit in flight. Abort the readers' signals first. */
  async close(): Promise<void> {
    await this.appender.close();
    await this.session.close();
    await this.pool.end();
  }
}
