import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * By which entries of the log a contact was heard of, first and last: what is kept for 90 days is kept from there. What was
 * stored before does not say so, and is folded from the log again, which is whole until then.
 */
export class Retention1700000000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('TRUNCATE contact, journey, agent_day, agent_day_part, cohort, flag, slice, reading');
    await queryRunner.query('DELETE FROM state_version');
    await queryRunner.query('ALTER TABLE contact ADD COLUMN begun_in bigint NOT NULL, ADD COLUMN heard_in bigint NOT NULL');
    await queryRunner.query('CREATE INDEX contact_heard ON contact (heard_in)');
    // Exactly one row. Before the position nothing is left but settings; before the instant, readings are the record of what was counted up to positions.
    await queryRunner.query(`CREATE TABLE kept (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      log_from bigint NOT NULL,
      log_from_at bigint NOT NULL,
      sealed_before bigint NOT NULL,
      sealed_up_to text NOT NULL,
      sealed_later text NOT NULL
    )`);
    await queryRunner.query("INSERT INTO kept (log_from, log_from_at, sealed_before, sealed_up_to, sealed_later) VALUES (1, 0, 0, '[]', '[]')");
    await queryRunner.query('CREATE TABLE removal (class text PRIMARY KEY, removed bigint NOT NULL, last_at bigint NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE removal, kept');
    await queryRunner.query('TRUNCATE contact, journey, agent_day, agent_day_part, cohort, flag, slice, reading');
    await queryRunner.query('DELETE FROM state_version');
    await queryRunner.query('ALTER TABLE contact DROP COLUMN begun_in, DROP COLUMN heard_in');
  }
}
