import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CohortsAsOf1700000000035 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // One row: up to which entry everything is folded that stands in cohorts, and when each is to be asked again.
    await queryRunner.query('CREATE TABLE cohorts_as_of (single boolean PRIMARY KEY DEFAULT true CHECK (single), position bigint NOT NULL, at bigint NOT NULL, wakes text NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE cohorts_as_of');
  }
}
