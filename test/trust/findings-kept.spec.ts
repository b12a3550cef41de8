import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { ofFindings } from '../../src/app/retention.js';
import { findingId } from '../../src/domain/finding.js';
import type { Sighting, Subject } from '../../src/domain/finding.js';
import { usualRetention } from '../../src/domain/retention.js';
import { DAY } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import { Ledger } from '../../src/findings/ledger.js';
import type { Letter } from '../../src/ports/findings.js';
import { openPgFindings, type PgFindings } from '../../src/store/pg-findings.js';
import { PgRemovalsSeen } from '../../src/store/pg-removals-seen.js';
import { LongPast } from '../support/long-past.js';

const BEGINS = Date.UTC(2026, 0, 5, 10);
const day = (nth: number): Instant => BEGINS + nth * DAY;
const rate = { hurt: 40, of: 100, hurtMs: 0, ofMs: 0 };
const at = (name: string): Subject => ({ place: { channel: 'voice', kind: 'node', name }, trouble: 'flag.menu-maze' });
const seen = (nth: number, ...contacts: string[]): Sighting => ({ from: day(nth), to: day(nth), rate, usual: rate, evidence: contacts.map((contact) => ({ contact, at: day(nth), because: 'entered main 3 times' })) });
const letter = (name: string, nth: number): Letter => ({ id: `${findingId(at(name))}/${nth}`, finding: findingId(at(name)), cause: 'opened', via: 'mail', owner: 'menus', madeAt: day(nth), state: 'sent', tries: 1, dueAt: day(nth) });
let past: LongPast;
let client: pg.Client;
let store: PgFindings;
let ledger: Ledger;

/** One that nobody has spoken of since the first days; one that somebody spoke of after; and letters about weeks. */
beforeAll(async () => {
  past = await LongPast.begin();
  client = new pg.Client('url' in past.connection ? { connectionString: past.connection.url } : past.connection);
  await client.connect();
  store = openPgFindings({ connection: past.connection, epoch: past.epoch });
  ledger = new Ledger(store);
  await ledger.note(findingId(at('main')), { is: 'opened', subject: at('main'), owner: 'menus', sighting: seen(0, 'ann-0', 'ben-0') }, day(0), () => [letter('main', 0)]);
  await ledger.note(findingId(at('billing')), { is: 'opened', subject: at('billing'), owner: 'menus', sighting: seen(1, 'ann-1') }, day(1), () => [letter('billing', 1)]);
  await ledger.note(findingId(at('billing')), { is: 'closed', before: rate, after: rate }, day(60), () => []);
  await ledger.note(findingId(at('billing')), { is: 'reopened', sighting: seen(80, 'carl-80', 'dora-80') }, day(80), () => [letter('billing', 80)]);
  const { finding: _, ...week } = letter('main', 2);
  await store.post([{ ...week, id: 'week/menus/2026-01-05/mail', cause: 'week' }]);
}, 60_000);
afterAll(async () => {
  await client.end();
  await store.close();
  await past.close();
});

const column = async (statement: string): Promise<unknown[]> => (await client.query<{ value: unknown }>(statement)).rows.map(({ value }) => value);
const oldest = async (): Promise<Record<string, Instant>> => {
  const { findings, letters, evidence } = await new PgRemovalsSeen({ query: async (statement: string) => (await client.query(statement)).rows } as never).oldest();
  return JSON.parse(JSON.stringify({ findings, letters, evidence })) as Record<string, Instant>;
};
const callsOf = (each: Ledger): string[] => each.all.flatMap(({ entries }) => entries.flatMap(({ said }) => ('sighting' in said ? said.sighting.evidence.map(({ contact }) => contact) : []))).toSorted();
/** What went; the sweeps' own entries of the log, by which the time is told, beside. */
async function sweep(nth: number, retention = usualRetention): Promise<object> {
  const { entries: _, ...swept } = await past.sweep(day(nth), past.removals, retention, ofFindings({ isReady: true, ledger, parts: { store } })).sweep();
  return swept;
}


/** What is in memory is what a restart would read. */
async function expectSameAfterRestart(): Promise<void> {
  const next = new Ledger(store);
  await next.load();
  expect(next.all.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(ledger.all.toSorted((a, b) => a.id.localeCompare(b.id)));
}

test('nothing goes before its time', async () => {
  expect(await sweep(89)).toEqual({});
  expect(callsOf(ledger)).toEqual(['ann-0', 'ann-1', 'ben-0', 'carl-80', 'dora-80']);
  expect(await oldest()).toEqual({ findings: day(0), letters: day(0), evidence: day(0) });
});

test('calls that show a finding are named as long as contacts are kept, and the finding goes on without them', async () => {
  expect(await sweep(92)).toEqual({ evidence: 3 });
  expect(callsOf(ledger)).toEqual(['carl-80', 'dora-80']);
  expect((await column('SELECT body AS value FROM finding_entry')).filter((body) => /ann-|ben-/.test(String(body)))).toEqual([]);
  expect(ledger.get(findingId(at('main')))).toMatchObject({ state: 'open', round: 1, sighting: { rate, evidence: [] } });
  expect(ledger.get(findingId(at('billing')))).toMatchObject({ state: 'open', round: 2, sighting: { evidence: [{ contact: 'carl-80' }, { contact: 'dora-80' }] } });
  expect(await oldest()).toEqual({ findings: day(0), letters: day(0), evidence: day(80) });
  await expectSameAfterRestart();
  expect(await sweep(92)).toEqual({});
});

test('a finding goes when nobody has said anything of it for so long, with its letters; one that was spoken of stays whole', async () => {
  expect(await sweep(403)).toEqual({ findings: 1, letters: 3, evidence: 2 });
  expect(ledger.all.map(({ id }) => id)).toEqual([findingId(at('billing'))]);
  expect(await column('SELECT DISTINCT finding AS value FROM finding_entry')).toEqual([findingId(at('billing'))]);
  expect(await column('SELECT number AS value FROM finding_entry ORDER BY number')).toEqual([1, 2, 3]);
  expect(await column('SELECT id AS value FROM finding_letter')).toEqual([letter('billing', 80).id]);
  await expectSameAfterRestart();
});

test('what went opens anew when it comes back, from the first line', async () => {
  const again = await ledger.note(findingId(at('main')), { is: 'opened', subject: at('main'), sighting: seen(403, 'emil') }, day(403), () => []);
  expect(again).toMatchObject({ round: 1, entries: [{ number: 1 }] });
  await expectSameAfterRestart();
});

test('a shorter setting holds from the next sweep on, and all that went is counted', async () => {
  expect(await sweep(450, { ...usualRetention, contactsMs: 40 * DAY, findingsMs: 40 * DAY })).toEqual({ findings: 2, letters: 1 });
  expect([await column('SELECT finding AS value FROM finding_entry'), await column('SELECT id AS value FROM finding_letter'), await oldest()]).toEqual([[], [], {}]);
  const removed = await client.query<{ class: string; removed: number }>("SELECT class, removed::int FROM removal WHERE class IN ('findings', 'letters', 'evidence')");
  expect(Object.fromEntries(removed.rows.map((row) => [row.class, row.removed]))).toEqual({ findings: 3, letters: 4, evidence: 5 });
});
