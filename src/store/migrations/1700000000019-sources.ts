import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sources1700000000019 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE source (
      source text PRIMARY KEY,
      first_at bigint NOT NULL,
      last_at bigint,
      occurred_at bigint,
      changed_at bigint NOT NULL,
      feeds json NOT NULL
    )`);
    await queryRunner.query(`CREATE TABLE source_hour (
      source text NOT NULL REFERENCES source ON DELETE CASCADE,
      hour bigint NOT NULL,
      events bigint NOT NULL,
      PRIMARY KEY (source, hour)
    )`);
    await queryRunner.query(`CREATE TABLE source_gap (
      source text NOT NULL REFERENCES source ON DELETE CASCADE,
      from_at bigint NOT NULL,
      to_at bigint NOT NULL,
      PRIMARY KEY (source, from_at, to_at)
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['source_gap', 'source_hour', 'source']) await queryRunner.query(`DROP TABLE ${table}`);
  }
}
