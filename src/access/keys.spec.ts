import { expect, test } from '@jest/globals';
import { movedParts, valueOf } from '../../test/support/access.js';
import { createKey, createToken, listKeys, listTokens, revokeKey, revokeToken } from './keys.js';
import { createUser, listUsers } from './users.js';

test('keys are listed without what they are checked with', async () => {
  const parts = movedParts();
  const { secret, listed } = valueOf(await createKey(parts, { source: 'pbx' }));
  await createKey(parts, { source: 'pbx' });
  await revokeKey(parts, listed.id);
  const keys = await listKeys(parts);
  expect(keys.map(({ source, state }) => [source, state])).toEqual([['pbx', 'revoked'], ['pbx', 'live']]);
  expect(JSON.stringify(keys)).not.toMatch(/hash/);
  expect(JSON.stringify(keys)).not.toContain(secret.slice(-43));
  expect(await listTokens(parts)).toEqual([]);
});

test('revoking says what came of it and never repeats what was typed', async () => {
  const parts = movedParts();
  const { secret, listed } = valueOf(await createKey(parts, { source: 'pbx' }));
  expect(await revokeToken(parts, secret)).toEqual({ ok: false, reason: 'There is no token of that id. See npm run earshot -- tokens list.' });
  expect(await revokeKey(parts, secret)).toEqual({ ok: true, value: { id: listed.id } });
  expect(await revokeKey(parts, secret)).toEqual({ ok: false, reason: `The ingest key ${listed.id} was revoked before. Nothing was changed.` });
});

test('a token that makes no sense is refused in a sentence', async () => {
  const parts = movedParts();
  const reasonOf = async (asked: Parameters<typeof createToken>[1]) => {
    const made = await createToken(parts, asked);
    return made.ok ? 'made' : made.reason;
  };
  expect(await reasonOf({ role: 'boss' })).toBe('There is no role "boss". Use one of admin, supervisor, agent, owner, wall.');
  expect(await reasonOf({ role: 'supervisor', queues: [] })).toMatch(/^A list of queues or teams names at least one\./);
  expect(await reasonOf({ role: 'admin', queues: ['a'] })).toMatch(/^An admin sees every queue/);
  expect(await reasonOf({ role: 'agent' })).toMatch(/^An agent sees only their own work\./);
  expect(await reasonOf({ role: 'wall', actsFor: 'a1' })).toMatch(/^Only agents and owners act for someone/);
  expect(await reasonOf({ role: 'wall', expiresAt: parts.clock.now() })).toMatch(/^The token would have expired already\./);
  expect(await reasonOf({ role: 'supervisor', queues: ['a', 'b'] })).toBe('made');
});

test('users are listed without password hashes, and a name is one person however it is typed', async () => {
  const parts = movedParts();
  await createUser(parts, { user: 'Sue', role: 'supervisor', teams: ['berlin'] });
  expect(await createUser(parts, { user: ' SUE', role: 'admin' })).toMatchObject({ ok: false, reason: expect.stringMatching(/^There is a user sue already\./) });
  expect(await createUser(parts, { user: 'tom', role: 'admin', password: 'short' })).toMatchObject({ ok: false, reason: expect.stringMatching(/^A password has 12/) });
  expect(await createUser(parts, { user: 'a b', role: 'admin' })).toMatchObject({ ok: false });
  expect(await createKey(parts, { source: 'a b' })).toMatchObject({ ok: false });
  expect(await listUsers(parts)).toEqual([
    { user: 'sue', role: 'supervisor', queues: null, teams: ['berlin'], actsFor: null, identity: null, disabled: false, createdAt: parts.clock.now() },
  ]);
});
