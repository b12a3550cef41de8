import type { Account, Credential, Credentials, Found, Identity, ProviderWord } from '../../src/ports/credentials.js';

/** What the database does, for specs without one. */
export function memoryCredentials(): Credentials {
  const accounts = new Map<string, Account>();
  const kept = new Map<string, Credential>();
  const words = new Map<string, ProviderWord>();
  const isOf = (account: Account | undefined, identity: Identity): boolean => account?.identity?.issuer === identity.issuer && account.identity.subject === identity.subject;
  const hasAccount = ({ user, identity }: Account): boolean => accounts.has(user) || (identity !== null && [...accounts.values()].some(each => isOf(each, identity)));
  const change = (id: string, what: Partial<Pick<Credential, 'revokedAt' | 'lastUsedAt' | 'expiresAt'>>): void => {
    const known = kept.get(id);
    if (known !== undefined) kept.set(id, { ...known, ...what });
  };
  const found = (credential: Credential): Found => ({ credential, account: (credential.owner === null ? undefined : accounts.get(credential.owner)) ?? null });

  return {
    account: async user => accounts.get(user) ?? null,
    accountOf: async identity => [...accounts.values()].find(each => isOf(each, identity)) ?? null,
    accounts: async () => [...accounts.values()].sort((a, b) => (a.user < b.user ? -1 : 1)),
    addAccount: async account => !hasAccount(account) && (accounts.set(account.user, account), true),
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
    revokeStrangers: async (issuer, at) => {
      const open = [...kept.values()].filter(each => (each.kind === 'session' || each.kind === 'login-link') && each.revokedAt === null && (accounts.get(each.owner)?.identity?.issuer ?? issuer) !== issuer);
      for (const each of open) change(each.id, { revokedAt: at });
      return open.length;
    },
    keepWord: async word => void words.set(word.credential, word),
    wordsDue: async ({ now, askBefore, endBefore, limit }) => [...words.values()].filter(({ credential, sealed, saidAt }) => {
      const session = kept.get(credential);
      return saidAt < (sealed === null ? endBefore : askBefore) && session !== undefined && session.revokedAt === null && (session.expiresAt ?? Infinity) > now;
    }).sort((a, b) => a.saidAt - b.saidAt).slice(0, limit),
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
