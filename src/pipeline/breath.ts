import type { Millis } from '../domain/time.js';
import type { LogEntry } from '../ports/event-log.js';

/** Events folded before sockets and savers have their turn: some 10 ms. An acknowledgement waits for four turns of the thread. */
const BREATH = 200;
/** Where the fold is behind, more are folded at once: each turn brings a commit and an entry of its own, and those cost too. */
const DEEP_BREATH = 1_000;

/** How many events of this page are folded in one go. */
export function breathOf(page: readonly LogEntry[]): number {
  return eventsIn(page) > DEEP_BREATH ? DEEP_BREATH : BREATH;
}

export function eventsIn(entries: readonly LogEntry[]): number {
  return entries.reduce((sum, { content }) => sum + (content.kind === 'events' ? content.events.length : 0), 0);
}

/** Lets the sockets and the log have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function pause(length: Millis): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, length));
}
