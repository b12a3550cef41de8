import { setTimeout } from 'node:timers/promises';
import type { Patience } from '../access/patiently.js';
import { ensureFirstAccount } from '../access/users.js';
import { environmentOfProcess, readSettings, WrongSettings } from '../config/settings.js';
import type { Settings } from '../config/settings.js';
import { lineLog } from './line-log.js';
import type { LineLog } from './line-log.js';
import { startServer } from './server.js';
import type { Server } from './server.js';

export interface Running {
  readonly server: Server;
  readonly log: LineLog;
  /** Fires when the server begins to stop. */
  readonly ending: AbortSignal;
}

/** Starts, prints where it listens, and stops cleanly on Ctrl-C. What is wrong is said in one sentence; exit code 1. */
export async function runServer(change: (settings: Settings) => Settings | Promise<Settings> = (settings) => settings, then?: (running: Running) => Promise<void>): Promise<void> {
  try {
    const settings = await change(readSettings(environmentOfProcess()));
    const log = lineLog(settings.logLevel);
    const server = await startServer(settings, {
      note: (sentence) => log.info(sentence),
      failed: (error) => fail(error, 1),
    });
    const ending = new AbortController();
    stopOnSignals(server, log, ending);
    log.info(`Earshot listens on ${server.url}.`);
    const first = await ensureFirstAccount(server.machine.access, patienceOf(log));
    if (first) process.stdout.write(`\n  First account: user "${first.user}", password "${first.password}". It is shown only this once.\n\n`);
    await then?.({ server, log, ending: ending.signal });
  } catch (error) {
    fail(error as Error, 1);
  }
}

/** A busy disk is waited for. */
export function patienceOf(log: Pick<LineLog, 'warn'>): Patience {
  return { note: (sentence) => log.warn(sentence), wait: (ms) => setTimeout(ms) };
}

function stopOnSignals(server: Server, log: LineLog, ending: AbortController): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      ending.abort();
      log.info('Stopping: what was taken is being saved.');
      server.stop().then(() => process.exit(0), (error: Error) => fail(error, 1));
    });
  }
}

function fail(error: Error, code: number): never {
  const problems = error instanceof WrongSettings ? error.problems : [error.message];
  process.stderr.write(`Earshot stopped. ${problems.join('\n                 ')}\n`);
  process.exit(code);
}
