import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls that were asked for on the list. What became of them stands in the log; a replay leaves these rows alone. No number stands here. */
export class CallBacks1700000000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE placed_call (
      id text COLLATE "C" PRIMARY KEY,
      version integer NOT NULL,
      person text COLLATE "C" NOT NULL,
      phone text COLLATE "C" NOT NULL,
      made_at bigint NOT NULL,
      is_open boolean NOT NULL,
      is_underway boolean NOT NULL,
      is_untold boolean NOT NULL,
      body text NOT NULL
    )`);
    // One call at a time to a person, and on a phone: whoever comes second is told who has it.
    await queryRunner.query('CREATE UNIQUE INDEX placed_call_person ON placed_call (person) WHERE is_open');
    await queryRunner.query('CREATE UNIQUE INDEX placed_call_phone ON placed_call (phone) WHERE is_open');
    await queryRunner.query('CREATE INDEX placed_call_underway ON placed_call (made_at) WHERE is_underway');
    await queryRunner.query('CREATE INDEX placed_call_untold ON placed_call (made_at) WHERE is_untold');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE placed_call');
  }
}
