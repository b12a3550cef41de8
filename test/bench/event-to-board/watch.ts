import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface WatchAsked {
  readonly url: string;
  readonly key: string;
  /** One a scope. */
  readonly tokens: readonly string[];
  /** Probes a second, spread over all queues. */
  readonly rate: number;
  readonly seconds: number;
}

/** Milliseconds from when an event should have been sent to when a page has it. */
export interface Wait {
  readonly seen: number;
  /** Sent, and in no frame or fact within the time. */
  readonly missed: number;
  /** Of all that was sent; null where so many were not seen. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly most: number;
}

export interface Watched {
  readonly lane: Wait;
  readonly alert: Wait;
}

/** Sends probes from a process of its own, and reads them on one board a scope with the client that the page uses. */
export function watch(asked: WatchAsked): Promise<Watched> {
  const child = fork(fileURLToPath(new URL('watchers.ts', import.meta.url)), [JSON.stringify(asked)], { execArgv: ['--no-warnings', '--import', './test/support/typescript.mjs'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Watched));
    child.once('exit', (code) => reject(new Error(`The watchers ended with ${String(code)}.`)));
  });
}
