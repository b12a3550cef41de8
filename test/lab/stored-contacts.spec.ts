import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactRow } from '../../src/ports/state-store.js';
import { wholeOf } from '../../src/ports/stored-contacts.js';
import { openPgStoredContacts } from '../../src/store/pg-stored-contacts.js';
import type { PgStoredContacts } from '../../src/store/pg-stored-contacts.js';
import { openPgState } from '../support/pg-state.js';
import { batchOf, flag, journeyOf, row } from '../support/stored.js';

let opened: Awaited<ReturnType<typeof openPgState>>;
let stored: PgStoredContacts;

/** More than a page of each kind. */
const known = Array.from({ length: 2_300 }, (_, place) => row(`known-${place}`, { summary: { startedAt: 1_000 + place, customer: `customer-${(place * 7) % 400}` } }));
const anonymous = Array.from({ length: 1_500 }, (_, place) => row(`anonymous-${place}`, { summary: { startedAt: 1_000 + place } }));

beforeAll(async () => {
  opened = await openPgState();
  stored = openPgStoredContacts(opened.database.connection);
  for (let at = 0; at < known.length; at += 500) await opened.store.save(batchOf({ contacts: known.slice(at, at + 500) }));
  for (let at = 0; at < anonymous.length; at += 500) await opened.store.save(batchOf({ contacts: anonymous.slice(at, at + 500) }));
  await opened.store.save(batchOf({ journeys: [journeyOf('customer-0', [flag('known-0', 'repeat-contact'), flag('known-0', 'contradicted', { retractedAt: 9 }), flag('\0odd', 'repeat-contact')])] }));
});
afterAll(async () => {
  await stored.close();
  await opened.close();
});

async function read(from: number, to: number): Promise<ContactRow[]> {
  const rows: ContactRow[] = [];
  for await (const page of stored.byCustomer(wholeOf(from, to))) rows.push(...page);
  return rows;
}

test('reads every contact of a window once, those of one customer one after another, anonymous ones last', async () => {
  const rows = await read(0, 10_000);
  const byCustomer = (a: ContactRow, b: ContactRow): number => ((a.summary.customer ?? '') < (b.summary.customer ?? '') ? -1 : a.summary.customer === b.summary.customer ? a.summary.startedAt - b.summary.startedAt : 1);
  expect(rows.map(({ id }) => id)).toEqual([...known.toSorted(byCustomer), ...anonymous].map(({ id }) => id));
  expect(rows[0]?.events).toEqual(known[0]?.events);
});

test('reads nothing of other times, and counts the same', async () => {
  const rows = await read(1_200, 1_300);
  expect([rows.length, rows.every(({ summary }) => summary.startedAt >= 1_200 && summary.startedAt < 1_300), await stored.count(1_200, 1_300)]).toEqual([200, true, 200]);
  expect([await read(50_000, 60_000), await stored.count(50_000, 60_000)]).toEqual([[], 0]);
  expect((await read(3_290, 3_300)).map(({ id }) => id)).toHaveLength(10);
});

test('halves what it reads between customers, and the halves are the whole', async () => {
  const read2 = async (from: number, to: number): Promise<ContactRow[][]> => Promise.all((await stored.halves(from, to)).map(async (part) => {
    const rows: ContactRow[] = [];
    for await (const page of stored.byCustomer(part)) rows.push(...page);
    return rows;
  }));
  // Most of the first window are known, of the second all who are in its latter half are not.
  for (const [from, to] of [[0, 10_000], [0, 1_500], [2_000, 2_200], [50_000, 60_000]] as const) {
    const [first = [], second = []] = await read2(from, to);
    expect([...first, ...second].map(({ id }) => id)).toEqual((await read(from, to)).map(({ id }) => id));
    const both = new Set(first.map(({ summary }) => summary.customer).filter((customer) => customer !== undefined));
    expect(second.filter(({ summary }) => summary.customer !== undefined && both.has(summary.customer))).toEqual([]);
    expect(Math.abs(first.length - second.length)).toBeLessThanOrEqual(20);
  }
});

test('halves those of whom no customer is known by their start', async () => {
  const other = await openPgState();
  const apart = openPgStoredContacts(other.database.connection);
  await other.store.save(batchOf({ contacts: anonymous.slice(0, 400) }));
  const [first, second] = await apart.halves(0, 10_000);
  expect([first, second]).toEqual([{ from: 0, to: 10_000, customers: {}, anonymous: { from: 0, to: 1_200 } }, { from: 0, to: 10_000, customers: null, anonymous: { from: 1_200, to: 10_000 } }]);
  let count = 0;
  for (const part of [first, second]) for await (const page of apart.byCustomer(part)) count += page.length;
  expect(count).toBe(400);
  await apart.close();
  await other.close();
});

test('stops reading when nobody wants more', async () => {
  for await (const page of stored.byCustomer(wholeOf(0, 10_000))) {
    expect(page).toHaveLength(1_000);
    break;
  }
  expect(await stored.count(0, 10_000)).toBe(3_800);
});

test('knows which standing flags of journeys lie on contacts, whatever they are called', async () => {
  expect(await stored.flagsOn(['known-0', 'known-1', '\0odd'], ['repeat-contact', 'contradicted'])).toEqual(new Map([['known-0', ['repeat-contact']], ['\0odd', ['repeat-contact']]]));
});

test('walks the index by customer, and sorts nothing', async () => {
  const { default: pg } = await import('pg');
  const { connection } = opened.database;
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  await client.query('ANALYZE contact');
  const planOf = async (sql: string): Promise<string> => (await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`)).rows.map((line) => line['QUERY PLAN']).join('\n');
  const after = await planOf("SELECT body FROM contact WHERE customer IS NOT NULL AND started_at >= 0 AND started_at < 9000 AND (customer, started_at, id) > ('customer-2', 5, '') AND customer < 'customer-3' ORDER BY customer, started_at, id LIMIT 100");
  const nobody = await planOf("SELECT body FROM contact WHERE customer IS NULL AND started_at >= 0 AND started_at < 9000 AND (started_at, id) > (5, '') ORDER BY customer, started_at, id LIMIT 100");
  await client.end();
  expect([after, nobody].map((plan) => [plan.includes('contact_customer'), plan.includes('Sort')])).toEqual([[true, false], [true, false]]);
});
