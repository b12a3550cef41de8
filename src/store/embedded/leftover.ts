import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Millis } from '../../domain/time.js';
import { processesIn, signal } from './processes.js';

/**
 * Stops a PostgreSQL that outlived its Earshot. It is never attached to again: one way of starting is one to test.
 * Whoever calls this holds the folder's lock, so nobody else is using it.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const postmaster = await postmasterOf(cluster);
  // Fast shutdown, then shutdown without a checkpoint (the next start recovers), then force.
  const escalation: readonly [NodeJS.Signals, Millis][] = [['SIGINT', 20 * SECOND], ['SIGQUIT', 5 * SECOND], ['SIGKILL', 5 * SECOND]];
  for (const [name, patience] of escalation) {
    const left = await processesIn(cluster, postmaster);
    if (left.length === 0) return;
    // A postmaster tells its children. Without one (it was killed) they end by themselves: only force touches them.
    for (const pid of left) if (pid === postmaster || name !== 'SIGINT') signal(pid, name);
    if (await emptyWithin(cluster, postmaster, patience)) return;
  }
  throw new Error(`A PostgreSQL that was left over still runs in ${cluster} and cannot be stopped. End it by hand, then start again.`);
}

async function emptyWithin(cluster: string, postmaster: number | undefined, patience: Millis): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 25) {
    if ((await processesIn(cluster, postmaster)).length === 0) return true;
    await pause(25);
  }
  return false;
}

/** The first line of postmaster.pid. */
async function postmasterOf(cluster: string): Promise<number | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}
