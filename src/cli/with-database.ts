import { userInfo } from 'node:os';
import { accessParts } from '../access/parts.js';
import type { AccessParts } from '../access/parts.js';
import { environmentOfProcess, readSettings } from '../config/settings.js';
import type { Settings } from '../config/settings.js';
import { connect } from '../store/connect.js';
import { joinDatabase } from '../store/open-database.js';
import { PgAudit } from '../store/pg-audit.js';
import { PgCredentials } from '../store/pg-credentials.js';

export function settingsOfCommand(): Settings {
  return readSettings(environmentOfProcess());
}

/** Lends the database to a command: the one that runs, else it is started for as long as the command takes. */
export async function withDatabase<Value>(use: (dataSource: Awaited<ReturnType<typeof connect>>) => Promise<Value>): Promise<Value> {
  const settings = settingsOfCommand();
  const database = await joinDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  try {
    const dataSource = await connect({ connection: database.connection, sessions: 2 });
    try {
      return await use(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
}

export function withCredentials<Value>(use: (access: AccessParts) => Promise<Value>): Promise<Value> {
  return withDatabase((dataSource) => use(accessParts(new PgCredentials(dataSource), new PgAudit(dataSource), `${nameOfUser()} at the command line`)));
}

/** In a container a user may have a number and no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
