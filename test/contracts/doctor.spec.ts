import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { databaseFindings } from '../../src/cli/database-findings.js';
import { MINUTE } from '../../src/domain/time.js';
import { connect } from '../../src/store/connect.js';
import { startEmbedded } from '../../src/store/embedded/start-embedded.js';
import { migrations } from '../../src/store/migrations/all.js';
import { administer, freshDatabase } from '../support/database.js';

const clock = { now: () => Date.now() };

test('a database of this version that keeps what it acknowledged is well', async () => {
  const database = await freshDatabase();
  const dataSource = await connect({ connection: database.connection });
  expect((await databaseFindings(dataSource, clock)).filter(({ well }) => !well)).toEqual([]);
  await dataSource.destroy();
  await database.drop();
});

test('says of commits that are not waited for, clocks that differ and a newer schema what to do', async () => {
  const database = await freshDatabase();
  await administer(database.connection, [`ALTER DATABASE ${database.name} SET synchronous_commit = off`, "INSERT INTO migrations (timestamp, name) VALUES (9700000000000, 'Later9700000000000')"]);
  const dataSource = await connect({ connection: database.connection, migrates: false });
  const ills = (await databaseFindings(dataSource, { now: () => Date.now() + MINUTE })).filter(({ well }) => !well).map(({ says }) => says);
  expect(ills).toEqual([
    'The database runs with synchronous_commit = off: what was acknowledged can be lost. Set synchronous_commit = on.',
    expect.stringMatching(/differ by (?:60|59|61)\.\d s\. Set both by NTP\.$/),
    'A newer Earshot has migrated this database (Later9700000000000), and this one refuses it. Start that version again, or restore the backup.',
  ]);
  await dataSource.destroy();
  await database.drop();
});

test('says of a database that does not wait for its disk, or would not know a torn page, what to do', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-doctor-'));
  const careless = await startEmbedded({ dataDir, settings: { fsync: 'off', full_page_writes: 'off' } });
  const dataSource = await connect({ connection: careless.connection });
  const ills = (await databaseFindings(dataSource, clock)).filter(({ well }) => !well).map(({ says }) => says);
  await dataSource.destroy();
  await careless.stop();
  await rm(dataDir, { recursive: true });
  expect(ills).toEqual(['fsync', 'full_page_writes'].map((name) => `The database runs with ${name} = off: what was acknowledged can be lost. Set ${name} = on.`));
});

test('looks at a database of an older version without changing it', async () => {
  const database = await freshDatabase();
  await administer(database.connection, ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']);
  const dataSource = await connect({ connection: database.connection, migrates: false });
  expect((await databaseFindings(dataSource, clock)).at(-1)).toEqual({ well: true, says: `The next start brings the database up to date (${migrations.length} migrations, forward only). Take a backup first.` });
  expect(await dataSource.query("SELECT to_regclass('log') AS log")).toEqual([{ log: null }]);
  await dataSource.destroy();
  await database.drop();
});
