import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first events of agents' long days: each part is written once, where the whole day was written anew with every slice. */
export class AgentDayParts1700000000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE agent_day_part (
      agent text COLLATE "C" NOT NULL,
      day text COLLATE "C" NOT NULL,
      number integer NOT NULL,
      known text NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (agent, day, number)
    )`);
    await queryRunner.query(`DO $$ BEGIN
      IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
        ALTER TABLE agent_day_part ALTER COLUMN body SET COMPRESSION lz4;
      END IF;
    END $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // Slices and rows name parts: without them everything is folded from the log again.
    await queryRunner.query('TRUNCATE contact, journey, agent_day, flag, slice, reading');
    await queryRunner.query('DELETE FROM state_version');
    await queryRunner.query('DROP TABLE agent_day_part');
  }
}
