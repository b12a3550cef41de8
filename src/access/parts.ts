import { systemChance, type Chance } from '../ports/chance.js';
import { systemClock, type Clock } from '../ports/clock.js';
import type { Credentials } from '../ports/credentials.js';
import { Passwords } from './passwords.js';

/** What accounts, keys and sessions are made with. */
export interface AccessParts {
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly passwords: Passwords;
}

export function accessParts(credentials: Credentials): AccessParts {
  return { credentials, clock: systemClock, chance: systemChance, passwords: new Passwords() };
}
