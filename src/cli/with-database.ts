import { accessParts } from '../access/parts.js';
import type { AccessParts } from '../access/parts.js';
import { environmentOfProcess, readSettings } from '../config/settings.js';
import type { Settings } from '../config/settings.js';
import { connect } from '../store/connect.js';
import { joinDatabase } from '../store/open-database.js';
import { PgCredentials } from '../store/pg-credentials.js';

export function settingsOfCommand(): Settings {
  return readSettings(environmentOfProcess());
}

/** Lends the database to a command: the one that runs, else it is started for as long as the command takes. */
export async function withCredentials<Value>(use: (access: AccessParts) => Promise<Value>): Promise<Value> {
  const settings = settingsOfCommand();
  const database = await joinDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  try {
    const dataSource = await connect({ connection: database.connection, sessions: 2 });
    try {
      return await use(accessParts(new PgCredentials(dataSource)));
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
}
