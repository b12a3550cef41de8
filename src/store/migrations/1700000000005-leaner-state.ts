import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Fewer, fuller rows: readings by quarter-hour and key, contacts with their events packed, and an index of those that let
 * their caller down instead of one of all that ended. Bodies are written otherwise than before, so that what was stored is
 * folded from the log again at the next start.
 */
export class LeanerState1700000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('TRUNCATE contact, journey, agent_day, flag, slice');
    await queryRunner.query('DELETE FROM state_version');
    await queryRunner.query('ALTER TABLE contact DROP COLUMN ended_at, ADD COLUMN lost_at bigint, ADD COLUMN lost text');
    await queryRunner.query('CREATE INDEX contact_lost ON contact (lost_at, id) WHERE lost_at IS NOT NULL');
    await queryRunner.query('DROP TABLE reading');
    // A row of the current quarter-hour is written again with every save: with room in its page it stays there.
    await queryRunner.query(`CREATE TABLE reading (
      quarter bigint NOT NULL,
      key text COLLATE "C" NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (quarter, key)
    ) WITH (fillfactor = 70)`);
    // Compressed after all, where it is cheap: megabytes of the same words would go through the write-ahead log otherwise.
    for (const table of ['reading', 'slice']) await queryRunner.query(compressed(table));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('TRUNCATE contact, journey, agent_day, flag, slice');
    await queryRunner.query('DELETE FROM state_version');
    await queryRunner.query('ALTER TABLE slice ALTER COLUMN body SET STORAGE EXTERNAL');
    await queryRunner.query('DROP TABLE reading');
    await queryRunner.query(`CREATE TABLE reading (
      quarter bigint NOT NULL, attribution smallint NOT NULL, key text COLLATE "C" NOT NULL, measure text COLLATE "C" NOT NULL, value bigint NOT NULL,
      PRIMARY KEY (quarter, attribution, key, measure)
    )`);
    await queryRunner.query('ALTER TABLE contact DROP COLUMN lost_at, DROP COLUMN lost, ADD COLUMN ended_at bigint');
    await queryRunner.query('CREATE INDEX contact_ended ON contact (ended_at)');
  }
}

/** lz4 where this PostgreSQL was built with it. */
function compressed(table: string): string {
  return `DO $$ BEGIN
     IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
       ALTER TABLE ${table} ALTER COLUMN body SET COMPRESSION lz4, ALTER COLUMN body SET STORAGE EXTENDED;
     END IF;
   END $$`;
}
