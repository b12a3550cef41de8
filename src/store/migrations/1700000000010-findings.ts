import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A finding's journal is all there is of it; letters are what goes out because of it. Neither is folded from the log: a replay leaves them alone. */
export class Findings1700000000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE finding_entry (
      finding text COLLATE "C" NOT NULL,
      number integer NOT NULL,
      at bigint NOT NULL,
      by text NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (finding, number)
    )`);
    await queryRunner.query(`CREATE TABLE finding_letter (
      id text COLLATE "C" PRIMARY KEY,
      finding text COLLATE "C",
      cause text NOT NULL,
      via text NOT NULL,
      owner text NOT NULL,
      made_at bigint NOT NULL,
      state text NOT NULL,
      tries integer NOT NULL,
      due_at bigint NOT NULL,
      sent_at bigint,
      why text
    )`);
    await queryRunner.query("CREATE INDEX finding_letter_due ON finding_letter (due_at) WHERE state = 'due'");
    await queryRunner.query("CREATE INDEX finding_letter_sending ON finding_letter (id) WHERE state = 'sending'");
    await queryRunner.query('CREATE INDEX finding_letter_finding ON finding_letter (finding, made_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE finding_letter, finding_entry');
  }
}
