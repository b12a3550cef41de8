import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { renameForGood } from '../durable-file.js';
import { passwordOf } from './connection-file.js';
import { environment } from './environment.js';
import { handOver, privateFolder, type RunAs } from './run-as.js';

export const USER = 'earshot';
/** What the npm package brings. Another major version cannot read this one's files. */
const MAJOR = '18';

/** Made beside its place and then renamed: a crash half-way leaves nothing that looks like a database. */
export async function makeCluster(cluster: string, runAs: RunAs, runFolder: string, libraries?: string): Promise<void> {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return checkVersion(cluster);
  const draft = `${cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await privateFolder(draft, runAs);
  const passwordFile = path.join(runFolder, 'password');
  await writeFile(passwordFile, await passwordOf(path.dirname(cluster)), { mode: 0o600 });
  await handOver(passwordFile, runAs);
  await initialise(draft, passwordFile, runAs, libraries);
  await rm(passwordFile);
  // initdb has synced what is in it. With its name lost, the next start would make an empty one in its place.
  await renameForGood(draft, cluster);
}

async function checkVersion(cluster: string): Promise<void> {
  const version = (await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version === MAJOR) return;
  throw new Error(
    `The data in ${cluster} was written by PostgreSQL ${version} and this Earshot brings ${MAJOR}. `
    + 'Start the Earshot that wrote it, or set EARSHOT_DATA_DIR to a new folder.',
  );
}

async function initialise(folder: string, passwordFile: string, { binaries, prefix }: RunAs, libraries?: string): Promise<void> {
  const [file = '', ...args] = [
    ...prefix, binaries.initdb, '--pgdata', folder, '--username', USER, '--encoding', 'UTF8',
    // Sorts alike on every machine, whatever locales it has; upper and lower case know all letters.
    '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--data-checksums',
    // The socket stands in a folder of mode 0700: who reaches it may enter. Loopback asks for the password.
    '--auth-local', 'trust', '--auth-host', 'scram-sha-256', '--pwfile', passwordFile,
  ];
  try {
    await promisify(execFile)(file, args, { env: environment(libraries), cwd: folder });
  } catch (cause) {
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(cause);
    throw new Error(`The embedded database could not be made in ${path.dirname(folder)}: ${said}`, { cause });
  }
}
