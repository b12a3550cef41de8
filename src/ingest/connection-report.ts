import type { Instant, Millis } from '../domain/time.js';

/** Told while it happens, for the page of sources and the log: names and counts, no caller, no secret. */
export interface ConnectionReport {
  connected(source: string): void;
  /** A PBX may tell its name only with its first call: from here on it is this source. */
  renamed(source: string): void;
  /** A sentence, and when the next try is; undefined where none will be. */
  disconnected(reason: string, retryInMs: Millis | undefined): void;
  /** Events that are durable now. */
  delivered(count: number): void;
  /** The intake could not take events now; they wait. */
  postponed(reason: string): void;
  /** An event arrived; `skewMs` is how far our clock is ahead of the PBX's. */
  heard(at: Instant, skewMs: Millis): void;
  /** The line stood at this moment of the platform's clock: no gap begins before it. */
  alive(at: Instant): void;
  /** Something that arrived could not become an event. `sent`: what it was, where it can be read again. */
  refused(reason: string, sent?: unknown): void;
  /** An event of the platform's that we do not read. */
  ignored(name: string): void;
  gap(from: Instant, to: Instant): void;
}

/** Sleeps, and wakes early when the signal fires. */
export type Wait = (ms: Millis, signal?: AbortSignal) => Promise<void>;

export const realWait: Wait = (ms, signal) => new Promise((resolve) => {
  if (signal?.aborted) return resolve();
  const done = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', done);
    resolve();
  };
  const timer = setTimeout(done, ms);
  signal?.addEventListener('abort', done);
});
