import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DAY, HOUR } from '../../src/domain/time.js';
import type { SourceRecord } from '../../src/ports/source-records.js';
import { connect } from '../../src/store/connect.js';
import { PgSourceRecords } from '../../src/store/pg-source-records.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
let dataSource: DataSource;
let records: PgSourceRecords;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connect({ connection: database.connection });
  records = new PgSourceRecords(dataSource);
});
beforeEach(() => dataSource.query('TRUNCATE source CASCADE'));
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});

const NOON = 1_000 * HOUR;
const pbx: SourceRecord = {
  source: 'pbx\0', firstAt: NOON - HOUR, lastAt: NOON, occurredAt: NOON - 5, feeds: { queues: [['cärds', NOON]], voiceAt: null },
  hours: [[NOON - HOUR, 7], [NOON, 3]], gaps: [{ from: NOON - 9, to: NOON - 8 }],
};

test('gives back what was saved, whatever a source is called', async () => {
  await records.save([pbx], NOON);
  expect(await records.load(NOON)).toEqual([pbx]);
});

test('takes later words over earlier ones: the greater count of an hour, the earlier first, each gap once', async () => {
  await records.save([pbx], NOON);
  await records.save([{ ...pbx, firstAt: NOON, lastAt: NOON + 9, hours: [[NOON, 8], [NOON - HOUR, 2]], gaps: [...pbx.gaps, { from: NOON, to: NOON + 1 }] }], NOON + 9);
  expect(await records.load(NOON + 9)).toEqual([{ ...pbx, lastAt: NOON + 9, hours: [[NOON - HOUR, 7], [NOON, 8]], gaps: [...pbx.gaps, { from: NOON, to: NOON + 1 }] }]);
});

test('forgets what it is told to, what is older than four weeks, and all but the newest 200 sources and 50 gaps', async () => {
  await records.save([pbx], NOON);
  await records.save(Array.from({ length: 250 }, (_, place) => ({ ...pbx, source: `made-up-${place}`, gaps: [] })), NOON + 1);
  expect((await records.load(NOON + 1)).some(({ source }) => source === pbx.source)).toBe(false);
  await records.save([{ ...pbx, gaps: Array.from({ length: 60 }, (_, place) => ({ from: place, to: place + 1 })) }], NOON + 2);
  expect((await records.load(NOON + 2)).find(({ source }) => source === pbx.source)?.gaps).toHaveLength(50);
  await records.save([{ ...pbx, source: 'new', hours: [] }], NOON + 30 * DAY);
  expect((await records.load(NOON + 30 * DAY)).map(({ source, hours }) => [source, hours])).toEqual([['new', []]]);
  await records.forget('new');
  expect(await records.load(NOON + 30 * DAY)).toEqual([]);
});
