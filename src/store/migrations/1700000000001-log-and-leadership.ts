import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LogAndLeadership1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // A log entry is a batch of events as one value; nothing but the position is ever asked for.
    await queryRunner.query(`
      CREATE TABLE log (
        position bigint PRIMARY KEY,
        recorded_at bigint NOT NULL,
        content bytea NOT NULL
      )`);
    // Not compressed: pglz costs more than the disk it saves, and octet_length() then needs no fetch.
    await queryRunner.query('ALTER TABLE log ALTER COLUMN content SET STORAGE EXTERNAL');
    // Exactly one row. Whoever raises the epoch writes from then on; every state write holds a share lock on it.
    await queryRunner.query(`
      CREATE TABLE leadership (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        epoch bigint NOT NULL
      )`);
    await queryRunner.query('INSERT INTO leadership (epoch) VALUES (0)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE leadership');
    await queryRunner.query('DROP TABLE log');
  }
}
