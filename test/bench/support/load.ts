import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuSecondsOf } from '../measure/cpu.js';
import type { Center } from './traffic.js';

export interface LoadAsked {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
  readonly perPost: number;
  /** Sent before anything is measured, and then measured. */
  readonly warmUp: number;
  readonly seconds: number;
  /** Events a second, sent whatever the answers do (open loop); absent: as fast as answers come (closed loop). */
  readonly rate?: number;
  /** No two loads of one server may share it. */
  readonly name: string;
  readonly center?: Center;
  /** Calls that are open at the end stay so; else they are ended, so that the next round finds as many. */
  readonly leaveOpen?: boolean;
}

export interface Load {
  /** Events acknowledged a second. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly events: number;
  /** Posts answered with 503. */
  readonly turnedAway: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Milliseconds from when a post should have been sent to its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** Of the generator itself. */
  readonly cpuSeconds: number;
}

export interface Loaded extends Load {
  /** CPU seconds of the server with its database, by event taken. */
  readonly serverCpuPerEvent: number;
}

const client = fileURLToPath(new URL('load-client.ts', import.meta.url));
let loads = 0;

/** Loads a server from a process of its own. `pid`: of the server; its children count with it. */
export async function load(pid: number, asked: Omit<LoadAsked, 'name'>): Promise<Loaded> {
  loads += 1;
  const whole: LoadAsked = { ...asked, name: `l${process.pid}x${loads}` };
  const child = fork(client, [JSON.stringify(whole)], { execArgv: ['--no-warnings', '--import', './test/support/typescript.mjs'] });
  let cpuBefore = 0;
  let cpuAfter = 0;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${String(code)}.`)));
    child.on('message', (message: 'measuring' | 'measured' | Load) => {
      if (message === 'measuring') {
        cpuBefore = cpuSecondsOf(pid);
        return;
      }
      if (message === 'measured') {
        cpuAfter = cpuSecondsOf(pid);
        return;
      }
      const cpu = cpuAfter - cpuBefore;
      const failed = Object.entries(message.failures).map(([what, count]) => `${count} × ${what}`).join(', ');
      if (failed !== '') reject(new Error(`The server did not take all that it was sent: ${failed}.`));
      else resolve({ ...message, serverCpuPerEvent: cpu / message.events });
    });
  });
}
