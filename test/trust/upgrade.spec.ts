import { cp } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import { HOUR, MINUTE, quarterOf } from '../../src/domain/time.js';
import { connect } from '../../src/store/connect.js';
import type { Connection } from '../../src/store/connection.js';
import { migrations } from '../../src/store/migrations/all.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { Earshot } from '../support/earshot.js';
import { AsOfThen, derived } from '../support/older-schema.js';
import { tcpProxy } from '../support/tcp-proxy.js';

/** In `npm test` a few of the versions start a server; `npm run test:trust` starts one after each migration. */
const isWhole = process.env['EARSHOT_TEST_UPGRADES'] === 'all';
const all = migrations.map((_, place) => place + 1);
const started = isWhole ? all : [1, 5, migrations.length - 1];
const nameOf = (count: number): string => migrations[count - 1]?.name ?? '';

const began = quarterOf(Date.now() - 2 * HOUR);
let now: FreshDatabase;
let then: AsOfThen;
let way: Awaited<ReturnType<typeof reachable>>;
let reference: Earshot;
let [key, token] = ['', ''];
let expected: unknown;

beforeAll(async () => {
  now = await freshDatabase();
  way = await reachable(now.connection);
  reference = await Earshot.prepare({ EARSHOT_DATABASE_URL: way.url });
  await reference.start();
  key = await reference.command('keys', 'create', '--source', 'old');
  token = await reference.command('tokens', 'create', '--role', 'admin');
  await reference.command('users', 'create', 'sue', '--role', 'supervisor');
  expect(await reference.post(calls(), key)).toBe(200);
  await fetch(`${reference.url}/ingest/events`, { method: 'POST', body: '[{"id":"bad"}]', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } });
  await reference.caughtUp(token);
  expected = await told(reference);
  await reference.stop();
  then = await AsOfThen.of(now.connection);
}, 120_000);
afterAll(async () => {
  await then?.close();
  await reference?.remove();
  await way?.close();
  await now?.drop();
});

test.each(all.map((count) => [nameOf(count), count] as const))('what was kept after %s is there after all migrations, but what is folded from the log', async (_name, count) => {
  const old = await then.database(count, true);
  const before = await old.rows();
  expect(before.get('log')?.length).toBeGreaterThan(0);
  const dataSource = await connect({ connection: old.connection });
  const after = await old.rows();
  for (const [table, rows] of before) if (!derived.has(table)) expect([table, after.get(table)]).toEqual([table, rows]);
  await dataSource.destroy();
  await old.drop();
}, 60_000);

describe.each(started.map((count) => [nameOf(count), count] as const))('a server on what was kept after %s', (_name, count) => {
  test('starts, folds everything again, and shows the same', async () => {
    const old = await then.database(count);
    const through = await reachable(old.connection);
    const earshot = await Earshot.prepare({ EARSHOT_DATABASE_URL: through.url });
    await cp(reference.dataDir, earshot.dataDir, { recursive: true });
    await earshot.start();
    // Before there were keys and tokens there was nobody to let in.
    const reader = count >= 3 ? token : await earshot.command('tokens', 'create', '--role', 'admin');
    await earshot.caughtUp(reader);
    expect(await told(earshot, reader)).toEqual(expected);
    if (count >= 3) expect(await earshot.post([{ id: 'after', source: 'old', subject: 'after', time: Date.now() - 1_000, type: 'queue.entered', data: { queue: 'support' } }], key)).toBe(200);
    expect(earshot.output).not.toMatch(/mistake of ours|Failed/);
    await earshot.remove();
    await through.close();
    await old.drop();
  }, 120_000);
});

test('an older version refuses a database that a newer one has migrated, and says what to do', async () => {
  const database = await freshDatabase();
  const dataSource = await connect({ connection: database.connection });
  await dataSource.query("INSERT INTO migrations (timestamp, name) VALUES (9700000000000, 'Later9700000000000')");
  await dataSource.destroy();
  await expect(connect({ connection: database.connection })).rejects.toThrow(/^The database .+ was brought up to date by a newer Earshot \(Later9700000000000\)\. Start that version again, or restore the backup/);
  await database.drop();
});

/** Four calls as the first version would have had them: through the menu into the queue, answered, given up, and let down. */
function calls(): readonly EarshotEvent[] {
  const of = (call: string, second: number, type: string, data: object): EarshotEvent => ({ id: `${call}-${second}-${type}`, source: 'old', subject: call, time: began + second * 1_000, type, data }) as EarshotEvent;
  return ['a', 'b', 'c', 'd'].flatMap((call, place) => [
    of(call, place * 60, 'contact.started', { direction: 'inbound', from: `+1202555010${place}`, to: '+12025550100' }),
    of(call, place * 60 + 1, 'ivr.node.entered', { node: 'main' }), of(call, place * 60 + 9, 'ivr.input', { node: 'main', kind: 'key', key: '1' }),
    of(call, place * 60 + 10, 'queue.entered', { queue: 'support' }),
    ...(place < 2
      ? [of(call, place * 60 + 40, 'agent.connected', { agent: 'anna', queue: 'support' }), of(call, place * 60 + 300, 'agent.left', { agent: 'anna', by: 'customer' })]
      : [of(call, place * 60 + 400, 'queue.left', { queue: 'support', reason: 'abandoned' })]),
    of(call, place * 60 + 401, 'contact.ended', { by: 'customer' }),
  ]);
}

/** What the server shows of the two hours: counts, flags and contacts. */
async function told(earshot: Earshot, reader: string = token): Promise<unknown> {
  const [from, to] = [began, began + HOUR + 15 * MINUTE];
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${from}&to=${to}&metric=offered,answered,abandoned,asa&interval=none`, reader);
  const flags = await earshot.get<{ items: { contact: string; rule: string; since: number }[] }>('/api/v1/flags?limit=200', reader);
  const contacts = await earshot.get<{ items: { id: string; stage: string; startedAt: number }[] }>('/api/v1/contacts?limit=200', reader);
  return {
    counts: items.map(({ id, value }) => [id, value]),
    flags: flags.items.map(({ contact, rule, since }) => `${contact} ${rule} ${since}`).toSorted(),
    contacts: contacts.items.map(({ id, stage, startedAt }) => `${id} ${stage} ${startedAt}`).toSorted(),
  };
}

/** A server reads an address; the cluster of the tests may listen on a socket only. */
async function reachable(connection: Connection): Promise<{ readonly url: string; close(): Promise<void> }> {
  const proxy = await tcpProxy(connection);
  if ('url' in proxy.connection) return { url: proxy.connection.url, close: () => proxy.close() };
  const { host, port, user, database, password = '' } = proxy.connection;
  return { url: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`, close: () => proxy.close() };
}
