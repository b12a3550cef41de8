import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connect } from '../../src/store/connect.js';
import { PgPlaces } from '../../src/store/pg-places.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connect({ connection: database.connection });
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

test('a place is kept under its name, whatever it is called and holds, until the next', async () => {
  const places = new PgPlaces(dataSource, { now: () => 1_700_000_000_000 });
  expect(await places.read('queue_log /var/log')).toBeUndefined();
  await places.write('queue_log /var/log', { offset: 5_000_000_000, line: 3, hash: 'abc' });
  await places.write('Asterisk pbx\u0000:5038', 1_700_000_000_000);
  expect(await places.read('queue_log /var/log')).toEqual({ offset: 5_000_000_000, line: 3, hash: 'abc' });
  await places.write('queue_log /var/log', { offset: 6, line: 4, hash: 'def' });
  expect(await places.read('queue_log /var/log')).toEqual({ offset: 6, line: 4, hash: 'def' });
  expect(await places.read('Asterisk pbx\u0000:5038')).toBe(1_700_000_000_000);
});
