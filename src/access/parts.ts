import { systemChance, type Chance } from '../ports/chance.js';
import { systemClock, type Clock } from '../ports/clock.js';
import type { AuditLog } from '../ports/audit.js';
import type { Credentials } from '../ports/credentials.js';
import { audited } from './audited-credentials.js';
import { Passwords } from './passwords.js';

/** What accounts, keys and sessions are made with. */
export interface AccessParts {
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly passwords: Passwords;
  /** What is done to accounts and keys is written down there; who signs in or out, by whoever lets them. */
  readonly audit: AuditLog;
}

/** `by`: who makes and changes things with them, as the audit log names it. */
export function accessParts(credentials: Credentials, audit: AuditLog, by: string): AccessParts {
  return { credentials: audited(credentials, audit, systemClock, by), clock: systemClock, chance: systemChance, passwords: new Passwords(), audit };
}
