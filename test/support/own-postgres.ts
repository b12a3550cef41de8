import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openAddress } from '../../src/store/embedded/address.js';
import { binariesIn } from '../../src/store/embedded/binaries.js';
import { environment } from '../../src/store/embedded/environment.js';
import { USER } from '../../src/store/embedded/make-cluster.js';
import { startPostmaster } from '../../src/store/embedded/postmaster.js';
import { chooseRunAs, privateFolder } from '../../src/store/embedded/run-as.js';
import { administer } from './database.js';

/** A PostgreSQL that the machine brings, with its tools: what comes from npm has no pg_dump. Undefined where there is none of 15 or newer. */
export const machinesPostgres: string | undefined = foldersOf('/usr/lib/postgresql')
  .filter((folder) => Number(path.basename(folder)) >= 15 && ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((tool) => existsSync(path.join(folder, 'bin', tool))))
  .toSorted((a, b) => Number(path.basename(b)) - Number(path.basename(a)))[0];

export interface OwnPostgres {
  /** An empty database of it, as EARSHOT_DATABASE_URL. */
  emptyDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** One of one's own beside Earshot, in a folder that goes with it. */
export async function ownPostgres(home: string): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-own-postgres-'));
  const cluster = path.join(dataDir, 'postgres');
  const runAs = await chooseRunAs(binariesIn(home), dataDir, cluster);
  const address = await openAddress(runAs);
  await privateFolder(cluster, runAs);
  const [file = '', ...args] = [...runAs.prefix, runAs.binaries.initdb, '--pgdata', cluster, '--username', USER, '--encoding', 'UTF8', '--locale', 'C', '--auth', 'trust'];
  await promisify(execFile)(file, args, { env: environment() });
  const postmaster = await startPostmaster({ cluster, runAs, address });
  const urlOf = (database: string): string => `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(address.host)}&port=${address.port}`;
  return {
    emptyDatabase: async (name) => {
      await administer({ host: address.host, port: address.port, user: USER, database: 'postgres' }, [`CREATE DATABASE ${name}`]);
      return urlOf(name);
    },
    stop: async () => {
      await postmaster.stop();
      for (const folder of [dataDir, address.folder]) await rm(folder, { recursive: true, force: true });
    },
  };
}

function foldersOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}
