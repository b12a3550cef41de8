import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../domain/time.js';
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
  if (options.url !== undefined) return openDatabase(options);
  for (let waited = 0; ; waited += PAUSE) {
    const running = await findRunning(options.dataDir);
    if (running) return { connection: running, stop: async () => undefined };
    try {
      return await openDatabase(options);
    } catch (error) {
      // A server that is just starting holds the folder already and tells a moment later how to reach its database.
      if (waited >= PATIENCE || !(error as Error).message.includes('already uses the data folder')) throw error;
      await pause(PAUSE);
    }
  }
}

const PAUSE: Millis = SECOND / 4;
const PATIENCE: Millis = 5 * SECOND;
