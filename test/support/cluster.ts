import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { connect } from '../../src/store/connect.js';
import type { Connection } from '../../src/store/connection.js';
import { readConnectionFile } from '../../src/store/embedded/connection-file.js';
import { isAlive } from '../../src/store/embedded/processes.js';
import { startEmbedded, type Embedded } from '../../src/store/embedded/start-embedded.js';
import { TEMPLATE, withDatabase, type TestCluster } from './database.js';

/** One throw-away PostgreSQL a test run (or the one in EARSHOT_TEST_DATABASE_URL), with a migrated template in it. */
export interface RunningCluster {
  readonly cluster: TestCluster;
  stop(): Promise<void>;
}

const PREFIX = 'earshot-test-';

export async function startCluster(given: string | undefined): Promise<RunningCluster> {
  if (given !== undefined) {
    const cluster = { connection: { url: given }, template: `${TEMPLATE}_${process.pid}` };
    await makeTemplate(cluster);
    return { cluster, stop: () => dropTemplate(cluster) };
  }
  await removeForgotten();
  const dataDir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  // A second run on the machine has a cluster of its own. fsync stays on: what is tested is what runs.
  const embedded: Embedded = await startEmbedded({ dataDir, settings: { max_connections: '150' } });
  const cluster = { connection: embedded.connection, template: TEMPLATE, folder: dataDir };
  const stop = async (): Promise<void> => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  await makeTemplate(cluster).catch(async error => {
    await stop();
    throw error;
  });
  return { cluster, stop };
}

async function makeTemplate({ connection, template }: TestCluster): Promise<void> {
  await run(connection, `CREATE DATABASE ${template}`);
  const dataSource = await connect({ connection: withDatabase(connection, template), sessions: 2 });
  await dataSource.destroy();
}

async function dropTemplate({ connection, template }: TestCluster): Promise<void> {
  await run(connection, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
}

async function run(connection: Connection, statement: string): Promise<void> {
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** After Ctrl-C PostgreSQL stops by itself (it dies with its owner), but nobody is left to remove the folder. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    const dataDir = path.join(tmpdir(), name);
    const running = await readConnectionFile(dataDir);
    for (const folder of [running?.folder, dataDir]) {
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }
  }
}
