import { ok, refused, type Result } from '../domain/result.js';
import type { Account } from '../ports/credentials.js';
import { grantOf, type GrantAsked } from './grants.js';
import type { AccessParts } from './parts.js';
import { newPassword } from './passwords.js';
import { patiently } from './patiently.js';
import type { Patience } from './patiently.js';
import { newSecret } from './secret.js';
import { LINK_LIVES } from './sessions.js';

/** What a list shows: everything but the hash. */
export type ListedUser = Omit<Account, 'passwordHash'>;

export interface NewPassword {
  readonly user: string;
  /** Told this once. */
  readonly password: string;
}

export interface UserAsked extends GrantAsked {
  readonly user: string;
  /** Left out: one is made up. */
  readonly password?: string | undefined;
}

const FIRST = 'admin';
const SHORTEST = 12;
const LONGEST = 1_000;

/** One person, however the name is typed. */
export function userName(typed: string): string {
  return typed.trim().normalize('NFKC').toLowerCase();
}

export async function createUser(parts: AccessParts, asked: UserAsked): Promise<Result<NewPassword>> {
  const user = userName(asked.user);
  if (!/^[a-z0-9][a-z0-9._@-]{0,99}$/.test(user)) return refused('A user is named with letters, digits and . _ @ -, up to 100 of them. Choose another name.');
  const grant = grantOf(asked);
  if (!grant.ok) return grant;
  const password = chosen(parts, asked.password);
  if (!password.ok) return password;
  const passwordHash = await parts.passwords.hash(password.value);
  const added = await parts.credentials.addAccount({ user, ...grant.value, passwordHash, identity: null, disabled: false, createdAt: parts.clock.now() });
  return added ? ok({ user, password: password.value }) : refused(`There is a user ${user} already. Choose another name, or reset the password with users reset.`);
}

/** A new password; whoever is signed in under the old one is signed out, and a disabled account works again. */
export async function resetUser(parts: AccessParts, typed: string, given?: string): Promise<Result<NewPassword>> {
  const password = chosen(parts, given);
  if (!password.ok) return password;
  const passwordHash = await parts.passwords.hash(password.value);
  const changed = await change(parts, typed, { passwordHash, disabled: false }, 'own');
  return changed.ok ? ok({ user: changed.value.user, password: password.value }) : changed;
}

export function disableUser(parts: AccessParts, typed: string): Promise<Result<ListedUser>> {
  return change(parts, typed, { disabled: true });
}

/** Lets a disabled account in again, with the password it had or by its provider. */
export function enableUser(parts: AccessParts, typed: string): Promise<Result<ListedUser>> {
  return change(parts, typed, { disabled: false });
}

/** Open pages follow within 5 s. */
export async function changeRole(parts: AccessParts, typed: string, asked: GrantAsked): Promise<Result<ListedUser>> {
  const grant = grantOf(asked);
  return grant.ok ? change(parts, typed, grant.value, 'own') : grant;
}

export async function listUsers({ credentials }: Pick<AccessParts, 'credentials'>): Promise<readonly ListedUser[]> {
  return (await credentials.accounts()).map(listed);
}

/** On a fresh database: the account to print once. Null when there is one already. */
export async function ensureFirstAccount(parts: AccessParts, patience: Patience): Promise<NewPassword | null> {
  const password = newPassword(parts.chance);
  let isAsked = false;
  return patiently(async () => {
    const [account] = await parts.credentials.accounts();
    // A try that got no answer may have made it all the same: its password must be told, or nobody could ever sign in.
    if (account !== undefined) return isAsked && await parts.passwords.verify(password, account.passwordHash) === 'match' ? { user: account.user, password } : null;
    isAsked = true;
    const first = await createUser(parts, { user: FIRST, role: 'admin', password });
    return first.ok ? first.value : null;
  }, patience);
}

export interface LoginLink {
  /** To be put behind the server's address; works once. */
  readonly path: string;
  readonly expiresAt: number;
}

export async function createLoginLink({ credentials, clock, chance }: AccessParts, typed: string): Promise<Result<LoginLink>> {
  const account = await credentials.account(userName(typed));
  if (account === null) return refused(nobody(typed));
  if (account.identity !== null) return refused(elsewhere(account));
  if (account.disabled) return refused(`The user ${account.user} is disabled. Reset the password first.`);
  const now = clock.now();
  const { id, text, hash } = newSecret('login-link', chance);
  const expiresAt = now + LINK_LIVES;
  await credentials.add({ kind: 'login-link', id, hash, owner: account.user, createdAt: now, expiresAt, lastUsedAt: null, revokedAt: null });
  return ok({ path: `/login/${text}`, expiresAt });
}

/** `own`: only of an account of this machine. */
async function change({ credentials, clock }: AccessParts, typed: string, what: Partial<Account>, whose?: 'own'): Promise<Result<ListedUser>> {
  const account = await credentials.account(userName(typed));
  if (account === null) return refused(nobody(typed));
  if (whose === 'own' && account.identity !== null) return refused(elsewhere(account));
  const changed = { ...account, ...what };
  await credentials.changeAccount(changed);
  if (what.role === undefined) await credentials.revokeSessions(account.user, clock.now());
  return ok(listed(changed));
}

function chosen({ chance }: AccessParts, given: string | undefined): Result<string> {
  if (given === undefined) return ok(newPassword(chance));
  if (given.length < SHORTEST || given.length > LONGEST) return refused(`A password has ${SHORTEST} to ${LONGEST} characters. Choose another, or leave it out to get one.`);
  return ok(given);
}

function listed({ passwordHash: _hash, ...shown }: Account): ListedUser {
  return shown;
}

function elsewhere({ user, identity }: Account): string {
  return `The user ${user} signs in with ${identity?.issuer}, which says what they may do here. Change it there; users disable and users enable work here too.`;
}

function nobody(typed: string): string {
  return `There is no user ${userName(typed)}. See npm run earshot -- users list.`;
}
