import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** CPU seconds that a process and all its descendants have used, with those that have ended and were waited for. Linux only; elsewhere NaN. */
export function cpuSecondsOf(pid: number): number {
  const processes = readProcesses();
  const wanted = new Set([pid]);
  // A child may have a lower number than its parent once numbers have gone round: ask until nobody is added.
  for (let size = 0; size !== wanted.size;) {
    size = wanted.size;
    for (const each of processes) if (wanted.has(each.parent)) wanted.add(each.pid);
  }
  const mine = processes.filter((each) => wanted.has(each.pid));
  return mine.length === 0 ? Number.NaN : mine.reduce((sum, each) => sum + each.ticks, 0) / TICKS_A_SECOND;
}

/** The same of one process alone, with those of its children that have ended and were waited for. */
export function ownCpuSecondsOf(pid: number): number {
  const own = readProcesses().find((each) => each.pid === pid);
  return own === undefined ? Number.NaN : own.ticks / TICKS_A_SECOND;
}

/** CPU seconds of those threads of a process that stand behind the others (nice above 0), of those that are there now. */
export function behindCpuSecondsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
      return (fields[16] ?? 0) > 0 ? sum + ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_A_SECOND : sum;
    }, 0);
  } catch {
    return 0;
  }
}

/** Resident memory of one process, in bytes. Linux only; elsewhere NaN. */
export function residentBytesOf(pid: number): number {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) * 1_024 : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function readProcesses(): Process[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.flatMap((name): Process[] => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The command stands in parentheses and may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
      return [{ pid: Number(name), parent: Number(fields[1]), ticks: utime + stime + cutime + cstime }];
    } catch {
      return [];
    }
  });
}
