import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DAY } from '../../src/domain/time.js';
import type { RefusedItems } from '../../src/ports/refused.js';
import { connect } from '../../src/store/connect.js';
import { PgRefused } from '../../src/store/pg-refused.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { memoryRefused } from '../support/memory-refused.js';

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

const item = (source: string, sent: unknown, reason = 'subject: is missing') => ({ source, adapter: 'events', reason, sent: JSON.stringify(sent) });
const sentOf = async (items: RefusedItems, source?: string) => (await items.list({ source, limit: 10 })).map(({ sent }) => JSON.parse(sent ?? 'null') as unknown);

describe.each([['memory', async () => memoryRefused()], ['PostgreSQL', async () => (await dataSource.query('TRUNCATE refused'), new PgRefused(dataSource))]] as const)('what was refused, kept in %s', (_, open) => {
  let items: RefusedItems;
  beforeEach(async () => {
    items = await open();
  });

  test('is listed newest first, by source and by page', async () => {
    await items.put([item('pbx', 1)], 1_000);
    await items.put([item('ivr', 2)], 2_000);
    await items.put([item('pbx', 3)], 3_000);
    expect([await sentOf(items), await sentOf(items, 'pbx'), await items.counts()]).toEqual([[3, 2, 1], [3, 1], { pbx: 2, ivr: 1 }]);
    const [first] = await items.list({ limit: 1 });
    expect((await items.list({ limit: 10, before: first })).map(({ lastAt }) => lastAt)).toEqual([2_000, 1_000]);
  });

  test('counts the very same up, and takes its newest reason', async () => {
    await items.put([item('pbx', 1)], 1_000);
    await items.put([item('pbx', 1, 'time: is no time')], 5_000);
    expect(await items.list({ limit: 10 })).toEqual([expect.objectContaining({ firstAt: 1_000, lastAt: 5_000, times: 2, reason: 'time: is no time' })]);
  });

  test('keeps any text as it is: NUL, half a surrogate pair, a long reason', async () => {
    const odd = { name: 'a\0b\ud800c', deep: { ümläut: '☎' } };
    await items.put([item('pbx\0', odd, `why\0${'x'.repeat(1_500)}`)], 1_000);
    const [kept] = await items.list({ source: 'pbx\0', limit: 10 });
    expect([kept?.source, kept?.reason.length, JSON.parse(kept?.sent ?? '')]).toEqual(['pbx\0', 1_504, odd]);
  });

  test('has nothing under an id that no text of the database can be', async () => {
    expect([await items.find('\0'), await items.remove('r\0\ud800'), await items.note('\0', 'why', 1)]).toEqual([undefined, false, undefined]);
  });

  test('tells why, the most frequent reason of each source first, whatever numbers stand in it', async () => {
    await items.put([item('pbx', 1, 'Line 12 was left out.'), item('pbx', 2, 'Line 13 was left out.'), item('pbx', 3), item('ivr', 4, 'time: is no "time"')], 1_000);
    await items.put([item('pbx', 2, 'Line 13 was left out.')], 3_000);
    expect(await items.reasons(1)).toEqual([
      { source: 'ivr', reason: 'time: is no "time"', times: 1, lastAt: 1_000 }, { source: 'pbx', reason: 'Line # was left out.', times: 3, lastAt: 3_000 },
    ]);
    expect((await items.reasons(5)).map(({ reason }) => reason)).toEqual(['time: is no "time"', 'Line # was left out.', 'subject: is missing']);
  });

  test('leaves the list once, and is noted when it is refused again', async () => {
    await items.put([item('pbx', 1)], 1_000);
    const id = (await items.list({ limit: 1 }))[0]?.id ?? '';
    await items.note(id, 'still no subject', 9_000);
    expect(await items.find(id)).toMatchObject({ reason: 'still no subject', lastAt: 9_000, times: 1 });
    expect([await items.remove(id), await items.remove(id), await items.find(id)]).toEqual([true, false, undefined]);
  });
});

test('a source that sends nothing but nonsense pushes out nobody, and a month later it is forgotten', async () => {
  await dataSource.query('TRUNCATE refused');
  const items = new PgRefused(dataSource);
  await items.put([item('quiet', 'once')], 0);
  await items.put(Array.from({ length: 2_500 }, (_, index) => item('loud', index)), 1_000);
  expect(await items.counts()).toEqual({ quiet: 1, loud: 2_000 });
  await items.put([item('quiet', 'again')], 31 * DAY);
  expect(await items.removeBefore(2 * DAY)).toBe(2_001);
  expect(await items.counts()).toEqual({ quiet: 1 });
});

test('no id is taken for an option where it is given on the command line', async () => {
  await dataSource.query('TRUNCATE refused');
  const items = new PgRefused(dataSource);
  await items.put(Array.from({ length: 300 }, (_, nth) => item('pbx', nth)), 1_000);
  expect((await items.list({ limit: 300 })).filter(({ id }) => !/^[a-z]/.test(id))).toEqual([]);
});
