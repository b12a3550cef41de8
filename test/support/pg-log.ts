import type { Instant } from '../../src/domain/time.js';
import type { LostLeadership } from '../../src/ports/event-log.js';
import type { Connection } from '../../src/store/connection.js';
import { takeLeadership, type Leadership } from '../../src/store/leadership.js';
import { openPgEventLog, type PgEventLog, type PgEventLogOptions } from '../../src/store/pg-event-log.js';
import { freshDatabase, type FreshDatabase } from './database.js';

/** A server's log on a database of its own; time stands still until the spec moves it. */
export interface PgLogUnderTest {
  readonly log: PgEventLog;
  readonly leadership: Leadership;
  readonly database: FreshDatabase;
  readonly lost: readonly LostLeadership[];
  setClock(to: Instant): void;
  close(): Promise<void>;
}

export async function openPgLog(
  options: Partial<PgEventLogOptions> = {},
  via: (direct: Connection) => Promise<Connection> = async direct => direct,
): Promise<PgLogUnderTest> {
  const database = await freshDatabase();
  const lost: LostLeadership[] = [];
  const leadership = await takeLeadership({ connection: database.connection, name: 'test', onLost: error => lost.push(error), beatMs: 50 });
  let now = 1_000;
  const log = await openPgEventLog({
    connection: await via(database.connection),
    clock: { now: () => now },
    elapsed: () => now,
    epoch: leadership.epoch,
    ...options,
  });
  return {
    log,
    leadership,
    database,
    lost,
    setClock: to => void (now = to),
    async close() {
      await log.close();
      await leadership.resign();
      await database.drop();
    },
  };
}
