import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Access1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Null queues and teams: all of them. Instants are milliseconds since 1970.
    await queryRunner.query(`
      CREATE TABLE account (
        "user" text PRIMARY KEY CHECK ("user" = lower("user")),
        role text NOT NULL,
        queues text[],
        teams text[],
        acts_for text,
        password_hash text NOT NULL,
        disabled boolean NOT NULL,
        created_at bigint NOT NULL
      )`);
    // Of secrets only the SHA-256 is here: who reads this table can sign in as nobody.
    await queryRunner.query(`
      CREATE TABLE credential (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('ingest-key', 'token', 'session', 'login-link')),
        hash text NOT NULL,
        source text,
        label text,
        role text,
        queues text[],
        teams text[],
        acts_for text,
        owner text REFERENCES account ("user") ON DELETE CASCADE,
        created_at bigint NOT NULL,
        expires_at bigint,
        last_used_at bigint,
        revoked_at bigint,
        CHECK ((kind = 'ingest-key') = (source IS NOT NULL)),
        CHECK ((kind = 'token') = (role IS NOT NULL AND label IS NOT NULL)),
        CHECK (kind NOT IN ('session', 'login-link') OR owner IS NOT NULL)
      )`);
    // For signing somebody out everywhere.
    await queryRunner.query('CREATE INDEX credential_of_owner ON credential (owner)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE credential');
    await queryRunner.query('DROP TABLE account');
  }
}
