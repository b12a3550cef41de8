import type { Instant } from '../../domain/time.js';

/** A PBX without `systemname` in asterisk.conf; several of those must be told apart by name. */
export const NAMELESS = 'pbx';

/** The same for the manager interface and for queue_log, or an import would count every call twice. */
export function sourceName(systemName: string | undefined): string {
  return `asterisk/${systemName ?? NAMELESS}`;
}

/** `branch-1795289363.113` → `branch`; undefined where systemname is not set. */
export function systemNameIn(uniqueid: string): string | undefined {
  return /^(.+)-\d+\.\d+$/.exec(uniqueid)?.[1];
}

/** A Uniqueid begins with the second in which its channel was made. */
export function madeAt(uniqueid: string): Instant | undefined {
  const second = /(?:^|-)(\d{9,11})\.\d+/.exec(uniqueid)?.[1];
  return second === undefined ? undefined : Number(second) * 1_000;
}
