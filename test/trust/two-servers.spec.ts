import { afterAll, expect, test } from '@jest/globals';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { administer, freshDatabase } from '../support/database.js';
import { Earshot } from '../support/earshot.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';
import { tcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';
import { urlOf } from '../support/url-of.js';
import { kept } from './summary/kept.js';

const base = quarterOf(Date.now() - 3 * HOUR);
const database = await freshDatabase();
/** Each reaches the one database its own way, so that one of them can be cut off. */
const [firstWay, secondWay] = [await tcpProxy(database.connection), await tcpProxy(database.connection)];
const first = await Earshot.prepare({ EARSHOT_DATABASE_URL: urlOf(firstWay.connection) });
const second = await Earshot.prepare({ EARSHOT_DATABASE_URL: urlOf(secondWay.connection) });

afterAll(async () => {
  await Promise.all([first.remove(), second.remove()]);
  await Promise.all([firstWay.close(), secondWay.close()]);
  await database.drop();
});

test('of two servers on one database the second is refused; when it takes over, nothing that the first still writes gets in', async () => {
  await first.start();
  const key = await first.command('keys', 'create', '--source', 'two');
  const token = await first.command('tokens', 'create', '--role', 'supervisor');
  expect(await first.post(callOf(0), key)).toBe(200);
  await first.caughtUp(token);
  await expect(second.start()).rejects.toThrow(/Another Earshot server \(.+\) already uses the database/);

  // The first is cut off and its sessions end, as they do when a machine's network goes: its lock is free.
  firstWay.freeze();
  await administer(database.connection, [`SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = '${database.name}' AND pid <> pg_backend_pid()`]);
  await second.start();
  expect(await second.post(callOf(1), key)).toBe(200);
  const cutOff = first.post(callOf(2), key);
  firstWay.thaw();
  // What it is sent from now on it must not acknowledge: it ends, or says so.
  const answers = [await cutOff];
  for (let turn = 0; turn < 20; turn += 1) answers.push(await first.post(callOf(3 + turn), key));
  expect(answers.filter((status) => status === 200)).toEqual([]);
  await until(() => /has taken over/.test(first.output), 30 * SECOND);

  await second.caughtUp(token);
  const { items } = await second.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${base}&to=${base + HOUR + 15 * MINUTE}&metric=offered,answered&queue=two`, token);
  expect(Object.fromEntries(items.map(({ id, value }) => [id, value]))).toEqual({ offered: 2, answered: 2 });
  kept('two servers on one database', '1 take-over', `the second refused while the first leads; after it took over ${answers.length} posts to the first: 0 acknowledged, 0 written, and it ended`);
}, 180_000);

function callOf(number: number): ReturnType<typeof caller>['events'] {
  return caller({ id: `call-${number}`, begins: base + number * SECOND, from: `+4930${1_000_000 + number}` })
    .at(1, queues('two')).at(9, reaches('Alice')).at(60, partsFrom('Alice', 'customer')).at(61, hangsUp()).events;
}
