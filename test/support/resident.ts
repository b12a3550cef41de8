import { readFile } from 'node:fs/promises';

/** Memory that a process holds in the machine's own, in bytes; 0 where nobody says. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
}
