import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { SETTINGS_ENTRIES } from '../../src/store/state/settings.js';
import { batch } from '../support/events.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf, counts, row } from '../support/stored.js';
import { tcpProxy, type Accident, type TcpProxy } from '../support/tcp-proxy.js';

let proxy: TcpProxy;
let opened: Awaited<ReturnType<typeof openPgState>>;

beforeEach(async () => void (opened = await openPgState(async direct => (proxy = await tcpProxy(direct)).connection)));
afterEach(async () => {
  await opened.close();
  await proxy.close();
});

async function offered(): Promise<number> {
  return (await opened.store.readings(0, 9_000))[0]?.value ?? 0;
}

test('a commit whose answer was lost counts once, and counts as saved', async () => {
  await opened.store.save(batchOf({ deltas: [counts(900, 1)] }));
  proxy.next('cut-after', 'COMMIT');
  await opened.store.save(batchOf({ contacts: [row('c1')], deltas: [counts(900, 1)] }));
  expect(await offered()).toBe(2);
  expect(await opened.store.contacts(['c1'])).toHaveLength(1);
});

test('a commit that never arrived saved nothing, and says so', async () => {
  proxy.next('cut-before', 'COMMIT');
  await expect(opened.store.save(batchOf({ contacts: [row('c1')], deltas: [counts(900, 1)] }))).rejects.toThrow(
    /^The state cannot be saved now: .+ Nothing of this batch was saved; save it again in a moment\.$/,
  );
  expect([await offered(), await opened.store.contacts(['c1'])]).toEqual([0, []]);
  await opened.store.save(batchOf({ deltas: [counts(900, 1)] }));
  expect(await offered()).toBe(1);
});

test('30 rounds of accidents, each saved again until it is taken: every reading counts once', async () => {
  const accidents: readonly Accident[] = ['cut-after', 'cut-before', 'cut-and-deliver-late'];
  const markers = ['COMMIT', 'INSERT INTO reading', 'BEGIN'];
  for (let round = 0; round < 30; round++) {
    proxy.next(accidents[round % 3] ?? 'cut-after', markers[Math.floor(round / 3) % 3] ?? 'COMMIT');
    while (!(await opened.store.save(batchOf({ deltas: [counts(900, 1)] })).then(() => true, () => false)));
  }
  expect(await offered()).toBe(30);
});

test('settings entries are found through their index, which holds nothing else', async () => {
  await opened.log.append({ kind: 'settings', settings: {}, by: 'owner' });
  for (let entry = 0; entry < 50; entry++) await opened.log.append(entry % 2 ? batch('a', 5_000) : { kind: 'tick' });
  const client = new pg.Client('url' in opened.database.connection ? { connectionString: opened.database.connection.url } : opened.database.connection);
  await client.connect();
  try {
    await client.query('ANALYZE log; SET enable_seqscan = off');
    const plan = (await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${SETTINGS_ENTRIES}`)).rows.map(line => line['QUERY PLAN']).join('\n');
    expect(plan).toContain('log_settings');
    const { rows } = await client.query("SELECT reltuples::int AS entries FROM pg_class WHERE relname = 'log_settings'");
    expect(rows).toEqual([{ entries: 1 }]);
  } finally {
    await client.end();
  }
});
