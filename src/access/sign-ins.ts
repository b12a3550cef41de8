import { z } from 'zod';
import type { SessionView } from '../contract/session.js';
import { ok, refused, type Result } from '../domain/result.js';
import type { Account } from '../ports/credentials.js';
import { Attempts } from './attempts.js';
import type { Doorkeeper, ReaderHolder } from './doorkeeper.js';
import type { AccessParts } from './parts.js';
import { refusals, tooSoon, type Refusal } from './refusal.js';
import { matches, parseSecret } from './secret.js';
import { startSession } from './sessions.js';
import { userName } from './users.js';

export interface StartedSession {
  /** What the cookie holds. */
  readonly text: string;
  readonly view: SessionView;
}

const shape = z.object({ user: z.string().max(200), password: z.string().max(1_000) });

/** The ways to begin a session. */
export class SignIns {
  private readonly attempts: Attempts;

  constructor(private readonly parts: AccessParts, private readonly doorkeeper: Doorkeeper) {
    this.attempts = new Attempts(parts.clock);
  }

  async withPassword(given: unknown, from: string): Promise<Result<StartedSession, Refusal>> {
    const parsed = shape.safeParse(given);
    if (!parsed.success) return refused(refusals.noMatch);
    const user = userName(parsed.data.user);
    const wait = this.attempts.waitFor(user, from);
    if (wait > 0) return refused(tooSoon(wait));
    this.attempts.begin(user, from);
    const account = await this.parts.credentials.account(user);
    // The same answer, after the same work, whether the name, the password or the account is wrong.
    const usable = account === null || account.disabled ? null : account;
    const verdict = await this.parts.passwords.verify(parsed.data.password, usable?.passwordHash ?? null);
    if (verdict === 'busy') return refused(refusals.busy);
    if (verdict === 'no-match' || usable === null) return this.refuse(account, from, account?.disabled === true ? 'the account is disabled' : 'the password does not match');
    this.attempts.succeeded(user, from);
    return ok(await this.start(usable, from, 'with a password'));
  }

  async withLink(text: string, from: string): Promise<Result<StartedSession, Refusal>> {
    const { credentials, clock } = this.parts;
    const shown = parseSecret(text);
    if (shown?.kind !== 'login-link') return refused(refusals.linkSpent);
    const [found] = await credentials.find([shown.id]);
    if (found?.credential.kind !== 'login-link' || !matches(shown, found.credential.hash)) return refused(refusals.linkSpent);
    const now = clock.now();
    const { account, credential } = found;
    if (account === null || account.disabled || credential.expiresAt === null || now >= credential.expiresAt) return refused(refusals.linkSpent);
    // Of two who come with the same link at the same moment, one is let in.
    if (!(await credentials.revoke(credential.id, now))) return refused(refusals.linkSpent);
    return ok(await this.start(account, from, 'with a login link'));
  }

  /** Signing out with a token leaves the token alone: it is revoked on the command line. */
  async end({ by, credential, reader: { who } }: ReaderHolder, from: string): Promise<void> {
    if (by === 'token') return;
    await this.parts.audit.write({ at: this.parts.clock.now(), who, what: 'signed-out', address: from });
    await this.parts.credentials.revoke(credential, this.parts.clock.now());
    this.doorkeeper.forget(credential);
  }

  /** What is typed where there is nobody of that name may be a password: it is not written down. */
  private async refuse(account: Account | null, from: string, why: string): Promise<Result<never, Refusal>> {
    await this.parts.audit.write({ at: this.parts.clock.now(), who: account?.user ?? 'an unknown name', what: 'sign-in.refused', address: from, says: account === null ? 'there is nobody of this name' : why });
    return refused(refusals.noMatch);
  }

  /** Whoever is let in is written down first. */
  private async start({ user, role }: Account, from: string, how: string): Promise<StartedSession> {
    await this.parts.audit.write({ at: this.parts.clock.now(), who: user, what: 'signed-in', address: from, says: how });
    return { text: await startSession(this.parts, user), view: { who: user, role } };
  }
}
