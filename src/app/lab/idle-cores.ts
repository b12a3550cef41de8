import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Millis } from '../../domain/time.js';

/** How many of the machine's cores do nothing, over a moment: the load average tells of the minute before. */
export async function idleCores(over: Millis): Promise<number> {
  const before = spent();
  await pause(over);
  const after = spent();
  const all = after.all - before.all;
  return all <= 0 ? 0 : (cpus().length * (after.idle - before.idle)) / all;
}

function spent(): { readonly all: number; readonly idle: number } {
  const times = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({ all: user + nice + sys + idle + irq, idle }));
  return { all: times.reduce((sum, { all }) => sum + all, 0), idle: times.reduce((sum, { idle }) => sum + idle, 0) };
}
