import type { Grant, Role } from '../domain/reader.js';
import type { Account, Credential, CredentialKind } from '../ports/credentials.js';

/** bigint comes as text from a row and as a number out of JSON. */
type Big = string | number;

interface GrantColumns {
  readonly queues: string[] | null;
  readonly teams: string[] | null;
  readonly acts_for: string | null;
}

export interface AccountRow extends GrantColumns {
  readonly user: string;
  readonly role: Role;
  readonly password_hash: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly disabled: boolean;
  readonly created_at: Big;
}

export interface CredentialRow extends GrantColumns {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly hash: string;
  readonly source: string | null;
  readonly label: string | null;
  readonly role: Role | null;
  readonly owner: string | null;
  readonly created_at: Big;
  readonly expires_at: Big | null;
  readonly last_used_at: Big | null;
  readonly revoked_at: Big | null;
}

export interface FoundRow extends CredentialRow {
  readonly account: AccountRow | null;
}

export function accountIn(row: AccountRow): Account {
  return { user: row.user, ...grantIn(row, row.role), passwordHash: row.password_hash, identity: identityIn(row), disabled: row.disabled, createdAt: Number(row.created_at) };
}

export function credentialIn(row: CredentialRow): Credential {
  const { id, kind, hash, owner } = row;
  const kept = {
    id, hash, owner,
    createdAt: Number(row.created_at), expiresAt: instant(row.expires_at), lastUsedAt: instant(row.last_used_at), revokedAt: instant(row.revoked_at),
  };
  switch (kind) {
    case 'ingest-key':
      return { ...kept, kind, source: present(row.source, id) };
    case 'token':
      return { ...kept, kind, label: present(row.label, id), grant: grantIn(row, present(row.role, id)) };
    case 'session':
    case 'login-link':
      return { ...kept, kind, owner: present(owner, id) };
  }
}

export interface WordRow {
  readonly credential: string;
  readonly sealed: Buffer | null;
  readonly said_at: Big;
}

/** In the order of the columns in pg-credentials. */
export function columnsOf(credential: Credential): readonly unknown[] {
  const { id, kind, hash, owner, createdAt, expiresAt, lastUsedAt, revokedAt } = credential;
  const source = kind === 'ingest-key' ? credential.source : null;
  const label = kind === 'token' ? credential.label : null;
  const grant = kind === 'token' ? credential.grant : null;
  return [
    id, kind, hash, source, label, grant?.role ?? null, grant?.queues ?? null, grant?.teams ?? null, grant?.actsFor ?? null,
    owner, createdAt, expiresAt, lastUsedAt, revokedAt,
  ];
}

function identityIn({ issuer, subject }: AccountRow): Account['identity'] {
  return issuer === null || subject === null ? null : { issuer, subject };
}

function grantIn(row: GrantColumns, role: Role): Grant {
  return { role, queues: row.queues, teams: row.teams, actsFor: row.acts_for };
}

function instant(value: Big | null): number | null {
  return value === null ? null : Number(value);
}

/** The table's checks promise it. */
function present<Value>(value: Value | null, id: string): Value {
  if (value === null) throw new Error(`The row of credential ${id} lacks what its kind needs. Was the table changed by hand?`);
  return value;
}
