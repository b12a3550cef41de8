import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was erased: by name only until it is done; afterwards only keyed hashes, by which nothing late brings them back. */
export class Erasure1700000000028 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE erasure (
      id text PRIMARY KEY,
      by text NOT NULL,
      asked_at bigint NOT NULL,
      done_at bigint,
      customer text,
      contacts text NOT NULL,
      counts text NOT NULL
    )`);
    await queryRunner.query('CREATE TABLE erased_contact (name text PRIMARY KEY, at bigint NOT NULL)');
    await queryRunner.query('CREATE TABLE erased_customer (name text PRIMARY KEY, at bigint NOT NULL)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE erased_customer, erased_contact, erasure');
  }
}
