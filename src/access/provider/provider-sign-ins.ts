import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { IdentityProvider } from '../../domain/identity-provider.js';
import type { Grant } from '../../domain/reader.js';
import { ok, refused, type Result } from '../../domain/result.js';
import type { Account, Identity } from '../../ports/credentials.js';
import type { AccessParts } from '../parts.js';
import type { Refusal } from '../refusal.js';
import { Seal } from '../seal.js';
import { parseSecret } from '../secret.js';
import { startSession } from '../sessions.js';
import type { StartedSession } from '../sign-ins.js';
import { userName } from '../users.js';
import { BegunSignIns } from './begun.js';
import { grantIn, nameIn, type Claims } from './claims.js';
import type { OidcProvider, Proven } from './oidc.js';
import { refusals } from './refusals.js';

export interface ProviderParts {
  readonly access: AccessParts;
  readonly provider: OidcProvider;
  /** The server's own: what is sealed for browsers and for the database is sealed under keys that are derived from it. */
  readonly secret: Buffer;
  readonly secure: boolean;
}

/** Signing in with the company's own service. An account follows what the provider says at every sign-in. */
export class ProviderSignIns {
  private readonly begun: BegunSignIns;
  readonly words: Seal;

  constructor(readonly parts: ProviderParts) {
    this.begun = new BegunSignIns(parts.secret, parts.secure);
    this.words = new Seal(parts.secret, 'earshot provider word');
  }

  get settings(): IdentityProvider {
    return this.parts.provider.settings;
  }

  /** Where to send the browser, and the cookie that it comes back with. */
  async begin(): Promise<Result<{ readonly location: string; readonly cookie: string }, Refusal>> {
    const begun = await this.parts.provider.begin();
    return begun.ok ? ok({ location: begun.value.url, cookie: this.begun.cookie(begun.value.checks, this.parts.access.clock.now()) }) : begun;
  }

  /** `query`: what stood behind the ?. */
  async finish(query: string, cookies: string | undefined, from: string): Promise<Result<StartedSession, Refusal>> {
    const checks = this.begun.in(cookies, this.parts.access.clock.now());
    if (checks === undefined || new URLSearchParams(query).get('state') !== checks.state) return refused(refusals.begunElsewhere);
    const proven = await this.parts.provider.finish(query, checks);
    return proven.ok ? this.enter(proven.value, from) : this.refuse(proven.reason, 'an unknown name', from);
  }

  /** One sign-in is good for one answer. */
  ended(): string {
    return this.begun.ended();
  }

  private async enter(proven: Proven, from: string): Promise<Result<StartedSession, Refusal>> {
    const { access } = this.parts;
    const identity = { issuer: this.settings.issuer, subject: proven.subject };
    const known = await access.credentials.accountOf(identity);
    const name = known?.user ?? nameOf(nameIn(proven.claims, this.settings.rules) ?? proven.subject);
    if (known?.disabled === true) return this.refuse(refusals.disabled, name, from);
    const account = await this.follow(known, identity, proven.claims);
    if (!account.ok) return this.refuse(account.reason, name, from);
    const { user, role } = account.value;
    await access.audit.write({ at: access.clock.now(), who: user, what: 'signed-in', address: from, says: `with ${this.settings.name}` });
    const text = await startSession(access, user);
    await this.keepWord(parseSecret(text)?.id ?? '', proven);
    return ok({ text, view: { who: user, role } });
  }

  /** Makes the account what the provider says now. Whoever has no role any more is signed out everywhere. */
  async follow(known: Account | null, identity: Identity, claims: Claims): Promise<Result<Account, Refusal>> {
    const { credentials, clock } = this.parts.access;
    const grant = grantIn(claims, this.settings.rules);
    if (!grant.ok) {
      if (known !== null && await credentials.revokeSessions(known.user, clock.now()) > 0) await this.note(known.user, 'it gives no role any more');
      return grant;
    }
    if (known === null) return ok(await this.provision(identity, claims, grant.value));
    const changed = { ...known, ...grant.value };
    if (!isDeepStrictEqual(changed, known)) await credentials.changeAccount(changed);
    return ok(changed);
  }

  keepWord(credential: string, { subject, refresh }: Pick<Proven, 'subject' | 'refresh'>): Promise<void> {
    const { credentials, clock } = this.parts.access;
    return credentials.keepWord({ credential, sealed: refresh === undefined ? null : this.words.seal(refresh, subject), saidAt: clock.now() });
  }

  /** Why a session ended without anybody having signed out. */
  note(user: string, why: string): Promise<void> {
    const { audit, clock } = this.parts.access;
    return audit.write({ at: clock.now(), who: user, what: 'session.ended', says: `${this.settings.name}: ${why}` });
  }

  /** Trouble of the service's own is nobody's attempt. */
  private async refuse(reason: Refusal, who: string, from: string): Promise<Result<never, Refusal>> {
    const { audit, clock } = this.parts.access;
    if (reason.is !== 'unavailable') await audit.write({ at: clock.now(), who, what: 'sign-in.refused', address: from, says: reason.what });
    return refused(reason);
  }

  /** A name that is taken is another's: a provider never opens an account of this machine. */
  private async provision(identity: Identity, claims: Claims, grant: Grant): Promise<Account> {
    const { credentials, clock } = this.parts.access;
    const wish = nameOf(nameIn(claims, this.settings.rules) ?? identity.subject);
    const mark = createHash('sha256').update(JSON.stringify([identity.issuer, identity.subject])).digest('hex');
    for (const user of [wish, `${wish}-${mark.slice(0, 6)}`, `person-${mark}`]) {
      const account: Account = { user, ...grant, passwordHash: null, identity, disabled: false, createdAt: clock.now() };
      if (await credentials.addAccount(account)) return account;
      // Of two sign-ins of one new person at the same moment, one makes the account.
      const made = await credentials.accountOf(identity);
      if (made !== null) return made;
    }
    throw new Error('No name was left for an account of the sign-in service.');
  }
}

/** As names of accounts are; the provider may allow others. */
function nameOf(said: string): string {
  return userName(said).replace(/[^a-z0-9._@-]+/gu, '-').replace(/^[^a-z0-9]+/u, '').slice(0, 80) || 'person';
}
