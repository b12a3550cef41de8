import { expect, test } from '@jest/globals';
import { movedParts, valueOf } from '../../test/support/access.js';
import { createKey, createToken, revokeKey, revokeToken } from './keys.js';
import { changeRole, createLoginLink, createUser, disableUser, enableUser, resetUser } from './users.js';

test('writes down who was given a right, who lost one and what changed, and never a secret', async () => {
  const parts = movedParts();
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  const token = valueOf(await createToken(parts, { role: 'wall', label: 'hall 2', queues: ['billing'], teams: ['north'] })).secret;
  await createUser(parts, { user: 'sue', role: 'agent', actsFor: 'a1', password: 'correct horse' });
  await changeRole(parts, 'sue', { role: 'supervisor', queues: ['tech'] });
  await changeRole(parts, 'sue', { role: 'supervisor', queues: ['tech'] });
  await disableUser(parts, 'sue');
  await enableUser(parts, 'sue');
  const { password } = valueOf(await resetUser(parts, 'sue'));
  const { path } = valueOf(await createLoginLink(parts, 'sue'));
  await revokeKey(parts, secret);
  await revokeToken(parts, token);
  const [key, wall] = [secret, token].map((text) => text.split('_')[1]);
  expect(parts.audit.lines()).toEqual([
    `the test | key.made | pbx (${key})`,
    `the test | token.made | hall 2 (${wall}) | wall of billing, team north`,
    'the test | account.made | sue | agent of a1',
    'the test | account.changed | sue | agent of a1 → supervisor of tech',
    'the test | account.disabled | sue',
    'the test | account.enabled | sue',
    'the test | password.reset | sue',
    'the test | link.made | sue',
    `the test | key.revoked | pbx (${key})`,
    `the test | token.revoked | hall 2 (${wall})`,
  ]);
  const said = JSON.stringify(parts.audit.entries);
  for (const hidden of [secret, token, password, path, 'correct horse', 'argon2']) expect(said).not.toContain(hidden.split('_').at(-1));
});

test('writes nothing of what did not come about', async () => {
  const parts = movedParts();
  await createUser(parts, { user: 'sue', role: 'admin' });
  await createUser(parts, { user: 'sue', role: 'admin' });
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  await revokeKey(parts, secret);
  await revokeKey(parts, secret);
  await disableUser(parts, 'nobody');
  expect(parts.audit.entries.map(({ what }) => what)).toEqual(['account.made', 'key.made', 'key.revoked']);
});

test('does nothing that cannot be written down', async () => {
  const parts = movedParts();
  parts.audit.write = () => Promise.reject(new Error('the disk is full'));
  await expect(createKey(parts, { source: 'pbx' })).rejects.toThrow('the disk is full');
  expect(await parts.credentials.list('ingest-key')).toEqual([]);
});
