import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Places1700000000015 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // How far a file was read, when a line was last heard: numbers and a hash, nothing of what was read.
    await queryRunner.query('CREATE TABLE reading_place (name text PRIMARY KEY, place jsonb NOT NULL, written_at bigint NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE reading_place');
  }
}
