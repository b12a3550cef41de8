import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../../domain/time.js';
import type { Connection } from '../connection.js';
import { openAddress, type Address } from './address.js';
import { findBinaries } from './binaries.js';
import { passwordOf, readConnectionFile, removeConnectionFile, writeConnectionFile } from './connection-file.js';
import { lockFolder } from './folder-lock.js';
import { stopLeftover } from './leftover.js';
import { linkLibraries } from './library-links.js';
import { makeCluster, USER } from './make-cluster.js';
import { startPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.js';
import { chooseRunAs } from './run-as.js';

export interface Embedded {
  readonly connection: Connection;
  /** PostgreSQL's process now; another one after a restart. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Everything that this Earshot keeps; made when missing. */
  readonly dataDir: string;
  /** Settings of PostgreSQL that differ from ours: for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** One sentence when PostgreSQL ended by itself and when it is back. */
  readonly onNote?: (sentence: string) => void;
}

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataDir);
  const runFolders: string[] = [];
  const release = async (): Promise<void> => {
    for (const folder of runFolders) await rm(folder, { recursive: true, force: true });
    await lock.release();
  };
  try {
    const { address, postmaster } = await prepare(dataDir, options.settings ?? {}, runFolders);
    const connection = await connectionTo(address, dataDir);
    return await supervise({ dataDir, address, connection, postmaster, release, note: options.onNote ?? (() => undefined) });
  } catch (error) {
    await release();
    throw error;
  }
}

async function prepare(dataDir: string, settings: Readonly<Record<string, string>>, runFolders: string[]) {
  const cluster = path.join(dataDir, 'postgres');
  await stopLeftover(cluster);
  const before = await readConnectionFile(dataDir);
  if (before) await rm(before.folder, { recursive: true, force: true });
  await removeConnectionFile(dataDir);

  const binaries = findBinaries();
  const libraries = await linkLibraries(binaries.home, path.join(dataDir, 'postgres-libraries'));
  const runAs = await chooseRunAs(binaries, dataDir, cluster);
  const address = await openAddress(runAs);
  runFolders.push(address.folder);
  await makeCluster(cluster, runAs, address.folder, libraries);
  const start: PostmasterOptions = { cluster, runAs, address, libraries, settings };
  return { address, postmaster: () => startPostmaster(start) };
}

interface Supervised {
  readonly dataDir: string;
  readonly address: Address;
  readonly connection: Connection;
  readonly postmaster: () => Promise<Postmaster>;
  readonly release: () => Promise<void>;
  readonly note: (sentence: string) => void;
}

/** Nobody but us can bring the embedded PostgreSQL back when the machine's memory ran out and it was chosen to die. */
async function supervise({ dataDir, address, connection, postmaster, release, note }: Supervised): Promise<Embedded> {
  let stopping = false;
  let current = await postmaster();
  const publish = () => writeConnectionFile(dataDir, { pid: current.pid, folder: address.folder, connection });
  await publish();

  const keepAlive = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      if (stopping) return;
      note('The embedded database ended unexpectedly: starting it again.');
      await restart();
      if (stopping) return;
      note('The embedded database is back.');
    }
  };
  const restart = async (): Promise<void> => {
    while (!stopping) {
      try {
        await stopLeftover(path.join(dataDir, 'postgres'));
        current = await postmaster();
        if (stopping) await current.stop();
        return await publish();
      } catch (error) {
        note(error instanceof Error ? error.message : String(error));
        await pause(SECOND);
      }
    }
  };
  const kept = keepAlive();

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    await current.stop();
    await kept;
    await removeConnectionFile(dataDir);
    await release();
  };
  return {
    connection,
    get pid() { return current.pid; },
    stop: () => (stopped ??= stop()),
  };
}

async function connectionTo(address: Address, dataDir: string): Promise<Connection> {
  const parts = { host: address.host, port: address.port, user: USER, database: 'postgres' };
  return address.isSocket ? parts : { ...parts, password: await passwordOf(dataDir) };
}
