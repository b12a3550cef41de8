import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { processesIn, signal } from '../../../src/store/embedded/processes.js';
import { Earshot } from '../earshot.js';
import { undoUnsynced } from './undo.js';
import type { Survives } from './undo.js';

/** Why the disk cannot be made to fail on this machine, or nothing. */
export function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux puts a library before libc in the way that this needs';
  if (spawnSync('cc', ['--version'], { stdio: 'ignore' }).status !== 0) return 'there is no C compiler (cc)';
  return undefined;
}

/** The built server on a disk whose power can be cut, and that can be full. See decision 0045. */
export class EarshotOnDisk {
  private constructor(readonly earshot: Earshot, private readonly folder: string) {}

  static async prepare(): Promise<EarshotOnDisk> {
    const folder = await mkdtemp(path.join(tmpdir(), 'earshot-disk-'));
    const library = path.join(folder, 'disk.so');
    const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, fileURLToPath(new URL('disk.c', import.meta.url))], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`test/support/disk/disk.c could not be compiled: ${stderr}`);
    await mkdir(path.join(folder, 'journals'));
    // PostgreSQL may run as another user.
    await chmod(folder, 0o755);
    await chmod(path.join(folder, 'journals'), 0o777);
    const earshot = await Earshot.prepare({}, fileURLToPath(new URL('main.mjs', import.meta.url)));
    const told = { LD_PRELOAD: library, DISK_ROOT: earshot.dataDir, DISK_JOURNAL: path.join(folder, 'journals'), DISK_FULL: path.join(folder, 'full') };
    for (const [name, value] of Object.entries(told)) earshot.set(name, value);
    return new EarshotOnDisk(earshot, folder);
  }

  /** Server and database end in one breath, and what was not synced goes. Resolves to the bytes that went. */
  async cutPower(survives: Survives, round: number): Promise<number> {
    const cluster = path.join(this.earshot.dataDir, 'postgres');
    const processes = [this.earshot.pid, ...await processesIn(cluster, undefined)];
    // First nobody moves any more: PostgreSQL that sees its server gone would shut down in good order.
    for (const pid of processes) signal(pid, 'SIGSTOP');
    for (let left = await processesIn(cluster, undefined); left.length > 0; left = await processesIn(cluster, undefined)) {
      for (const pid of left) signal(pid, 'SIGKILL');
      await pause(20);
    }
    await this.earshot.kill();
    // After a reboot nobody has its number; here it may stay in the list of processes for as long as the container lives.
    await rm(path.join(cluster, 'postmaster.pid'), { force: true });
    return undoUnsynced(this.earshot.dataDir, path.join(this.folder, 'journals'), survives, round);
  }

  /** No space is left on it, until `free`. */
  fill(): Promise<void> {
    return writeFile(path.join(this.folder, 'full'), '');
  }

  free(): Promise<void> {
    return rm(path.join(this.folder, 'full'), { force: true });
  }

  async remove(): Promise<void> {
    await this.free();
    await this.earshot.remove();
    await rm(this.folder, { recursive: true, force: true });
  }
}
