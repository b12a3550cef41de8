import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contact's row is found by the customer in whose journey it is counted, and by its number where that is another key; a number's
 * journey by the ids that it is known to belong to. The new fold's version has everything folded again.
 */
export class Aliases1700000000033 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE contact ADD COLUMN number text COLLATE "C"');
    await queryRunner.query('CREATE INDEX contact_number ON contact (number) WHERE number IS NOT NULL');
    await queryRunner.query('ALTER TABLE journey ADD COLUMN ids text[] COLLATE "C"');
    await queryRunner.query('CREATE INDEX journey_ids ON journey USING gin (ids) WHERE ids IS NOT NULL');
    await queryRunner.query("ALTER TABLE erasure ADD COLUMN aliases text NOT NULL DEFAULT '[]'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE erasure DROP COLUMN aliases');
    await queryRunner.query('ALTER TABLE journey DROP COLUMN ids');
    await queryRunner.query('ALTER TABLE contact DROP COLUMN number');
  }
}
