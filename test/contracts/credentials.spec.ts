import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CredentialsUnavailable } from '../../src/ports/credentials.js';
import { connect } from '../../src/store/connect.js';
import { PgCredentials } from '../../src/store/pg-credentials.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { memoryCredentials } from '../support/memory-credentials.js';
import { tcpProxy } from '../support/tcp-proxy.js';
import { behavesLikeCredentials } from './credentials.behaviour.js';

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

behavesLikeCredentials('memory', async () => ({ credentials: memoryCredentials(), close: async () => undefined }));
behavesLikeCredentials('PostgreSQL', async () => {
  await dataSource.query('TRUNCATE account, credential CASCADE');
  return { credentials: new PgCredentials(dataSource), close: async () => undefined };
});

test('a database that is paused or gone is unavailable within its time, and asked again afterwards', async () => {
  const proxy = await tcpProxy(database.connection);
  const behind = await connect({ connection: proxy.connection });
  const credentials = new PgCredentials(behind, 300);
  expect(await credentials.find(['x'])).toEqual([]);
  proxy.freeze();
  const asked = Date.now();
  await expect(credentials.find(['x'])).rejects.toThrow(CredentialsUnavailable);
  expect(Date.now() - asked).toBeLessThan(1_500);
  proxy.cutAll();
  await expect(credentials.find(['x'])).rejects.toThrow(CredentialsUnavailable);
  proxy.thaw();
  await expect(Promise.any([1, 2, 3].map(() => credentials.find(['x'])))).resolves.toEqual([]);
  await behind.destroy();
  await proxy.close();
});

test('what is wrong with a row is a bug, not an outage', async () => {
  const credentials = new PgCredentials(dataSource);
  const nobodys = { kind: 'session', id: 'x', hash: '', owner: 'nobody', createdAt: 0, expiresAt: 0, lastUsedAt: null, revokedAt: null } as const;
  await expect(credentials.add(nobodys)).rejects.not.toThrow(CredentialsUnavailable);
});
