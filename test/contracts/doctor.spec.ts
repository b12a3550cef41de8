import { expect, test } from '@jest/globals';
import { databaseFindings } from '../../src/cli/database-findings.js';
import { MINUTE } from '../../src/domain/time.js';
import { connect } from '../../src/store/connect.js';
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

test('looks at a database of an older version without changing it', async () => {
  const database = await freshDatabase();
  await administer(database.connection, ['DROP SCHEMA public CASCADE', 'CREATE SCHEMA public']);
  const dataSource = await connect({ connection: database.connection, migrates: false });
  expect((await databaseFindings(dataSource, clock)).at(-1)).toEqual({ well: true, says: `The next start brings the database up to date (${migrations.length} migrations, forward only). Take a backup first.` });
  expect(await dataSource.query("SELECT to_regclass('log') AS log")).toEqual([{ log: null }]);
  await dataSource.destroy();
  await database.drop();
});
