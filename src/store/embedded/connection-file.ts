import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from '../connection.js';
import { writeOnce } from '../durable-file.js';
import { isAlive } from './processes.js';

/** What a command needs to reach the database of the server that runs. */
interface RunningCluster {
  readonly pid: number;
  /** The run's folder in the system's temporary folder. */
  readonly folder: string;
  readonly connection: Connection;
}

const FILE = 'postgres.json';

export async function writeConnectionFile(dataDir: string, running: RunningCluster): Promise<void> {
  const file = path.join(dataDir, FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export async function readConnectionFile(dataDir: string): Promise<RunningCluster | undefined> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, FILE), 'utf8')) as RunningCluster;
  } catch {
    return undefined;
  }
}

export async function removeConnectionFile(dataDir: string): Promise<void> {
  await rm(path.join(dataDir, FILE), { force: true });
}

/** The embedded database of a server that runs now, for commands beside it. */
export async function findRunning(dataDir: string): Promise<Connection | undefined> {
  const running = await readConnectionFile(dataDir);
  return running && isAlive(running.pid) ? running.connection : undefined;
}

/** Asked for on loopback only; kept beside the data because it is set once, when the cluster is made. */
export async function passwordOf(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres.password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const password = randomBytes(24).toString('base64url');
  await rm(file, { force: true });
  await writeOnce(file, password);
  return password;
}
