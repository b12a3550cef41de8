import { readFile, writeFile } from 'node:fs/promises';
import type { Earshot } from '../../support/earshot.js';
import { until } from '../../support/until.js';

/** The kernel tells a process's largest resident set, and forgets it when it is told to: Linux only. */
export const canMeasure = process.platform === 'linux';

/** Bytes by which the resident set of a server rose at most while something was done. What is garbage by then counts as well. */
export async function peakWhile(earshot: Earshot, act: () => Promise<void>): Promise<number> {
  await collected(earshot);
  await writeFile(`/proc/${earshot.pid}/clear_refs`, '5');
  const before = await kilobytes(earshot.pid, 'VmRSS');
  await act();
  return (await kilobytes(earshot.pid, 'VmHWM') - before) * 1_024;
}

/** Twice: what the first time frees is given back the second. */
async function collected(earshot: Earshot): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const before = timesCollected(earshot);
    process.kill(earshot.pid, 'SIGUSR2');
    await until(() => timesCollected(earshot) > before);
  }
}

function timesCollected({ output }: Earshot): number {
  return output.split('Collected the garbage.').length;
}

async function kilobytes(pid: number, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
}
