import { expect, test } from '@jest/globals';
import { connect } from '../../src/store/connect.js';
import { migrations } from '../../src/store/migrations/all.js';
import { freshDatabase } from '../support/database.js';

test('a fresh database is migrated, empty and gone after drop', async () => {
  const database = await freshDatabase();
  const dataSource = await connect({ connection: database.connection });
  expect(await dataSource.query('SELECT count(*)::int AS entries FROM log')).toEqual([{ entries: 0 }]);
  expect(await dataSource.query('SELECT epoch FROM leadership')).toEqual([{ epoch: '0' }]);
  await dataSource.destroy();
  await database.drop();
  await expect(connect({ connection: database.connection })).rejects.toThrow(
    /^There is no database earshot_\w+ at .*\. Create it, or correct its name in EARSHOT_DATABASE_URL\.$/,
  );
});

test('says what to do when nothing answers', async () => {
  await expect(connect({ connection: { url: 'postgres://u:secret@127.0.0.1:1/earshot' } })).rejects.toThrow(
    'Nothing answers as database earshot at 127.0.0.1:1. Start that PostgreSQL, or correct EARSHOT_DATABASE_URL.',
  );
});

test('two servers may migrate an empty database at once', async () => {
  const database = await freshDatabase();
  const first = await connect({ connection: database.connection });
  await first.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const both = await Promise.all([connect({ connection: database.connection }), connect({ connection: database.connection })]);
  expect(await first.query('SELECT count(*)::int AS n FROM migrations')).toEqual([{ n: migrations.length }]);
  await Promise.all([first, ...both].map(each => each.destroy()));
  await database.drop();
});
