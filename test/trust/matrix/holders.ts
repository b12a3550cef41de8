import { createKey, createToken, revokeToken } from '../../../src/access/keys.js';
import type { AccessParts } from '../../../src/access/parts.js';
import { startSession } from '../../../src/access/sessions.js';
import { createUser, disableUser } from '../../../src/access/users.js';
import type { Role } from '../../../src/domain/reader.js';
import { DAY, MINUTE } from '../../../src/domain/time.js';
import { valueOf } from '../../support/access.js';
import { ours } from './world.js';

/** Somebody who asks, and what is known of them. */
export interface Holder {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `nobody`: shows nothing, or what is worth nothing any more. */
  readonly is: 'nobody' | 'key' | Role;
  /** Sees the other team's too. */
  readonly seesAll: boolean;
}

export const OURS = 'http://earshot.example.com';

/** Each role, with all it can be given and with one team's only; and everybody who is not to get in at all. */
export async function holdersOf(parts: AccessParts): Promise<readonly Holder[]> {
  const before = { ...parts, clock: { now: () => parts.clock.now() - 30 * DAY } };
  const bearer = (secret: string): Holder['headers'] => ({ authorization: `Bearer ${secret}` });
  const token = async (role: Role, more: object = {}, made = parts): Promise<string> => valueOf(await createToken(made, { role, label: `${role} of the matrix`, ...more })).secret;
  const session = async (user: string, made = parts): Promise<Holder['headers']> => ({ cookie: `earshot_session=${await startSession(made, user)}`, origin: OURS });
  await createUser(parts, { user: 'sue', role: 'supervisor', queues: [ours.queue] });
  await createUser(parts, { user: 'gone', role: 'admin' });
  const [revoked, disabled] = [await token('admin'), await session('gone')];
  await revokeToken(parts, revoked);
  // Ended sessions are swept a month after, at somebody's sign-in: these stay for the matrix.
  const old = await session('sue', { ...parts, clock: { now: () => parts.clock.now() - 13 * 60 * MINUTE } });
  await disableUser(parts, 'gone');
  const forged = (secret: string): string => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');

  return [
    { name: 'nobody', is: 'nobody', seesAll: false, headers: {} },
    { name: 'a stranger with a token that was made up', is: 'nobody', seesAll: false, headers: bearer(forged(await token('admin'))) },
    { name: 'an expired token', is: 'nobody', seesAll: false, headers: bearer(await token('admin', { expiresAt: before.clock.now() + MINUTE }, before)) },
    { name: 'a revoked token', is: 'nobody', seesAll: false, headers: bearer(revoked) },
    { name: 'a session that is over', is: 'nobody', seesAll: false, headers: old },
    { name: 'a session of somebody disabled', is: 'nobody', seesAll: false, headers: disabled },
    { name: 'a session\'s secret as a bearer', is: 'nobody', seesAll: false, headers: bearer((await session('sue'))['cookie']?.split('=')[1] ?? '') },
    { name: 'an ingest key', is: 'key', seesAll: false, headers: bearer(valueOf(await createKey(parts, { source: 'story' })).secret) },
    { name: 'a wall of one queue', is: 'wall', seesAll: false, headers: bearer(await token('wall', { queues: [ours.queue] })) },
    { name: 'an agent', is: 'agent', seesAll: false, headers: bearer(await token('agent', { actsFor: ours.agent })) },
    { name: 'an owner', is: 'owner', seesAll: false, headers: bearer(await token('owner', { actsFor: ours.owner })) },
    { name: 'a supervisor of one queue', is: 'supervisor', seesAll: false, headers: bearer(await token('supervisor', { queues: [ours.queue] })) },
    { name: 'a supervisor of one queue, signed in', is: 'supervisor', seesAll: false, headers: await session('sue') },
    { name: 'a supervisor of one team', is: 'supervisor', seesAll: false, headers: bearer(await token('supervisor', { teams: [ours.team] })) },
    { name: 'a wall of everything', is: 'wall', seesAll: true, headers: bearer(await token('wall')) },
    { name: 'a supervisor of everything', is: 'supervisor', seesAll: true, headers: bearer(await token('supervisor')) },
    { name: 'an admin', is: 'admin', seesAll: true, headers: bearer(await token('admin')) },
  ];
}
