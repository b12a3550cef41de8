import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DAY } from '../../src/domain/time.js';
import type { AuditLog, NewAuditEntry } from '../../src/ports/audit.js';
import { CredentialsUnavailable } from '../../src/ports/credentials.js';
import { connect } from '../../src/store/connect.js';
import { encode } from '../../src/store/entry-codec.js';
import { PgAudit } from '../../src/store/pg-audit.js';
import { freshDatabase } from '../support/database.js';
import type { FreshDatabase } from '../support/database.js';
import { MemoryAudit } from '../support/memory-audit.js';

const NOW = 1_700_000_000_000;
let database: FreshDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await freshDatabase();
  dataSource = await connect({ connection: database.connection, sessions: 2 });
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await dataSource.query('TRUNCATE audit_entry, log RESTART IDENTITY');
});

const entry = (at: number, more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({ at: NOW + at, who: 'sue', what: 'signed-in', ...more });
async function changeSettings(position: number, at: number, by: string): Promise<void> {
  await dataSource.query('INSERT INTO log (position, recorded_at, content) VALUES ($1, $2, $3)', [position, NOW + at, encode({ kind: 'settings', settings: {}, by } as Parameters<typeof encode>[0])]);
}

describe.each<[string, () => AuditLog]>([['memory', () => new MemoryAudit()], ['PostgreSQL', () => new PgAudit(dataSource)]])('the audit log in %s', (_, open) => {
  test('hands back what was written, newest first, of one instant what was written last', async () => {
    const audit = open();
    const odd = entry(1, { who: 'it\'s "odd"\0\ud800', about: 'pbx (k1)', address: '2001:db8::1', says: '→' });
    for (const each of [entry(0), odd, entry(1, { what: 'signed-out' })]) await audit.write(each);
    const read = await audit.read({ limit: 9 });
    expect(read.map(({ id: _id, ...rest }) => rest)).toEqual([entry(1, { what: 'signed-out' }), odd, entry(0)]);
    expect(new Set(read.map(({ id }) => id)).size).toBe(3);
  });

  test('is read page by page', async () => {
    const audit = open();
    for (let each = 0; each < 7; each += 1) await audit.write(entry(Math.floor(each / 3), { about: String(each) }));
    const pages: (string | undefined)[][] = [];
    for (let after: { at: number; id: string } | undefined; pages.length < 9;) {
      const page = await audit.read({ limit: 3, ...(after === undefined ? {} : { after }) });
      if (page.length === 0) break;
      pages.push(page.map(({ about }) => about));
      after = page.at(-1);
    }
    expect(pages).toEqual([['6', '5', '4'], ['3', '2', '1'], ['0']]);
  });

  test('is narrowed by who, what and when', async () => {
    const audit = open();
    for (const each of [entry(0), entry(1, { who: 'bob' }), entry(2, { what: 'number.shown' }), entry(3)]) await audit.write(each);
    const at = async (asked: object): Promise<number[]> => (await audit.read({ limit: 9, ...asked })).map((each) => each.at - NOW);
    expect([await at({ who: 'sue' }), await at({ what: 'number.shown' }), await at({ from: NOW + 1, to: NOW + 3 }), await at({ who: 'bob', what: 'signed-out' })]).toEqual([[3, 2, 0], [2], [2, 1], []]);
  });

  test('writes once what an event says, however often it is told', async () => {
    const audit = open();
    for (let times = 0; times < 3; times += 1) await audit.write(entry(times, { what: 'number.shown', cause: 'number-shown/c1' }));
    await audit.write(entry(3, { what: 'number.shown', cause: 'number-shown/c2' }));
    expect((await audit.read({ limit: 9 })).map(({ at }) => at - NOW)).toEqual([3, 0]);
  });
});

test('tells of changes of settings, which stand in the log and nowhere else', async () => {
  const audit = new PgAudit(dataSource);
  await audit.write(entry(5));
  await audit.write(entry(10));
  for (const [position, at, by] of [[1, 0, 'defaults'], [2, 5, 'ann'], [3, 7, 'floor.yaml']] as const) await changeSettings(position, at, by);
  const read = async (asked: object = {}): Promise<unknown[]> => (await audit.read({ limit: 9, ...asked })).map(({ at, who, what, about }) => [at - NOW, who, what, about].filter((each) => each !== undefined).join(' '));
  expect(await read()).toEqual(['10 sue signed-in', '7 floor.yaml settings.changed version 3', '5 ann settings.changed version 2', '5 sue signed-in', '0 defaults settings.changed version 1']);
  expect(await read({ who: 'ann' })).toEqual(['5 ann settings.changed version 2']);
  expect(await read({ what: 'settings.changed', from: NOW + 1 })).toEqual(['7 floor.yaml settings.changed version 3', '5 ann settings.changed version 2']);
  const paged: string[] = [];
  for (let after: { at: number; id: string } | undefined; ;) {
    const [next] = await audit.read({ limit: 1, ...(after === undefined ? {} : { after }) });
    if (next === undefined) break;
    paged.push(`${next.at - NOW} ${next.what}`);
    after = next;
  }
  expect(paged).toEqual(['10 signed-in', '7 settings.changed', '5 settings.changed', '5 signed-in', '0 settings.changed']);
});

test('forgets after 400 days', async () => {
  await new PgAudit(dataSource).write(entry(0));
  await new PgAudit(dataSource).write(entry(401 * DAY));
  expect(await new PgAudit(dataSource).read({ limit: 9 })).toHaveLength(1);
});

test('says so when the database does not answer', async () => {
  const audit = new PgAudit({ query: () => Promise.reject(new Error('gone')) } as unknown as DataSource);
  await expect(audit.write(entry(0))).rejects.toThrow(CredentialsUnavailable);
});
