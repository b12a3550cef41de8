import { afterEach, describe, expect, test } from '@jest/globals';
import type { Account, Credentials, IngestKey, LoginLink, Session, Token } from '../../src/ports/credentials.js';

export interface CredentialsUnderTest {
  readonly credentials: Credentials;
  close(): Promise<void>;
}

const NOW = 1_700_000_000_000;
const kept = { owner: null, createdAt: NOW, expiresAt: null, lastUsedAt: null, revokedAt: null };

const sue: Account = {
  user: 'sue', role: 'supervisor', queues: ['billing', 'it\'s "odd", {so}'], teams: null, actsFor: null, passwordHash: '$argon2id$…', identity: null, disabled: false, createdAt: NOW,
};
const key: IngestKey = { ...kept, kind: 'ingest-key', id: 'k1', hash: 'aa', source: 'pbx' };
const token: Token = { ...kept, kind: 'token', id: 't1', hash: 'bb', label: 'hall 2', grant: { role: 'wall', queues: [], teams: ['berlin'], actsFor: null } };
const session = (id: string, more: Partial<Session> = {}): Session => ({ ...kept, kind: 'session', id, hash: 'cc', owner: 'sue', expiresAt: NOW + 10, ...more });
const link: LoginLink = { ...kept, kind: 'login-link', id: 'l1', hash: 'dd', owner: 'sue', expiresAt: NOW + 10 };

/** What every Credentials does, whatever keeps it. */
export function behavesLikeCredentials(name: string, open: () => Promise<CredentialsUnderTest>): void {
  describe(`${name} keeps accounts and credentials`, () => {
    let opened: CredentialsUnderTest | undefined;
    const fresh = async (): Promise<Credentials> => (opened = await open()).credentials;
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    test('hands accounts back as they were given, by name', async () => {
      const store = await fresh();
      expect(await store.accounts()).toEqual([]);
      expect(await store.account('sue')).toBeNull();
      const bob: Account = { ...sue, user: 'bob', role: 'agent', queues: null, actsFor: 'a1' };
      expect([await store.addAccount(sue), await store.addAccount(bob)]).toEqual([true, true]);
      expect(await store.accounts()).toEqual([bob, sue]);
      expect(await store.account('sue')).toEqual(sue);
    });

    test('finds an account by who someone is at their sign-in service, which has one here', async () => {
      const store = await fresh();
      const ann: Account = { ...sue, user: 'ann', passwordHash: null, identity: { issuer: 'https://login.example.com', subject: 's-1' } };
      expect([await store.addAccount(sue), await store.addAccount(ann), await store.addAccount({ ...ann, user: 'ann-2' })]).toEqual([true, true, false]);
      expect(await store.accountOf({ issuer: 'https://login.example.com', subject: 's-1' })).toEqual(ann);
      expect([await store.accountOf({ issuer: 'https://login.example.com', subject: 's-2' }), await store.accountOf({ issuer: 'https://other.example', subject: 's-1' })]).toEqual([null, null]);
      await store.add(session('s1', { owner: 'ann' }));
      expect((await store.find(['s1']))[0]?.account).toEqual(ann);
    });

    test('signs out who came by another service than this, or by any, and nobody of this machine', async () => {
      const store = await fresh();
      const by = (user: string, issuer: string): Account => ({ ...sue, user, passwordHash: null, identity: { issuer, subject: user } });
      for (const account of [sue, by('ann', 'https://one.example'), by('bob', 'https://two.example')]) await store.addAccount(account);
      for (const owner of ['sue', 'ann', 'bob']) await store.add(session(owner, { owner }));
      const open = async (): Promise<string[]> => (await store.find(['sue', 'ann', 'bob'])).filter(({ credential }) => credential.revokedAt === null).map(({ credential }) => credential.id).sort();
      expect([await store.revokeStrangers('https://one.example', NOW), await open()]).toEqual([1, ['ann', 'sue']]);
      expect([await store.revokeStrangers(null, NOW), await open()]).toEqual([1, ['sue']]);
    });

    test('tells whose service is to be asked again, longest ago first', async () => {
      const store = await fresh();
      await store.addAccount(sue);
      for (const [id, more] of [['new', {}], ['old', {}], ['mute', {}], ['over', { expiresAt: NOW }], ['revoked', { revokedAt: NOW }]] as const) await store.add(session(id, more));
      const sealed = Uint8Array.of(1, 2, 0);
      for (const credential of ['old', 'over', 'revoked']) await store.keepWord({ credential, sealed, saidAt: NOW - 100 });
      await store.keepWord({ credential: 'new', sealed, saidAt: NOW - 200 });
      await store.keepWord({ credential: 'new', sealed: Uint8Array.of(7), saidAt: NOW });
      await store.keepWord({ credential: 'mute', sealed: null, saidAt: NOW - 300 });
      const due = async (askBefore: number, endBefore: number, limit = 9): Promise<unknown> => (await store.wordsDue({ now: NOW, askBefore, endBefore, limit })).map(({ credential, sealed: kept, saidAt }) => [credential, kept === null ? null : [...kept], saidAt]);
      expect(await due(NOW - 50, NOW - 500)).toEqual([['old', [1, 2, 0], NOW - 100]]);
      expect(await due(NOW + 1, NOW - 250)).toEqual([['mute', null, NOW - 300], ['old', [1, 2, 0], NOW - 100], ['new', [7], NOW]]);
      expect(await due(NOW + 1, NOW - 250, 1)).toEqual([['mute', null, NOW - 300]]);
    });

    test('a name is taken once, and only what exists is changed', async () => {
      const store = await fresh();
      expect(await Promise.all([store.addAccount(sue), store.addAccount(sue)])).toEqual(expect.arrayContaining([true, false]));
      expect(await store.changeAccount({ ...sue, disabled: true, teams: [] })).toBe(true);
      expect(await store.account('sue')).toEqual({ ...sue, disabled: true, teams: [] });
      expect(await store.changeAccount({ ...sue, user: 'nobody' })).toBe(false);
    });

    test('finds credentials with their owner as it is now', async () => {
      const store = await fresh();
      await store.addAccount(sue);
      for (const each of [key, token, session('s1'), link]) await store.add(each);
      await store.changeAccount({ ...sue, role: 'admin' });
      const found = await store.find(['l1', 's1', 't1', 'k1', 'none']);
      expect([...found].sort((a, b) => (a.credential.id < b.credential.id ? -1 : 1))).toEqual([
        { credential: key, account: null },
        { credential: link, account: { ...sue, role: 'admin' } },
        { credential: session('s1'), account: { ...sue, role: 'admin' } },
        { credential: token, account: null },
      ]);
      expect(await store.find([])).toEqual([]);
    });

    test('lists one kind, oldest first', async () => {
      const store = await fresh();
      await store.add({ ...key, id: 'k2', createdAt: NOW + 1 });
      await store.add(token);
      await store.add(key);
      expect((await store.list('ingest-key')).map(({ id }) => id)).toEqual(['k1', 'k2']);
      expect(await store.list('token')).toEqual([token]);
    });

    test('revokes once, for one of many who try at the same moment', async () => {
      const store = await fresh();
      await store.add(key);
      const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => store.revoke('k1', NOW + i)));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.revoke('none', NOW)).toBe(false);
      expect((await store.list('ingest-key'))[0]?.revokedAt).not.toBeNull();
    });

    test('signs one person out everywhere and leaves the others', async () => {
      const store = await fresh();
      await store.addAccount(sue);
      await store.addAccount({ ...sue, user: 'tom' });
      for (const each of [session('s1'), session('s2', { revokedAt: NOW }), link, session('s3', { owner: 'tom' }), key]) await store.add(each);
      expect(await store.revokeSessions('sue', NOW + 5)).toBe(2);
      expect((await store.list('session')).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([['s1', NOW + 5], ['s2', NOW], ['s3', null]]);
    });

    test('notes a use, prolongs a session, and wakes up nothing that was revoked', async () => {
      const store = await fresh();
      await store.addAccount(sue);
      for (const each of [key, session('s1'), session('s2', { revokedAt: NOW })]) await store.add(each);
      await store.noteUse('k1', NOW + 1);
      await store.noteUse('s1', NOW + 1, NOW + 100);
      await store.noteUse('s2', NOW + 1, NOW + 100);
      expect(await store.list('ingest-key')).toEqual([{ ...key, lastUsedAt: NOW + 1 }]);
      expect(await store.list('session')).toEqual([session('s1', { lastUsedAt: NOW + 1, expiresAt: NOW + 100 }), session('s2', { revokedAt: NOW })]);
    });

    test('forgets sessions and links that ended, never keys', async () => {
      const store = await fresh();
      await store.addAccount(sue);
      for (const each of [session('s1'), session('s2', { expiresAt: NOW + 99 }), session('s3', { expiresAt: NOW + 99, revokedAt: NOW }), link, { ...key, revokedAt: NOW }]) await store.add(each);
      expect(await store.forgetEnded(NOW + 11)).toBe(3);
      expect((await store.list('session')).map(({ id }) => id)).toEqual(['s2']);
      expect(await store.list('login-link')).toEqual([]);
      expect(await store.list('ingest-key')).toHaveLength(1);
    });
  });
}
