import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is settled, as rows: columns are for finding, `body` is JSON and what is read back. Instants are ms.
 * Texts compare by bytes ("C"): nothing here is sorted for people, and a page never shifts with a collation's version.
 */
export class State1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...contact, ...journey, ...agentDay, ...flag, ...reading, ...rest, ...settings]) {
      await queryRunner.query(statement);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX log_settings');
    await queryRunner.query('DROP TABLE state_version, slice, reading, flag, agent_day, journey, contact');
  }
}

const contact = [
  `CREATE TABLE contact (
     id text COLLATE "C" PRIMARY KEY,
     started_at bigint NOT NULL,
     ended_at bigint,
     customer text COLLATE "C",
     channel text COLLATE "C" NOT NULL,
     entry text COLLATE "C",
     queues text[] COLLATE "C" NOT NULL,
     agents text[] COLLATE "C" NOT NULL,
     body text NOT NULL
   )`,
  // A list of contacts, newest first; a rare condition has an index of its own, a common one is found by walking this.
  'CREATE INDEX contact_started ON contact (started_at, id)',
  'CREATE INDEX contact_ended ON contact (ended_at)',
  'CREATE INDEX contact_customer ON contact (customer, started_at, id)',
  'CREATE INDEX contact_entry ON contact (entry, started_at, id)',
  'CREATE INDEX contact_queues ON contact USING gin (queues)',
  'CREATE INDEX contact_agents ON contact USING gin (agents)',
  ...compressed('contact'),
];

const journey = [
  `CREATE TABLE journey (
     customer text COLLATE "C" PRIMARY KEY,
     body text NOT NULL
   )`,
  ...compressed('journey'),
];

const agentDay = [
  `CREATE TABLE agent_day (
     agent text COLLATE "C" NOT NULL,
     day text COLLATE "C" NOT NULL,
     begins_at bigint NOT NULL,
     ends_at bigint NOT NULL,
     body text NOT NULL,
     PRIMARY KEY (agent, day)
   )`,
  'CREATE INDEX agent_day_begins ON agent_day (begins_at)',
  ...compressed('agent_day'),
];

// For lists of flags only: a contact's and a journey's own flags stand in their bodies.
const flag = [
  `CREATE TABLE flag (
     key text COLLATE "C" PRIMARY KEY,
     owner text COLLATE "C" NOT NULL,
     contact text COLLATE "C" NOT NULL,
     rule text COLLATE "C" NOT NULL,
     queue text COLLATE "C",
     since bigint NOT NULL,
     retracted_at bigint,
     body text NOT NULL
   )`,
  'CREATE INDEX flag_owner ON flag (owner)',
  'CREATE INDEX flag_since ON flag (since, key)',
  'CREATE INDEX flag_rule ON flag (rule, since, key)',
  'CREATE INDEX flag_queue ON flag (queue, since, key)',
  'CREATE INDEX flag_standing ON flag (rule, contact) WHERE retracted_at IS NULL',
];

const reading = [
  `CREATE TABLE reading (
     quarter bigint NOT NULL,
     attribution smallint NOT NULL,
     key text COLLATE "C" NOT NULL,
     measure text COLLATE "C" NOT NULL,
     value bigint NOT NULL,
     PRIMARY KEY (quarter, attribution, key, measure)
   )`,
];

const rest = [
  'CREATE TABLE slice (number smallint PRIMARY KEY, position bigint NOT NULL, body text NOT NULL)',
  // Rewritten every half minute: compressing it costs more than it saves.
  'ALTER TABLE slice ALTER COLUMN body SET STORAGE EXTERNAL',
  'CREATE TABLE state_version (single boolean PRIMARY KEY DEFAULT true CHECK (single), version text NOT NULL)',
];

// Everything in the log but events and ticks: settings, and what a later format might not show at once. The bytes
// compared are at hand when an entry is written, and an entry that matches nothing adds nothing to the index.
const settings = [
  `CREATE INDEX log_settings ON log (position)
    WHERE substring(content from 8 for 13) NOT IN ('"kind":"event'::bytea, '"kind":"tick"'::bytea)`,
];

/** lz4 where this PostgreSQL was built with it: a fifth of pglz's time for about the same size. */
function compressed(table: string): readonly string[] {
  return [`DO $$ BEGIN
     IF (SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression') THEN
       ALTER TABLE ${table} ALTER COLUMN body SET COMPRESSION lz4;
     END IF;
   END $$`];
}
