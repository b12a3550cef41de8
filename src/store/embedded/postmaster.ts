import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, SECOND, type Millis } from '../../domain/time.js';
import type { Address } from './address.js';
import { environment } from './environment.js';
import { signal } from './processes.js';
import type { RunAs } from './run-as.js';

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly cluster: string;
  readonly runAs: RunAs;
  readonly address: Address;
  readonly libraries?: string | undefined;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Recovery after a power loss reads what was written since the last checkpoint: seconds, but never cut short. */
const RECOVERY: Millis = 10 * MINUTE;
const LARGEST_LOG = 4_000_000;

export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const logFile = `${options.cluster}.log`;
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  if (size > LARGEST_LOG) await rm(logFile);
  await rm(path.join(options.cluster, 'postmaster.opts'), { force: true });
  const child = spawnPostgres(options, logFile);
  let running = true;
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => void (running = false));

  for (let waited = 0; waited < RECOVERY && running; waited += 10) {
    if (child.pid !== undefined && (await isReady(options.cluster, child.pid))) {
      return { pid: child.pid, ended, stop: () => stop(child.pid ?? 0, ended) };
    }
    await pause(10);
  }
  if (child.pid !== undefined && running) await stop(child.pid, ended);
  throw new Error(`The embedded database did not start in ${options.cluster}: ${await lastWords(logFile)}`);
}

function spawnPostgres({ cluster, runAs, address, libraries, settings }: PostmasterOptions, logFile: string): ChildProcess {
  const given = Object.entries({ ...FIXED, ...listening(address), ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [file = '', ...args] = [...runAs.prefix, runAs.binaries.postgres, '-D', cluster, ...given];
  // A file, not a pipe: a full pipe would stop PostgreSQL, a broken one would lose why it stopped.
  const log = openSync(logFile, 'a', 0o600);
  // In a session of its own: Ctrl-C in the terminal is for us, we stop PostgreSQL when the last write is done.
  const child = spawn(file, args, { stdio: ['ignore', log, log], detached: true, cwd: cluster, env: environment(libraries), windowsHide: true });
  closeSync(log);
  return child;
}

const FIXED: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_connections: '60',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement may carry callers' data: it never reaches a log file, not even when it fails.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_messages: 'warning',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  autovacuum_naptime: '15s',
};

function listening(address: Address): Readonly<Record<string, string>> {
  return address.isSocket
    ? { listen_addresses: '', unix_socket_directories: address.folder, port: String(address.port) }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(address.port) };
}

/** PostgreSQL keeps its state in line 8 of postmaster.pid, line 1 says whose. */
async function isReady(cluster: string, pid: number): Promise<boolean> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const sameProcess = process.platform === 'win32' || Number(lines[0]) === pid;
  return sameProcess && lines[7]?.trim() === 'ready';
}

async function stop(pid: number, ended: Promise<void>): Promise<void> {
  const patience: readonly [NodeJS.Signals, Millis][] = [['SIGINT', 20 * SECOND], ['SIGQUIT', 5 * SECOND], ['SIGKILL', 5 * SECOND]];
  for (const [name, wait] of patience) {
    signal(pid, name);
    if (await Promise.race([ended.then(() => true), pause(wait, false, { ref: false })])) return;
  }
}

async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
  return lines.findLast(line => /FATAL|PANIC|ERROR|rror/.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}
