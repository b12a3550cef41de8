import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LostLeadership } from '../../src/ports/event-log.js';
import { connect } from '../../src/store/connect.js';
import { assertEpoch, takeLeadership, type Leadership } from '../../src/store/leadership.js';
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
  const dataSource = await connect({ connection: database.connection, sessions: 1 });
  await assertEpoch(dataSource, first.epoch);
  await dataSource.destroy();
});

test('a state write under an old epoch is rejected, and a new epoch waits for the write in flight', async () => {
  const first = await lead('first');
  const dataSource = await connect({ connection: database.connection, sessions: 2 });
  const write = dataSource.createQueryRunner();
  await write.startTransaction();
  await assertEpoch(write, first.epoch);
  await first.resign();
  let raised = false;
  const second = lead('second').then(leader => ((raised = true), leader));
  await new Promise(resolve => setTimeout(resolve, 150));
  expect(raised).toBe(false);
  await write.commitTransaction();
  expect((await second).epoch).toBe(first.epoch + 1);
  await write.startTransaction();
  await expect(assertEpoch(write, first.epoch)).rejects.toThrow(LostLeadership);
  await write.rollbackTransaction();
  await write.release();
  await dataSource.destroy();
});

function endSessions(): string {
  return `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = '${database.name}' AND application_name LIKE 'earshot leader%'`;
}
