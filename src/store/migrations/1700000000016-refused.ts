import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Refused1700000000016 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE refused (
      id text PRIMARY KEY,
      source text NOT NULL,
      adapter text NOT NULL,
      reason text NOT NULL,
      sent text,
      first_at bigint NOT NULL,
      last_at bigint NOT NULL,
      times integer NOT NULL
    )`);
    await queryRunner.query('CREATE INDEX refused_newest ON refused (last_at DESC, id)');
    await queryRunner.query('CREATE INDEX refused_source ON refused (source, last_at DESC, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE refused');
  }
}
