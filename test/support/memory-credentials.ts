import type { Account, Credential, Credentials, Found } from '../../src/ports/credentials.js';

/** What the database does, for specs without one. */
export function memoryCredentials(): Credentials {
  const accounts = new Map<string, Account>();
  const kept = new Map<string, Credential>();
  const change = (id: string, what: Partial<Pick<Credential, 'revokedAt' | 'lastUsedAt' | 'expiresAt'>>): void => {
    const known = kept.get(id);
    if (known !== undefined) kept.set(id, { ...known, ...what });
  };
  const found = (credential: Credential): Found => ({ credential, account: (credential.owner === null ? undefined : accounts.get(credential.owner)) ?? null });

  return {
    account: async user => accounts.get(user) ?? null,
    accounts: async () => [...accounts.values()].sort((a, b) => (a.user < b.user ? -1 : 1)),
    addAccount: async account => !accounts.has(account.user) && (accounts.set(account.user, account), true),
    changeAccount: async account => accounts.has(account.user) && (accounts.set(account.user, account), true),
    find: async ids => ids.flatMap(id => kept.get(id) ?? []).map(found),
    list: async kind => [...kept.values()].filter(each => each.kind === kind).sort((a, b) => a.createdAt - b.createdAt),
    add: async credential => void kept.set(credential.id, credential),
    revoke: async (id, at) => kept.get(id)?.revokedAt === null && (change(id, { revokedAt: at }), true),
    revokeSessions: async (owner, at) => {
      const open = [...kept.values()].filter(each => each.owner === owner && (each.kind === 'session' || each.kind === 'login-link') && each.revokedAt === null);
      for (const each of open) change(each.id, { revokedAt: at });
      return open.length;
    },
    noteUse: async (id, at, expiresAt) => {
      if (kept.get(id)?.revokedAt === null) change(id, { lastUsedAt: at, ...(expiresAt === undefined ? {} : { expiresAt }) });
    },
    forgetEnded: async before => {
      const ended = [...kept.values()].filter(each => (each.kind === 'session' || each.kind === 'login-link') && Math.min(each.expiresAt ?? Infinity, each.revokedAt ?? Infinity) < before);
      for (const each of ended) kept.delete(each.id);
      return ended.length;
    },
  };
}
