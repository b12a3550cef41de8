import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { binariesIn, type Binaries } from './binaries.js';

/** How PostgreSQL is run: it refuses root, and it is to stop when Earshot is killed. */
export interface RunAs {
  readonly binaries: Binaries;
  /** What stands before the binary on the command line. */
  readonly prefix: readonly string[];
  /** Who has to own PostgreSQL's files, where that is not us. */
  readonly owner?: Account;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** INT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint. */
const DIES_WITH_US = ['setpriv', '--pdeathsig', 'INT'];

export async function chooseRunAs(binaries: Binaries, dataDir: string, cluster: string): Promise<RunAs> {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) {
    if (uid === 0) throw new Error(refusalForRoot(dataDir));
    return { binaries, prefix: [] };
  }
  const user = users().find(each => each.uid === uid);
  if (uid !== 0 && user) return { binaries, prefix: works(DIES_WITH_US, 'true') ? DIES_WITH_US : [] };

  // As root (or under a number without a name, which initdb refuses): first choice is a user namespace in which root's
  // files belong to an ordinary user. Nothing on the host changes and a home with mode 0700 stays reachable.
  const owner = await ownerOf(cluster);
  const namespace = owner === undefined || owner.uid === uid ? inNamespace(binaries, dataDir) : undefined;
  if (namespace) return { binaries, prefix: namespace };
  if (uid !== 0) {
    throw new Error(
      `PostgreSQL cannot run under the user number ${uid}, which has no name on this machine. `
      + 'Run Earshot as a user of /etc/passwd, or set EARSHOT_DATABASE_URL.',
    );
  }
  return asSystemUser(binaries, dataDir, owner);
}

function inNamespace(binaries: Binaries, dataDir: string): readonly string[] | undefined {
  const pretend = users().find(each => each.name === 'nobody') ?? users().find(each => each.uid > 0);
  if (!pretend) return undefined;
  const unshare = ['unshare', '--user', `--map-user=${pretend.uid}`, `--map-group=${pretend.gid}`];
  return [[...unshare, ...DIES_WITH_US], unshare].find(prefix => reaches(prefix, binaries, dataDir));
}

/** Where user namespaces are forbidden (Docker's default profile): root steps down to a user of the machine. */
async function asSystemUser(binaries: Binaries, dataDir: string, owner: Account | undefined): Promise<RunAs> {
  const named = ['postgres', 'nobody'].map(name => users().find(each => each.name === name));
  const account = owner && owner.uid > 0 ? owner : named.find(each => each !== undefined);
  if (!account) throw new Error(refusalForRoot(dataDir));
  const prefix = [...DIES_WITH_US, `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  // Passable for that user; everything in it is closed to others by its own mode.
  await chmod(dataDir, 0o711);
  if (reaches(prefix, binaries, dataDir)) return { binaries, prefix, owner: account };
  const copy = await copyBinaries(binaries, dataDir);
  if (reaches(prefix, copy, dataDir)) return { binaries: copy, prefix, owner: account };
  throw new Error(refusalForRoot(dataDir));
}

async function copyBinaries(binaries: Binaries, dataDir: string): Promise<Binaries> {
  const home = path.join(dataDir, 'postgres-binaries');
  await rm(home, { recursive: true, force: true });
  await cp(binaries.home, home, { recursive: true, verbatimSymlinks: true });
  return binariesIn(home);
}

function refusalForRoot(dataDir: string): string {
  return `PostgreSQL refuses to run as root, and no other user of this machine can reach ${dataDir}. `
    + 'Run Earshot as an ordinary user, set EARSHOT_DATA_DIR to a folder outside root\'s home, or set EARSHOT_DATABASE_URL.';
}

/** Both the binary and the data folder, seen through the prefix: a foreign 0700 folder on the way shows here. */
function reaches(prefix: readonly string[], binaries: Binaries, dataDir: string): boolean {
  return works(prefix, 'sh', '-c', 'test -x "$1" && exec "$2" --version', 'sh', dataDir, binaries.postgres);
}

function works(prefix: readonly string[], ...command: readonly string[]): boolean {
  const [file = '', ...args] = [...prefix, ...command];
  return spawnSync(file, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}

async function ownerOf(folder: string): Promise<Account | undefined> {
  return stat(folder).catch(() => undefined);
}

interface User extends Account {
  readonly name: string;
}

function users(): readonly User[] {
  return readFileSync('/etc/passwd', 'utf8').split('\n').map(line => line.split(':')).filter(fields => fields.length > 3)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
}

/** Makes a folder that only PostgreSQL's user can enter. */
export async function privateFolder(folder: string, runAs: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await handOver(folder, runAs);
}

/** After a move from a namespace to a system user the files still belong to root. A file or a whole folder. */
export async function handOver(place: string, { owner }: RunAs): Promise<void> {
  const found = await stat(place);
  if (!owner || found.uid === owner.uid) return;
  const inside = found.isDirectory() ? await readdir(place, { recursive: true }) : [];
  for (const each of [...inside.map(name => path.join(place, name)), place]) await chown(each, owner.uid, owner.gid);
}
