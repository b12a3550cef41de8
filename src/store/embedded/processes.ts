import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';

export function isAlive(pid: number): boolean {
  // Ended but not yet read by its parent: in a container whose first process never looks, that lasts for ever.
  if (process.platform === 'linux') return !['Z', 'X', undefined].includes(statusOf(pid)[0]);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells a process from a later one that got the same number: boot and start time on Linux, start time elsewhere. */
export async function birthOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return output('ps', ['-o', 'lstart=', '-p', String(pid)]);
  const started = statusOf(pid)[19];
  return started === undefined ? '' : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${started}`;
}

/** proc(5): state first, and 20th the start in ticks since boot. Before them stands the name, which may hold spaces. */
function statusOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** PostgreSQL's processes all stand in their data folder; an unrelated process with a recycled number does not. */
export async function processesIn(folder: string, candidate: number | undefined): Promise<readonly number[]> {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
    const standing = await Promise.all(pids.map(pid => readlink(`/proc/${pid}/cwd`).catch(() => '')));
    return pids.filter((_, index) => standing[index] === folder);
  }
  if (candidate === undefined || !isAlive(candidate)) return [];
  if (process.platform === 'win32') return [candidate];
  return (await output('ps', ['-o', 'command=', '-p', String(candidate)])).includes(folder) ? [candidate] : [];
}

function output(file: string, args: readonly string[]): Promise<string> {
  return new Promise(resolve => execFile(file, args, (_error, stdout) => resolve(stdout.trim())));
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // Gone in the meantime is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
