import type { Instant } from '../../domain/time.js';
import type { Passing, Stay } from './visit-facts.js';
import { NAMELESS, sourceName, systemNameIn } from './source-name.js';

/** One caller as far as the log has told. */
export interface LoggedCall {
  readonly started: boolean;
  readonly joins: Readonly<Record<string, number>>;
  readonly visit?: (Stay & { readonly enteredAt: Instant }) | undefined;
  /** Offers in this stay: per agent in total, and per agent and way they ended. */
  readonly counts: Readonly<Record<string, number>>;
  readonly agent?: string | undefined;
  readonly onHold: number;
  readonly holds: number;
  readonly passing?: Passing | undefined;
}

export interface QueueLogState {
  readonly source: string;
  /** The last line read, counted from 1. */
  readonly line: number;
  readonly calls: ReadonlyMap<string, LoggedCall>;
  /** Uniqueid → Linkedid, where another file (the CDRs) tells that they differ. */
  readonly contactOf: ReadonlyMap<string, string>;
  /** Interface → MemberName, for the lines that name only the phone. */
  readonly names: ReadonlyMap<string, string>;
  /** Agents paused in every queue, with the reason. */
  readonly paused: ReadonlyMap<string, string>;
}

export interface QueueLogOptions {
  /** systemname in asterisk.conf, or the name under which the live connection of this PBX reports. */
  readonly systemName?: string;
  readonly names?: ReadonlyMap<string, string>;
  readonly contactOf?: ReadonlyMap<string, string>;
}

export function startQueueLog(options: QueueLogOptions = {}): QueueLogState {
  return {
    source: sourceName(options.systemName ?? NAMELESS),
    line: 0,
    calls: new Map(),
    contactOf: options.contactOf ?? new Map(),
    names: options.names ?? new Map(),
    paused: new Map(),
  };
}

/** The systemname that the file's own lines carry: its first lines may be about no call and not tell. */
export function systemNameOfQueueLog(lines: Iterable<string>): string | undefined {
  for (const line of lines) {
    const name = systemNameIn(line.split('|')[1] ?? '');
    if (name !== undefined) return name;
  }
  return undefined;
}

export function newLoggedCall(): LoggedCall {
  return { started: false, joins: {}, counts: {}, onHold: 0, holds: 0 };
}
