import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Connection } from '../../src/store/connection.js';
import { findBinaries } from '../../src/store/embedded/binaries.js';
import { findRunning } from '../../src/store/embedded/connection-file.js';
import { linkLibraries } from '../../src/store/embedded/library-links.js';
import { isAlive } from '../../src/store/embedded/processes.js';
import { startEmbedded, type Embedded } from '../../src/store/embedded/start-embedded.js';

let dataDir: string;
const running: Embedded[] = [];
const owners: ChildProcess[] = [];

beforeEach(async () => void (dataDir = await mkdtemp(path.join(tmpdir(), `earshot-test-${process.pid}-`))));
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  for (const each of owners.splice(0)) each.kill('SIGKILL');
  await until(() => !existsSync(path.join(dataDir, 'postgres', 'postmaster.pid')));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(folder = dataDir, notes: string[] = []): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: folder, onNote: note => notes.push(note) });
  running.push(embedded);
  return embedded;
}

/** In a process of its own, so that it can be killed. */
async function startElsewhere(env: NodeJS.ProcessEnv = process.env): Promise<{ readonly owner: ChildProcess; readonly pid: number; readonly connection: Connection }> {
  const support = path.join(import.meta.dirname, '..', 'support');
  const owner = spawn(process.execPath, ['--import', path.join(support, 'typescript.mjs'), path.join(support, 'embedded-owner.ts'), dataDir], { env });
  owners.push(owner);
  const line = await new Promise<string>((resolve, reject) => {
    owner.stdout?.once('data', chunk => resolve(String(chunk)));
    owner.stderr?.once('data', chunk => reject(new Error(String(chunk))));
  });
  return { owner, ...JSON.parse(line) as { pid: number; connection: Connection } };
}

async function ask(connection: Connection, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 20_000 && !(await isSo()); waited += 20) await new Promise(resolve => setTimeout(resolve, 20));
}

test('starts in an empty folder, keeps its promise to the disk, and finds its data again', async () => {
  const first = await start();
  expect(await ask(first.connection, `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
    current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listens`)).toEqual([
    { fsync: 'on', commit: 'on', encoding: 'UTF8', listens: '' },
  ]);
  await ask(first.connection, 'CREATE TABLE kept AS SELECT 1 AS one');
  await first.stop();
  expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password']);
  expect(isAlive(first.pid)).toBe(false);
  const second = await start();
  expect(await ask(second.connection, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('tells a command beside the server how to connect, and no other user', async () => {
  expect(await findRunning(dataDir)).toBeUndefined();
  const embedded = await start();
  expect(await findRunning(dataDir)).toEqual(embedded.connection);
  expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  const { host } = embedded.connection as { host: string };
  expect(statSync(host).mode & 0o777).toBe(0o700);
  await embedded.stop();
  expect(await findRunning(dataDir)).toBeUndefined();
  expect(existsSync(host)).toBe(false);
});

test('a second start on the folder is refused and told who holds it, here and from another process', async () => {
  await start();
  await expect(start()).rejects.toThrow(
    `Another Earshot (process ${process.pid} on `,
  );
  await expect(startElsewhere()).rejects.toThrow(`already uses the data folder ${dataDir}. Stop that one first, or set EARSHOT_DATA_DIR`);
});

test('after kill -9 of its owner no PostgreSQL is left, and the next start finds the data', async () => {
  const { owner, pid, connection } = await startElsewhere();
  await ask(connection, 'CREATE TABLE kept AS SELECT 1 AS one');
  owner.kill('SIGKILL');
  const killed = performance.now();
  await until(() => !isAlive(pid));
  expect(performance.now() - killed).toBeLessThan(5_000);
  expect(await ask((await start()).connection, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('a PostgreSQL that was left over is stopped by the next start', async () => {
  const { owner, pid, connection } = await startElsewhere();
  // As where a death signal cannot be had: frozen, it does not hear that its owner died.
  process.kill(pid, 'SIGSTOP');
  owner.kill('SIGKILL');
  await until(() => owner.signalCode !== null);
  expect(isAlive(pid)).toBe(true);
  setTimeout(() => process.kill(pid, 'SIGCONT'), 200);
  const next = await start();
  expect(next.pid).not.toBe(pid);
  // Ended; its entry goes when the machine's first process has read it.
  await until(() => !isAlive(pid));
  expect(isAlive(pid)).toBe(false);
  expect(existsSync((connection as { host: string }).host)).toBe(false);
});

test('a PostgreSQL that was killed is started again under the same address', async () => {
  const notes: string[] = [];
  const embedded = await start(dataDir, notes);
  await ask(embedded.connection, 'CREATE TABLE kept AS SELECT 1 AS one');
  const before = embedded.pid;
  process.kill(before, 'SIGKILL');
  await until(() => notes.length === 2);
  expect(notes).toEqual(['The embedded database ended unexpectedly: starting it again.', 'The embedded database is back.']);
  expect(embedded.pid).not.toBe(before);
  expect(await ask(embedded.connection, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('half a first start leaves nothing in the way, another major version is named', async () => {
  await mkdir(path.join(dataDir, 'postgres.new', 'base'), { recursive: true });
  await (await start()).stop();
  await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow(`The data in ${dataDir}/postgres was written by PostgreSQL 17 and this Earshot brings 18.`);
  await rm(path.join(dataDir, 'postgres'), { recursive: true });
});

test('makes the library links that an installation without scripts lacks', async () => {
  const { home } = findBinaries();
  const list = path.join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return; // Not on Windows.
  const copy = path.join(dataDir, 'native');
  await mkdir(path.join(copy, 'lib'), { recursive: true });
  await cp(list, path.join(copy, 'pg-symlinks.json'));
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source } of links) await writeFile(path.join(dataDir, source), source);
  expect(await linkLibraries(copy, path.join(dataDir, 'spare'))).toBeUndefined();
  for (const { source, target } of links) expect(await readFile(path.join(dataDir, target), 'utf8')).toBe(source);
});

const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? test : test.skip;

asRoot('root can keep its data under a home that nobody else may enter', async () => {
  const home = path.join(dataDir, 'home');
  await mkdir(home, { mode: 0o700 });
  const embedded = await start(path.join(home, '.earshot'));
  expect(await ask(embedded.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await embedded.stop();
});

asRoot('root steps down to the user who owns the data', async () => {
  chmodSync(dataDir, 0o755);
  await (await start()).stop();
  const cluster = path.join(dataDir, 'postgres');
  const nobody = 65_534;
  for (const name of readdirSync(cluster, { recursive: true }) as string[]) lchownSync(path.join(cluster, name), nobody, nobody);
  lchownSync(cluster, nobody, nobody);
  const embedded = await start();
  expect(await ask(embedded.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(statSync(`/proc/${embedded.pid}`).uid).toBe(nobody);
});

asRoot('where user namespaces are forbidden root steps down to a user of the machine, and back', async () => {
  const forbidden = path.join(dataDir, 'bin');
  await mkdir(forbidden);
  await writeFile(path.join(forbidden, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const { owner, pid, connection } = await startElsewhere({ ...process.env, PATH: `${forbidden}:${process.env['PATH']}` });
  expect(statSync(`/proc/${pid}`).uid).toBeGreaterThan(0);
  await ask(connection, 'CREATE TABLE kept AS SELECT 1 AS one');
  owner.kill('SIGKILL');
  await until(() => !isAlive(pid));
  expect(await ask((await start()).connection, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
});
