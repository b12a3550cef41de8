import type { Connection } from './connection.js';
import { findRunning } from './embedded/connection-file.js';
import { startEmbedded, type EmbeddedOptions } from './embedded/start-embedded.js';

export interface OpenedDatabase {
  readonly connection: Connection;
  /** Stops what was started here: nothing, where the database is somebody else's. */
  stop(): Promise<void>;
}

export interface OpenDatabaseOptions extends EmbeddedOptions {
  /** EARSHOT_DATABASE_URL; without it the embedded one. */
  readonly url?: string | undefined;
}

/** For the server: the database it was given, or its own. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  if (options.url !== undefined) return { connection: { url: options.url }, stop: async () => undefined };
  return startEmbedded(options);
}

/** For a command beside the server: the database that runs, else it is started for as long as the command takes. */
export async function joinDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const running = options.url === undefined ? await findRunning(options.dataDir) : undefined;
  return running ? { connection: running, stop: async () => undefined } : openDatabase(options);
}
