import type { AccessParts } from '../../src/access/parts.js';
import { Passwords } from '../../src/access/passwords.js';
import type { Reader } from '../../src/domain/reader.js';
import type { Instant, Millis } from '../../src/domain/time.js';
import { systemChance } from '../../src/ports/chance.js';
import type { Credentials } from '../../src/ports/credentials.js';
import { audited } from '../../src/access/audited-credentials.js';
import { MemoryAudit } from './memory-audit.js';
import { memoryCredentials } from './memory-credentials.js';

export interface MovedParts extends AccessParts {
  readonly audit: MemoryAudit;
  /** Time passes only here. */
  readonly pass: (time: Millis) => void;
}

/** Parts whose clock stands still, with passwords that are cheap to hash. */
export function movedParts(credentials: Credentials = memoryCredentials(), start: Instant = 1_700_000_000_000): MovedParts {
  let now = start;
  const clock = { now: () => now };
  const audit = new MemoryAudit();
  return {
    credentials: audited(credentials, audit, clock, 'the test'),
    audit,
    chance: systemChance,
    passwords: new Passwords({ memoryCost: 1_024, timeCost: 2, parallelism: 1 }),
    clock,
    pass: time => void (now += time),
  };
}

/** Counts what the store is asked about credentials. */
export function counting(credentials: Credentials): { readonly credentials: Credentials; readonly finds: () => number } {
  let finds = 0;
  return { credentials: { ...credentials, find: ids => ((finds += 1), credentials.find(ids)) }, finds: () => finds };
}

export function reader(what: Partial<Reader> = {}): Reader {
  return { who: 'sue', role: 'supervisor', queues: null, teams: null, actsFor: null, ...what };
}

/** The value of an outcome that has to be one. */
export function valueOf<Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: unknown }): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.reason)}`);
}
