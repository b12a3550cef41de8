import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { SECOND, type Instant, type Millis } from '../domain/time.js';
import { CredentialsUnavailable, type Account, type Credential, type CredentialKind, type Credentials, type Found } from '../ports/credentials.js';
import { accountIn, columnsOf, credentialIn, type AccountRow, type CredentialRow, type FoundRow } from './credential-rows.js';

/** Who asks for something waits at the door for this long at most; a database that is paused answers nothing at all. */
const PATIENCE: Millis = 2 * SECOND;

const ACCOUNT = '"user", role, queues, teams, acts_for, password_hash, disabled, created_at';
const CREDENTIAL = 'id, kind, hash, source, label, role, queues, teams, acts_for, owner, created_at, expires_at, last_used_at, revoked_at';
const OF_PEOPLE = "kind IN ('session', 'login-link')";

/** Accounts and credentials in PostgreSQL. The command line writes here while the server runs. */
export class PgCredentials implements Credentials {
  constructor(private readonly dataSource: DataSource, private readonly patience: Millis = PATIENCE) {}

  async account(user: string): Promise<Account | null> {
    const [row] = await this.ask<AccountRow>(`SELECT ${ACCOUNT} FROM account WHERE "user" = $1`, [user]);
    return row === undefined ? null : accountIn(row);
  }

  async accounts(): Promise<readonly Account[]> {
    return (await this.ask<AccountRow>(`SELECT ${ACCOUNT} FROM account ORDER BY "user" COLLATE "C"`, [])).map(accountIn);
  }

  async addAccount(account: Account): Promise<boolean> {
    return this.did(`INSERT INTO account (${ACCOUNT}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`, accountValues(account));
  }

  async changeAccount(account: Account): Promise<boolean> {
    return this.did(`
      WITH changed AS (
        UPDATE account SET role = $2, queues = $3, teams = $4, acts_for = $5, password_hash = $6, disabled = $7, created_at = $8
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

  private async ask<Row>(query: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const given = new AbortController();
    const late = pause(this.patience, undefined, { signal: given.signal, ref: false }).then(() => {
      throw new CredentialsUnavailable(`The database gave no answer about accounts and keys within ${this.patience} ms.`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([late, this.dataSource.query<Row[]>(query, [...values])]);
    } catch (error) {
      if (error instanceof CredentialsUnavailable || isOurMistake(error)) throw error;
      throw new CredentialsUnavailable('The database does not answer about accounts and keys.', { cause: error });
    } finally {
      given.abort();
    }
  }
}

/** Classes 22, 23 and 42: wrong values, a broken rule, wrong SQL. They don't go away by waiting. */
function isOurMistake(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|42)...$/.test(code);
}

function accountValues(account: Account): readonly unknown[] {
  return [account.user, account.role, account.queues, account.teams, account.actsFor, account.passwordHash, account.disabled, account.createdAt];
}
