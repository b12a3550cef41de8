import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cohorts1700000000018 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // What is usual at a queue, menu node, reason, flow or offer, and the flags that are on all its contacts together.
    await queryRunner.query('CREATE TABLE cohort (id text COLLATE "C" PRIMARY KEY, body text NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE cohort');
  }
}
