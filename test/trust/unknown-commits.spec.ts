import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { freshDatabase } from '../support/database.js';
import { Earshot } from '../support/earshot.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';
import { tcpProxy } from '../support/tcp-proxy.js';
import type { Accident } from '../support/tcp-proxy.js';
import { urlOf } from '../support/url-of.js';
import { kept } from './summary/kept.js';

/** TRUST.md: 200 rounds in `npm run test:trust`. */
const ROUNDS = Number(process.env['EARSHOT_TEST_UNKNOWN_COMMITS'] ?? 6);
const CALLS_A_ROUND = 3;
const base = quarterOf(Date.now() - 3 * HOUR);
const accidents: readonly Accident[] = ['cut-after', 'cut-before', 'cut-after', 'cut-and-deliver-late'];

const database = await freshDatabase();
const proxy = await tcpProxy(database.connection);
const earshot = await Earshot.prepare({ EARSHOT_DATABASE_URL: urlOf(proxy.connection) });
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'unknown');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(async () => {
  await earshot.remove();
  await proxy.close();
  await database.drop();
});

test(`over ${ROUNDS} commits whose answer is lost nothing acknowledged is lost, and nothing counts twice`, async () => {
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // By turns at the log's entry, and at the commit with which rows and their sums are saved.
    proxy.next(accidents[round % accidents.length] ?? 'cut-after', round % 3 === 2 ? 'COMMIT' : `round-${round}-`);
    const posts = Array.from({ length: CALLS_A_ROUND }, (_, nth) => callOf(round, nth));
    refused += (await Promise.all(posts.map(insist))).reduce((sum, each) => sum + each, 0);
  }
  await earshot.caughtUp(token);
  const calls = ROUNDS * CALLS_A_ROUND;
  expect(await counts()).toEqual({ offered: calls, answered: calls });
  // And so when what was saved is read back.
  await earshot.kill();
  await earshot.start();
  await earshot.caughtUp(token);
  expect(await counts()).toEqual({ offered: calls, answered: calls });
  kept('commit of unknown outcome: the connection cut between commit and answer', `${ROUNDS} rounds`, `${calls} calls acknowledged: 0 lost, 0 counted twice; ${refused} posts refused and sent again`);
}, 60_000 + ROUNDS * 10_000);

function callOf(round: number, nth: number): ReturnType<typeof caller>['events'] {
  const number = round * CALLS_A_ROUND + nth;
  return caller({ id: `round-${round}-${nth}`, begins: base + (number % 3_600) * SECOND, from: `+4930${1_000_000 + (number % 20)}` })
    .at(1, queues('unknown')).at(9, reaches('Alice')).at(60, partsFrom('Alice', 'customer')).at(61, hangsUp()).events;
}

/** How often it was refused until it was taken. */
async function insist(events: ReturnType<typeof callOf>): Promise<number> {
  for (let refused = 0; ; refused += 1) {
    const { status, retryAfter } = await earshot.answerTo(events, key);
    if (status === 200) return refused;
    expect([status, retryAfter]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function counts(): Promise<Record<string, number | null>> {
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${base}&to=${base + HOUR + 15 * MINUTE}&metric=offered,answered&queue=unknown`, token);
  return Object.fromEntries(items.map(({ id, value }) => [id, value]));
}
