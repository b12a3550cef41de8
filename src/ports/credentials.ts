import type { Grant } from '../domain/reader.js';
import type { Instant } from '../domain/time.js';

/** A person on this machine. */
export interface Account extends Grant {
  /** In lower case; it never changes. */
  readonly user: string;
  /** argon2id, with its parameters in it. */
  readonly passwordHash: string;
  readonly disabled: boolean;
  readonly createdAt: Instant;
}

export type CredentialKind = 'ingest-key' | 'token' | 'session' | 'login-link';

interface Kept {
  /** Not secret: it names the credential in lists and logs. */
  readonly id: string;
  /** SHA-256 of the secret, in hex. The secret itself is 256 random bits, so a slow hash would add nothing. */
  readonly hash: string;
  /** The account it belongs to: it dies with it. Keys and tokens made on the command line have none. */
  readonly owner: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  /** To within some minutes. */
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export interface IngestKey extends Kept {
  readonly kind: 'ingest-key';
  readonly source: string;
}

export interface Token extends Kept {
  readonly kind: 'token';
  readonly label: string;
  readonly grant: Grant;
}

/** Its grant is the account's, so that a change of role holds at once. */
export interface Session extends Kept {
  readonly kind: 'session';
  readonly owner: string;
}

export interface LoginLink extends Kept {
  readonly kind: 'login-link';
  readonly owner: string;
}

export type Credential = IngestKey | Token | Session | LoginLink;

export interface Found {
  readonly credential: Credential;
  /** The owner's account, as it is now. */
  readonly account: Account | null;
}

/** The store does not answer: nobody can be let in, ask again later. */
export class CredentialsUnavailable extends Error {}

/** Every method throws CredentialsUnavailable when the store does not answer. */
export interface Credentials {
  account(user: string): Promise<Account | null>;
  /** By name. */
  accounts(): Promise<readonly Account[]>;
  /** False when the name is taken. */
  addAccount(account: Account): Promise<boolean>;
  /** False when there is no such account. */
  changeAccount(account: Account): Promise<boolean>;

  /** Those that exist, revoked and expired ones too, in any order. */
  find(ids: readonly string[]): Promise<readonly Found[]>;
  /** Oldest first. */
  list(kind: CredentialKind): Promise<readonly Credential[]>;
  add(credential: Credential): Promise<void>;
  /** True for exactly one caller: that is what makes a link work once. */
  revoke(id: string, at: Instant): Promise<boolean>;
  /** Sessions and login links of one account; says how many. */
  revokeSessions(owner: string, at: Instant): Promise<number>;
  /** Notes a use and, for a session, until when it lives on. Never wakes up a revoked one. */
  noteUse(id: string, at: Instant, expiresAt?: Instant): Promise<void>;
  /** Forgets sessions and login links that ended before; says how many. */
  forgetEnded(before: Instant): Promise<number>;
}
