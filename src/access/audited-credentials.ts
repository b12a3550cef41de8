import { isDeepStrictEqual } from 'node:util';
import type { Grant } from '../domain/reader.js';
import type { AuditLog, NewAuditEntry } from '../ports/audit.js';
import type { Clock } from '../ports/clock.js';
import type { Account, Credential, Credentials } from '../ports/credentials.js';

/**
 * Credentials that write down what is done to them, whoever does it: no caller can forget. Before it is done, because a line too
 * many is better than one too few. Sessions are left to whoever begins and ends them, who knows from where they are.
 */
export function audited(credentials: Credentials, audit: AuditLog, clock: Clock, by: string): Credentials {
  const note = (entry: Omit<NewAuditEntry, 'at' | 'who'>): Promise<void> => audit.write({ at: clock.now(), who: by, ...entry });
  // Its methods belong to their object, and are not found by copying it.
  const same = <Name extends keyof Credentials>(name: Name): Credentials[Name] => credentials[name].bind(credentials) as Credentials[Name];
  return {
    account: same('account'), accountOf: same('accountOf'), accounts: same('accounts'), find: same('find'), list: same('list'), noteUse: same('noteUse'), forgetEnded: same('forgetEnded'),
    revokeSessions: same('revokeSessions'), revokeStrangers: same('revokeStrangers'), keepWord: same('keepWord'), wordsDue: same('wordsDue'),
    add: async (credential) => {
      const made = madeOf(credential);
      if (made !== undefined) await note(made);
      await credentials.add(credential);
    },
    revoke: async (id, at) => {
      const [found] = await credentials.find([id]);
      const revoked = found === undefined || found.credential.revokedAt !== null ? undefined : revokedOf(found.credential);
      if (revoked !== undefined) await note(revoked);
      return credentials.revoke(id, at);
    },
    addAccount: async (account) => {
      if (await credentials.account(account.user) === null) await note({ what: 'account.made', about: account.user, says: account.identity === null ? grantSaid(account) : `${grantSaid(account)}, by ${account.identity.issuer}` });
      return credentials.addAccount(account);
    },
    changeAccount: async (account) => {
      const before = await credentials.account(account.user);
      if (before !== null) for (const change of changesOf(before, account)) await note(change);
      return credentials.changeAccount(account);
    },
  };
}

type Change = Omit<NewAuditEntry, 'at' | 'who'>;

function madeOf(credential: Credential): Change | undefined {
  switch (credential.kind) {
    case 'ingest-key': return { what: 'key.made', about: `${credential.source} (${credential.id})` };
    case 'token': return { what: 'token.made', about: `${credential.label} (${credential.id})`, says: grantSaid(credential.grant) };
    case 'login-link': return { what: 'link.made', about: credential.owner };
    case 'session': return undefined;
  }
}

function revokedOf(credential: Credential): Change | undefined {
  switch (credential.kind) {
    case 'ingest-key': return { what: 'key.revoked', about: `${credential.source} (${credential.id})` };
    case 'token': return { what: 'token.revoked', about: `${credential.label} (${credential.id})` };
    // A link that is followed is a sign-in.
    case 'login-link': case 'session': return undefined;
  }
}

function changesOf(before: Account, after: Account): readonly Change[] {
  const about = after.user;
  return [
    ...(isDeepStrictEqual(grantIn(before), grantIn(after)) ? [] : [{ what: 'account.changed' as const, about, says: `${grantSaid(before)} → ${grantSaid(after)}` }]),
    ...(before.passwordHash === after.passwordHash ? [] : [{ what: 'password.reset' as const, about }]),
    ...(before.disabled === after.disabled ? [] : [{ what: after.disabled ? 'account.disabled' as const : 'account.enabled' as const, about }]),
  ];
}

function grantIn({ role, queues, teams, actsFor }: Grant): Grant {
  return { role, queues, teams, actsFor };
}

/** "supervisor of billing, tech" */
export function grantSaid({ role, queues, teams, actsFor }: Grant): string {
  const of = [...queues ?? [], ...(teams ?? []).map((team) => `team ${team}`), ...(actsFor === null ? [] : [actsFor])];
  return of.length === 0 ? role : `${role} of ${of.join(', ')}`;
}
