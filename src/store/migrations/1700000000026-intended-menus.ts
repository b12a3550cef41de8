import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IntendedMenus1700000000026 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // By our own number: what its menu was meant to be, and the file that says so. Nothing of callers.
    await queryRunner.query(`CREATE TABLE intended_menu (
      entry text NOT NULL, version integer NOT NULL, at bigint NOT NULL, by text NOT NULL, meant text, source text NOT NULL, PRIMARY KEY (entry, version))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE intended_menu');
  }
}
