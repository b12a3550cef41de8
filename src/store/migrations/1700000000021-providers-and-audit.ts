import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in with their company's own service, and who did what to whom. */
export class ProvidersAndAudit1700000000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE account
        ADD COLUMN issuer text,
        ADD COLUMN subject text,
        ALTER COLUMN password_hash DROP NOT NULL,
        ADD CHECK ((issuer IS NULL) = (subject IS NULL)),
        ADD CHECK ((issuer IS NULL) = (password_hash IS NOT NULL))`);
    await queryRunner.query('CREATE UNIQUE INDEX account_of_provider ON account (issuer, subject)');
    // Sealed under a key outside the database: who reads this table can ask no provider for anything.
    await queryRunner.query(`
      CREATE TABLE provider_word (
        credential text PRIMARY KEY REFERENCES credential (id) ON DELETE CASCADE,
        sealed bytea,
        said_at bigint NOT NULL
      )`);
    // A cause names what else holds it, such as an event of the log: it is listed once.
    await queryRunner.query(`
      CREATE TABLE audit_entry (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at bigint NOT NULL,
        who text NOT NULL,
        what text NOT NULL,
        about text,
        address text,
        says text,
        cause text UNIQUE
      )`);
    await queryRunner.query('CREATE INDEX audit_entry_at ON audit_entry (at, number)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_entry, provider_word');
    // Whoever signs in with a provider has no password to go back to.
    await queryRunner.query('DELETE FROM account WHERE issuer IS NOT NULL');
    await queryRunner.query('ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL, DROP COLUMN issuer, DROP COLUMN subject');
  }
}
