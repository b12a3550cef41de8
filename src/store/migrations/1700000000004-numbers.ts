import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Numbers1700000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // AES-256-GCM under a key that is not in this database; the customer is a keyed hash.
    await queryRunner.query('CREATE TABLE sealed_number (customer text PRIMARY KEY, sealed bytea NOT NULL, expires_at bigint NOT NULL)');
    await queryRunner.query('CREATE INDEX sealed_number_expiry ON sealed_number (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE sealed_number');
  }
}
