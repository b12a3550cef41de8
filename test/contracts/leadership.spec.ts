import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LostLeadership } from '../../src/ports/event-log.js';
import { takeLeadership, type Leadership } from '../../src/store/leadership.js';
import { openPool } from '../../src/store/sessions.js';
import { inTransaction } from '../../src/store/state/transaction.js';
import { administer, freshDatabase, type FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
const leaders: Leadership[] = [];

beforeEach(async () => void (database = await freshDatabase()));
afterEach(async () => {
  await Promise.all(leaders.splice(0).map(each => each.resign()));
  await database.drop();
});

async function lead(name: string, onLost: (error: LostLeadership) => void = () => undefined): Promise<Leadership> {
  const leader = await takeLeadership({ connection: database.connection, name, onLost, waitMs: 200, beatMs: 50 });
  leaders.push(leader);
  return leader;
}

test('a second server on one database is refused and told who is there', async () => {
  await lead('floor-1 4711');
  await expect(lead('floor-2 12')).rejects.toThrow(
    /^Another Earshot server \(floor-1 4711, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\) already uses the database .+\. Stop that one first, or give/,
  );
});

test('the next server comes in at once after the first resigned, with a higher epoch', async () => {
  const first = await lead('first');
  await first.resign();
  expect((await lead('second')).epoch).toBe(first.epoch + 1);
});

test('a leader whose session was cut takes its lock back while nobody else came', async () => {
  let lost = 0;
  const first = await lead('first', () => lost++);
  await administer(database.connection, [endSessions()]);
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(lost).toBe(0);
  await expect(lead('second')).rejects.toThrow('first');
  const pool = openPool(database.connection, { name: 'earshot test', max: 1 });
  await inTransaction(pool, first.epoch, () => Promise.resolve());
  await pool.end();
});

test('a state write under an old epoch is rejected, and a new epoch waits for the write in flight', async () => {
  const first = await lead('first');
  const pool = openPool(database.connection, { name: 'earshot test', max: 1 });
  let finish: () => void = () => undefined;
  let begun: () => void = () => undefined;
  const isBegun = new Promise<void>(resolve => (begun = resolve));
  const write = inTransaction(pool, first.epoch, () => new Promise<void>(resolve => ((finish = resolve), begun())));
  await isBegun;
  await first.resign();
  let raised = false;
  const second = lead('second').then(leader => ((raised = true), leader));
  await new Promise(resolve => setTimeout(resolve, 150));
  expect(raised).toBe(false);
  finish();
  await write;
  expect((await second).epoch).toBe(first.epoch + 1);
  await expect(inTransaction(pool, first.epoch, () => Promise.resolve())).rejects.toThrow(LostLeadership);
  await pool.end();
});

function endSessions(): string {
  return `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = '${database.name}' AND application_name LIKE 'earshot leader%'`;
}
