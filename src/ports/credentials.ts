import type { Grant } from '../domain/reader.js';
import type { Instant } from '../domain/time.js';

/** Who someone is at the company's own sign-in service. */
export interface Identity {
  readonly issuer: string;
  /** It never changes, whatever the person is called there. */
  readonly subject: string;
}

/** The provider's word for a session: what it is asked with whether it still stands, sealed. */
export interface ProviderWord {
  /** The session's id. */
  readonly credential: string;
  /** Null: it gave nothing to ask with. */
  readonly sealed: Uint8Array | null;
  /** When the provider said it last. */
  readonly saidAt: Instant;
}

export interface WordsAsked {
  readonly now: Instant;
  readonly askBefore: Instant;
  readonly endBefore: Instant;
  readonly limit: number;
}

/** A person who signs in here. */
export interface Account extends Grant {
  /** In lower case; it never changes. */
  readonly user: string;
  /** argon2id, with its parameters in it; null for who signs in with a provider. */
  readonly passwordHash: string | null;
  /** Null for an account of this machine. */
  readonly identity: Identity | null;
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
  accountOf(identity: Identity): Promise<Account | null>;
  /** By name. */
  accounts(): Promise<readonly Account[]>;
  /** False when the name, or the identity, has an account. */
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
  /** The same of everybody who signed in with another provider than this, or with any; says how many. */
  revokeStrangers(issuer: string | null, at: Instant): Promise<number>;
  /** Keeps it instead of the one before. */
  keepWord(word: ProviderWord): Promise<void>;
  /** Of live sessions those that can be asked for and were said before `askBefore`, and all that were before `endBefore`; longest ago first. */
  wordsDue(asked: WordsAsked): Promise<readonly ProviderWord[]>;
  /** Notes a use and, for a session, until when it lives on. Never wakes up a revoked one. */
  noteUse(id: string, at: Instant, expiresAt?: Instant): Promise<void>;
  /** Forgets sessions and login links that ended before; says how many. */
  forgetEnded(before: Instant): Promise<number>;
}
