import { expect, test } from '@jest/globals';
import { movedParts, valueOf } from '../../test/support/access.js';
import { MINUTE } from '../domain/time.js';
import { Doorkeeper } from './doorkeeper.js';
import { refusals } from './refusal.js';
import { SignIns } from './sign-ins.js';
import { createLoginLink, createUser, disableUser, ensureFirstAccount, resetUser } from './users.js';

const opened = () => {
  const parts = movedParts();
  const doorkeeper = new Doorkeeper(parts.credentials, parts.clock);
  return { parts, doorkeeper, signIns: new SignIns(parts, doorkeeper) };
};
const patience = { note: () => undefined, wait: async () => undefined };
const HERE = '10.0.0.1';

test('the first account can sign in with the password that was printed, and there is one first account', async () => {
  const { parts, signIns, doorkeeper } = opened();
  const first = await ensureFirstAccount(parts, patience);
  expect(first).toEqual({ user: 'admin', password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) });
  expect(await ensureFirstAccount(parts, patience)).toBeNull();
  const started = valueOf(await signIns.withPassword({ user: ' Admin ', password: first?.password }, HERE));
  expect(started.view).toEqual({ who: 'admin', role: 'admin' });
  expect(await doorkeeper.identify(started.text, 'cookie')).toMatchObject({ ok: true, value: { reader: { who: 'admin' } } });
});

test('wrong name, wrong password, disabled account and nonsense get the same answer', async () => {
  const { parts, signIns } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse' });
  await createUser(parts, { user: 'gone', role: 'supervisor', password: 'correct horse' });
  await disableUser(parts, 'gone');
  const tries = [{ user: 'sue', password: 'wrong' }, { user: 'nobody', password: 'correct horse' }, { user: 'gone', password: 'correct horse' }, null, { user: 1 }, []];
  for (const each of tries) expect(await signIns.withPassword(each, HERE)).toEqual({ ok: false, reason: refusals.noMatch });
});

test('a fifth guess has to wait, even a right one', async () => {
  const { parts, signIns } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse' });
  for (let i = 0; i < 4; i++) await signIns.withPassword({ user: 'sue', password: 'wrong' }, HERE);
  const right = { user: 'sue', password: 'correct horse' };
  expect(await signIns.withPassword(right, HERE)).toMatchObject({ ok: false, reason: { is: 'too-soon', do: 'Wait 1 s, then try again.', retryAfterMs: 1_000 } });
  parts.pass(1_000);
  expect(await signIns.withPassword(right, HERE)).toMatchObject({ ok: true });
});

test('a hundred guesses at once are not a hundred answers', async () => {
  const { parts, signIns } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse' });
  const answers = await Promise.all(Array.from({ length: 100 }, () => signIns.withPassword({ user: 'sue', password: 'wrong' }, HERE)));
  expect(answers.filter(each => !each.ok && each.reason.is === 'unproven')).toHaveLength(4);
});

test('more sign-ins at once than can be checked are told to come back', async () => {
  const { signIns } = opened();
  const answers = await Promise.all(Array.from({ length: 29 }, (_, i) => signIns.withPassword({ user: `user-${i}`, password: 'wrong' }, `10.0.1.${i}`)));
  expect(answers.filter(each => !each.ok && each.reason === refusals.busy)).toHaveLength(7);
});

test('a login link works once, for fifteen minutes, and for one of two who come together', async () => {
  const { parts, signIns } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const link = async () => valueOf(await createLoginLink(parts, 'sue')).path.replace('/login/', '');
  const spent = { ok: false, reason: refusals.linkSpent };
  const first = await link();
  const both = await Promise.all([signIns.withLink(first, HERE), signIns.withLink(first, HERE)]);
  expect(both.filter(each => each.ok)).toHaveLength(1);
  expect(await signIns.withLink(first, HERE)).toEqual(spent);
  const late = await link();
  parts.pass(15 * MINUTE);
  expect(await signIns.withLink(late, HERE)).toEqual(spent);
  expect(await signIns.withLink('erl_nonsense', HERE)).toEqual(spent);
});

test('a new password ends sessions and links made before', async () => {
  const { parts, signIns, doorkeeper } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse' });
  const { text } = valueOf(await signIns.withPassword({ user: 'sue', password: 'correct horse' }, HERE));
  const link = valueOf(await createLoginLink(parts, 'sue')).path.replace('/login/', '');
  const { password } = valueOf(await resetUser(parts, 'sue'));
  expect(await doorkeeper.identify(text, 'cookie')).toMatchObject({ ok: false });
  expect(await signIns.withLink(link, HERE)).toMatchObject({ ok: false });
  expect(await signIns.withPassword({ user: 'sue', password }, HERE)).toMatchObject({ ok: true });
});

test('who signs in, is not let in and signs out is written down with the address, what was typed as a name nowhere', async () => {
  const { parts, signIns, doorkeeper } = opened();
  await createUser(parts, { user: 'sue', role: 'supervisor', password: 'correct horse' });
  await signIns.withPassword({ user: 'sue', password: 'wrong' }, '192.0.2.7');
  await signIns.withPassword({ user: 'my secret password', password: 'sue' }, '192.0.2.7');
  const { text } = valueOf(await signIns.withPassword({ user: 'SUE', password: 'correct horse' }, '192.0.2.8'));
  const holder = valueOf(await doorkeeper.identify(text, 'cookie'));
  if (holder.is === 'reader') await signIns.end(holder, '192.0.2.9');
  await signIns.withLink(valueOf(await createLoginLink(parts, 'sue')).path.replace('/login/', ''), HERE);
  expect(parts.audit.lines().filter((line) => !line.startsWith('the test'))).toEqual([
    'sue | sign-in.refused | 192.0.2.7 | the password does not match',
    'an unknown name | sign-in.refused | 192.0.2.7 | there is nobody of this name',
    'sue | signed-in | 192.0.2.8 | with a password',
    'sue | signed-out | 192.0.2.9',
    `sue | signed-in | ${HERE} | with a login link`,
  ]);
});
