import { expect, test } from '@jest/globals';
import { counting, movedParts, valueOf } from '../../test/support/access.js';
import { memoryCredentials } from '../../test/support/memory-credentials.js';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import { CredentialsUnavailable } from '../ports/credentials.js';
import { Doorkeeper } from './doorkeeper.js';
import { createKey, createToken, revokeKey } from './keys.js';
import { refusals } from './refusal.js';
import { startSession } from './sessions.js';
import { changeRole, createUser, disableUser } from './users.js';

const opened = () => {
  const counted = counting(memoryCredentials());
  const parts = movedParts(counted.credentials);
  return { ...parts, parts, finds: counted.finds, doorkeeper: new Doorkeeper(parts.credentials, parts.clock) };
};

test('knows a source by its key, and asks the store once in two seconds', async () => {
  const { parts, doorkeeper, finds, pass } = opened();
  const { secret, listed } = valueOf(await createKey(parts, { source: 'pbx' }));
  const asked = await Promise.all(Array.from({ length: 50 }, () => doorkeeper.identify(secret, 'bearer')));
  expect(asked.every(each => each.ok)).toBe(true);
  expect(asked[0]).toEqual({ ok: true, value: { is: 'source', credential: listed.id, source: 'pbx' } });
  expect(finds()).toBe(1);
  pass(2 * SECOND);
  await doorkeeper.identify(secret, 'bearer');
  expect(finds()).toBe(2);
});

test('a key revoked elsewhere opens nothing two seconds later', async () => {
  const { parts, doorkeeper, pass } = opened();
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  await doorkeeper.identify(secret, 'bearer');
  await revokeKey(parts, secret);
  pass(2 * SECOND);
  expect(await doorkeeper.identify(secret, 'bearer')).toEqual({ ok: false, reason: refusals.revoked });
});

test('right id with a wrong secret is as unknown as a wrong id', async () => {
  const { parts, doorkeeper } = opened();
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  const forged = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
  const strange = secret.replace(/_[0-9a-f]{12}_/, '_000000000000_');
  // Before and after the right one was shown, whose secret is then known.
  for (const text of [forged, secret, forged, strange, secret]) {
    expect([text, await doorkeeper.identify(text, 'bearer')]).toEqual([text, text === secret ? expect.objectContaining({ ok: true }) : { ok: false, reason: refusals.unknown }]);
  }
  expect(await doorkeeper.identify(secret.replace('ers_', 'ert_'), 'bearer')).toEqual({ ok: false, reason: refusals.unknown });
});

test('a token ends at its instant', async () => {
  const { parts, doorkeeper, clock, pass } = opened();
  const { secret } = valueOf(await createToken(parts, { role: 'wall', label: 'hall 2', expiresAt: clock.now() + MINUTE }));
  expect(await doorkeeper.identify(secret, 'bearer')).toMatchObject({ value: { is: 'reader', by: 'token', reader: { who: 'hall 2', role: 'wall' } } });
  pass(MINUTE);
  expect(await doorkeeper.identify(secret, 'bearer')).toEqual({ ok: false, reason: refusals.expired });
});

test('a session lives twelve hours past its last use, and its cookie is no bearer token', async () => {
  const { parts, doorkeeper, pass } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const text = await startSession(parts, 'sue');
  pass(11 * HOUR);
  expect(await doorkeeper.identify(text, 'cookie')).toMatchObject({ ok: true, value: { prolonged: true } });
  expect(await doorkeeper.identify(text, 'cookie')).not.toHaveProperty('value.prolonged');
  pass(11 * HOUR);
  expect(await doorkeeper.identify(text, 'cookie')).toMatchObject({ ok: true });
  expect(await doorkeeper.identify(text, 'bearer')).toEqual({ ok: false, reason: refusals.malformed });
  pass(12 * HOUR);
  expect(await doorkeeper.identify(text, 'cookie')).toEqual({ ok: false, reason: refusals.sessionOver });
});

test('a session in daily use ends after seven days', async () => {
  const { parts, doorkeeper, pass } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const text = await startSession(parts, 'sue');
  const days = [];
  for (let half = 1; half <= 20; half++) {
    pass(11 * HOUR);
    if (!(await doorkeeper.identify(text, 'cookie')).ok) break;
    days.push((half * 11) / 24);
  }
  expect(Math.max(...days)).toBeLessThanOrEqual(7);
  expect(Math.max(...days)).toBeGreaterThan(6.5);
});

test('a session has the role that the account has now, and none once it is disabled', async () => {
  const { parts, doorkeeper, pass } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const text = await startSession(parts, 'sue');
  await changeRole(parts, 'sue', { role: 'supervisor', queues: ['billing'] });
  expect(await doorkeeper.identify(text, 'cookie')).toMatchObject({ value: { reader: { queues: ['billing'] } } });
  await disableUser(parts, 'sue');
  pass(2 * SECOND);
  expect(await doorkeeper.identify(text, 'cookie')).toEqual({ ok: false, reason: refusals.sessionOver });
});

test('says try again when the store does not answer, and asks it again', async () => {
  const { parts, clock } = opened();
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  let away = true;
  const doorkeeper = new Doorkeeper({ ...parts.credentials, find: ids => (away ? Promise.reject(new CredentialsUnavailable('away')) : parts.credentials.find(ids)) }, clock);
  expect(await doorkeeper.identify(secret, 'bearer')).toEqual({ ok: false, reason: refusals.unavailable });
  away = false;
  expect(await doorkeeper.identify(secret, 'bearer')).toMatchObject({ ok: true });
});
