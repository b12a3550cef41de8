import type { Connection } from '../../src/store/connection.js';
import { takeLeadership } from '../../src/store/leadership.js';
import { openPgHistory } from '../../src/store/pg-history.js';
import { openPgStateStore, type PgStateStore } from '../../src/store/pg-state-store.js';
import type { StoreUnderTest } from '../contracts/state-store.behaviour.js';
import type { FreshDatabase } from './database.js';
import { openPgLog } from './pg-log.js';

/** A server's log and state on a database of its own. */
export async function openPgState(
  via: (direct: Connection) => Promise<Connection> = async direct => direct,
): Promise<StoreUnderTest & { readonly store: PgStateStore; readonly database: FreshDatabase }> {
  const opened = await openPgLog();
  const { log, leadership, database } = opened;
  const store = openPgStateStore({ connection: await via(database.connection), epoch: leadership.epoch });
  const history = openPgHistory(database.connection);
  let next: Awaited<ReturnType<typeof takeLeadership>> | undefined;
  return {
    store,
    history,
    log,
    database,
    async takeOver() {
      await leadership.resign();
      next = await takeLeadership({ connection: database.connection, name: 'next', onLost: () => undefined });
    },
    async close() {
      await Promise.all([store.close(), history.close(), next?.resign()]);
      await opened.close();
    },
  };
}
