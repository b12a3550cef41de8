import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What replays of drafts came to, and the flags of drafts that run in shadow: apart from all others, so that no list, reading or board meets them. */
export class RuleLab1700000000025 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE lab_run (
      id text COLLATE "C" PRIMARY KEY,
      started_at bigint NOT NULL,
      line text NOT NULL,
      body text NOT NULL
    )`);
    await queryRunner.query('CREATE INDEX lab_run_started ON lab_run (started_at, id)');
    await queryRunner.query(`CREATE TABLE shadow_flag (
      key text COLLATE "C" PRIMARY KEY,
      owner text COLLATE "C" NOT NULL,
      rule text COLLATE "C" NOT NULL,
      raised_at bigint NOT NULL,
      body text NOT NULL
    )`);
    await queryRunner.query('CREATE INDEX shadow_flag_owner ON shadow_flag (owner)');
    await queryRunner.query('CREATE INDEX shadow_flag_rule ON shadow_flag (rule, raised_at, key)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE shadow_flag');
    await queryRunner.query('DROP TABLE lab_run');
  }
}
