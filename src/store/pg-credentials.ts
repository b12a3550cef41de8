import type { DataSource } from 'typeorm';
import type { Instant, Millis } from '../domain/time.js';
import type { Account, Credential, CredentialKind, Credentials, Found, Identity, ProviderWord, WordsAsked } from '../ports/credentials.js';
import { askInTime, PATIENCE } from './ask-in-time.js';
import { accountIn, columnsOf, credentialIn, type AccountRow, type CredentialRow, type FoundRow, type WordRow } from './credential-rows.js';

const ACCOUNT = '"user", role, queues, teams, acts_for, password_hash, disabled, created_at, issuer, subject';
const CREDENTIAL = 'id, kind, hash, source, label, role, queues, teams, acts_for, owner, created_at, expires_at, last_used_at, revoked_at';
const OF_PEOPLE = "kind IN ('session', 'login-link')";

/** Accounts and credentials in PostgreSQL. The command line writes here while the server runs. */
export class PgCredentials implements Credentials {
  constructor(private readonly dataSource: DataSource, private readonly patience: Millis = PATIENCE) {}

  async account(user: string): Promise<Account | null> {
    const [row] = await this.ask<AccountRow>(`SELECT ${ACCOUNT} FROM account WHERE "user" = $1`, [user]);
    return row === undefined ? null : accountIn(row);
  }

  /** Index: account_of_provider. */
  async accountOf({ issuer, subject }: Identity): Promise<Account | null> {
    const [row] = await this.ask<AccountRow>(`SELECT ${ACCOUNT} FROM account WHERE issuer = $1 AND subject = $2`, [issuer, subject]);
    return row === undefined ? null : accountIn(row);
  }

  async accounts(): Promise<readonly Account[]> {
    return (await this.ask<AccountRow>(`SELECT ${ACCOUNT} FROM account ORDER BY "user" COLLATE "C"`, [])).map(accountIn);
  }

  async addAccount(account: Account): Promise<boolean> {
    return this.did(`INSERT INTO account (${ACCOUNT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING 1`, accountValues(account));
  }

  async changeAccount(account: Account): Promise<boolean> {
    return this.did(`
      WITH changed AS (
        UPDATE account SET role = $2, queues = $3, teams = $4, acts_for = $5, password_hash = $6, disabled = $7, created_at = $8, issuer = $9, subject = $10
        WHERE "user" = $1 RETURNING 1
      ) SELECT * FROM changed`, accountValues(account));
  }

  /** By primary key. */
  async find(ids: readonly string[]): Promise<readonly Found[]> {
    const rows = await this.ask<FoundRow>(`
      SELECT credential.*, to_jsonb(account) AS account
      FROM credential LEFT JOIN account ON account."user" = credential.owner
      WHERE id = ANY ($1)`, [ids]);
    return rows.map(row => ({ credential: credentialIn(row), account: row.account === null ? null : accountIn(row.account) }));
  }

  async list(kind: CredentialKind): Promise<readonly Credential[]> {
    const rows = await this.ask<CredentialRow>(`SELECT ${CREDENTIAL} FROM credential WHERE kind = $1 ORDER BY created_at, id`, [kind]);
    return rows.map(credentialIn);
  }

  async add(credential: Credential): Promise<void> {
    await this.ask(`INSERT INTO credential (${CREDENTIAL}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, columnsOf(credential));
  }

  async revoke(id: string, at: Instant): Promise<boolean> {
    return this.did(`
      WITH revoked AS (UPDATE credential SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING 1)
      SELECT * FROM revoked`, [id, at]);
  }

  async revokeSessions(owner: string, at: Instant): Promise<number> {
    return this.count(`UPDATE credential SET revoked_at = $2 WHERE owner = $1 AND ${OF_PEOPLE} AND revoked_at IS NULL`, [owner, at]);
  }

  async revokeStrangers(issuer: string | null, at: Instant): Promise<number> {
    return this.count(`
      UPDATE credential SET revoked_at = $2
      WHERE ${OF_PEOPLE} AND revoked_at IS NULL AND owner IN (SELECT "user" FROM account WHERE issuer IS NOT NULL AND issuer IS DISTINCT FROM $1)`, [issuer, at]);
  }

  async keepWord({ credential, sealed, saidAt }: ProviderWord): Promise<void> {
    await this.ask(`
      INSERT INTO provider_word (credential, sealed, said_at) VALUES ($1, $2, $3)
      ON CONFLICT (credential) DO UPDATE SET sealed = excluded.sealed, said_at = excluded.said_at`, [credential, sealed === null ? null : Buffer.from(sealed), saidAt]);
  }

  /** Reads the whole table, which is small: one row for each session of the last month. */
  async wordsDue({ now, askBefore, endBefore, limit }: WordsAsked): Promise<readonly ProviderWord[]> {
    const rows = await this.ask<WordRow>(`
      SELECT provider_word.* FROM provider_word JOIN credential ON credential.id = provider_word.credential
      WHERE said_at < CASE WHEN sealed IS NULL THEN $2::bigint ELSE $1::bigint END AND revoked_at IS NULL AND expires_at > $3
      ORDER BY said_at, credential LIMIT $4`, [askBefore, endBefore, now, limit]);
    return rows.map(({ credential, sealed, said_at }) => ({ credential, sealed, saidAt: Number(said_at) }));
  }

  async noteUse(id: string, at: Instant, expiresAt?: Instant): Promise<void> {
    await this.ask(`
      UPDATE credential SET last_used_at = $2, expires_at = coalesce($3, expires_at)
      WHERE id = $1 AND revoked_at IS NULL`, [id, at, expiresAt ?? null]);
  }

  /** Reads the whole table, which is small: one row a sign-in of the last month. */
  async forgetEnded(before: Instant): Promise<number> {
    return this.count(`DELETE FROM credential WHERE ${OF_PEOPLE} AND least(expires_at, revoked_at) < $1`, [before]);
  }

  private async did(query: string, values: readonly unknown[]): Promise<boolean> {
    return (await this.ask(query, values)).length > 0;
  }

  private async count(change: string, values: readonly unknown[]): Promise<number> {
    const [row] = await this.ask<{ count: number }>(`WITH changed AS (${change} RETURNING 1) SELECT count(*)::int AS count FROM changed`, values);
    return row?.count ?? 0;
  }

  private ask<Row>(query: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return askInTime(this.dataSource, this.patience, query, values);
  }
}

function accountValues(account: Account): readonly unknown[] {
  return [account.user, account.role, account.queues, account.teams, account.actsFor, account.passwordHash, account.disabled, account.createdAt, account.identity?.issuer ?? null, account.identity?.subject ?? null];
}
