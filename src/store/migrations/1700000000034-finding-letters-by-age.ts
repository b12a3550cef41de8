import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters go by age, whatever they are about: those about weeks name no finding. */
export class FindingLettersByAge1700000000034 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX finding_letter_made ON finding_letter (made_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX finding_letter_made');
  }
}
