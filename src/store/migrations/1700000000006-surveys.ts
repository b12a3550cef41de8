import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Surveys1700000000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The body is what the columns beside it are taken from; the number is sealed under a key that is not in this database.
    await queryRunner.query(`CREATE TABLE survey_invitation (
      id text PRIMARY KEY,
      version integer NOT NULL,
      programme text NOT NULL,
      kind text NOT NULL,
      is_later boolean NOT NULL,
      contact text NOT NULL,
      queue text,
      customer text NOT NULL,
      phone text NOT NULL,
      prefix text NOT NULL,
      planned_at bigint NOT NULL,
      due_at bigint NOT NULL,
      sent_at bigint,
      expires_at bigint NOT NULL,
      delivery text NOT NULL,
      outcome text,
      has_answers boolean NOT NULL,
      is_untold boolean NOT NULL,
      number bytea,
      comment text,
      body text NOT NULL
    )`);
    await queryRunner.query("CREATE INDEX survey_due ON survey_invitation (due_at) WHERE delivery = 'planned'");
    await queryRunner.query("CREATE INDEX survey_underway ON survey_invitation (id) WHERE delivery = 'sending'");
    await queryRunner.query("CREATE INDEX survey_open ON survey_invitation (expires_at) WHERE outcome IS NULL AND delivery NOT IN ('failed', 'cancelled')");
    await queryRunner.query('CREATE INDEX survey_untold ON survey_invitation (id) WHERE is_untold');
    await queryRunner.query('CREATE INDEX survey_phone ON survey_invitation (phone, planned_at)');
    await queryRunner.query('CREATE INDEX survey_customer ON survey_invitation (customer, planned_at)');
    await queryRunner.query('CREATE INDEX survey_sent ON survey_invitation (sent_at) WHERE sent_at IS NOT NULL');
    await queryRunner.query('CREATE INDEX survey_programme ON survey_invitation (programme, planned_at)');
    await queryRunner.query('CREATE INDEX survey_planned ON survey_invitation (planned_at)');
    // Both hashes: who said STOP is not asked on another number of theirs.
    await queryRunner.query('CREATE TABLE survey_stop (phone text PRIMARY KEY, customer text NOT NULL, stopped_at bigint NOT NULL)');
    await queryRunner.query('CREATE INDEX survey_stop_customer ON survey_stop (customer)');
    await queryRunner.query('CREATE TABLE survey_reply (message text PRIMARY KEY, answer text NOT NULL, at bigint NOT NULL)');
    await queryRunner.query('CREATE INDEX survey_reply_at ON survey_reply (at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE survey_reply, survey_stop, survey_invitation');
  }
}
