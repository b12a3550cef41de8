import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type * as Thread from '../../src/app/lab/lab-thread.js';
import type * as Work from '../../src/app/lab/lab-work.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { DAY } from '../../src/domain/time.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf, row } from '../support/stored.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../support/story.js';

// As built: a thread is started with a file that is there.
const { doLabJob } = await import(new URL('../../dist/app/lab/lab-work.js', import.meta.url).href) as typeof Work;
const { startHelp } = await import(new URL('../../dist/app/lab/lab-thread.js', import.meta.url).href) as typeof Thread;

/** More than are worth a second reader. */
const COPIES = 2_000;
let opened: Awaited<ReturnType<typeof openPgState>>;

beforeAll(async () => {
  opened = await openPgState();
  const contacts = [50, 130, 700].map((wait) => row(`wait-${wait}-@@@`, {
    events: caller({ id: `wait-${wait}-@@@`, begins: DAY }).at(0, queues('support')).at(wait, leavesQueue('support', 'answered'), reaches('al', 'support')).at(wait + 60, hangsUp()).events,
    summary: { startedAt: DAY, customer: 'customer-@@@', endedAt: DAY + 1_000 * (wait + 60) },
  }));
  await opened.store.save(batchOf({ contacts }));
  const { default: pg } = await import('pg');
  const { connection } = opened.database;
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  const named = (column: string): string => `replace(${column}, '@@@', n::text)`;
  await client.query(`
    INSERT INTO contact (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, body)
      SELECT ${named('id')}, started_at, ${named('customer')}, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, ${named('body')} FROM contact CROSS JOIN generate_series(1, ${COPIES}) AS n;
    DELETE FROM contact WHERE id LIKE '%@@@'`);
  await client.end();
}, 60_000);
afterAll(() => opened.close());

function run(help?: Work.StartHelp): Promise<{ readonly messages: readonly Work.LabMessage[] }> {
  const messages: Work.LabMessage[] = [];
  const job: Work.LabJob = {
    connection: opened.database.connection, floor: unnamedFloor, now: 60 * DAY,
    request: { rule: 'long-wait', draft: { options: { after: 60 } }, from: 0, to: 10 * DAY },
  };
  return doLabJob(job, (message) => messages.push(message), help).then(() => ({ messages }));
}

test('two threads read half each, tell of both, and come to what one comes to', async () => {
  let halves = 0;
  const alone = await run();
  const both = await run((job, tell) => {
    halves += 1;
    return startHelp(job, tell);
  });
  const last = both.messages.at(-1);
  expect(halves).toBe(1);
  expect(last).toEqual(alone.messages.at(-1));
  expect(last).toMatchObject({ is: 'done', result: { contacts: 3 * COPIES, inForce: { contacts: 2 * COPIES }, draft: { contacts: 2 * COPIES } } });
  const done = both.messages.flatMap((message) => (message.is === 'progress' ? [message.done] : []));
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(3 * COPIES);
}, 120_000);

test('where the one that helps fails, the run says why, and leaves no thread behind', async () => {
  let stopped = 0;
  const { messages } = await run((job, tell) => {
    const thread = startHelp({ ...job, connection: { url: 'postgres://nobody@127.0.0.1:1/nothing' } }, tell);
    return { stop: async () => { stopped += 1; await thread.stop(); } };
  });
  expect(messages.at(-1)).toMatchObject({ is: 'failed', why: expect.stringContaining('127.0.0.1:1') });
  expect(stopped).toBe(1);
}, 60_000);
