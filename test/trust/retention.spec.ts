import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { DAY, HOUR } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import type { Removals } from '../../src/ports/retention.js';
import { LongPast } from '../support/long-past.js';
import { caller, hangsUp, leavesQueue, queues, reaches, partsFrom } from '../support/story.js';
import type { Story } from '../support/story.js';

const BEGINS = Date.UTC(2026, 0, 5, 10);
const NOW = BEGINS + 120 * DAY;
const day = (nth: number): Instant => BEGINS + nth * DAY;
let past: LongPast;
let client: pg.Client;

/** A call of five minutes that was answered, or given up after two. */
function call(id: string, from: string, begins: Instant, answered = true): Story {
  const waits = caller({ id, from, begins }).at(5, queues('support'));
  return answered
    ? waits.at(30, leavesQueue('support', 'answered'), reaches('Alice', 'support')).at(300, partsFrom('Alice', 'customer'), hangsUp())
    : waits.at(125, leavesQueue('support', 'abandoned'), hangsUp());
}

/** Four months: Ann and Ben call every few days; a mail has been open since the first month; last year is imported. */
async function live(): Promise<void> {
  await past.append(day(0) - HOUR, { kind: 'settings', settings: { zone: 'UTC' }, by: 'test' });
  for (let nth = 0; nth < 120; nth += 3) {
    const calls = [call(`ann-${nth}`, 'tel_ann', day(nth), nth % 2 === 0), call(`ben-${nth}`, 'tel_ben', day(nth) + HOUR)];
    for (const each of calls) await past.arrive((each.events.at(-1)?.time ?? 0) + 1_000, each.events);
    if (nth === 24) await past.arrive(day(24) + 2 * HOUR, caller({ id: 'mail', from: 'tel_carl', channel: 'email', begins: day(24) + 2 * HOUR }).at(60, queues('mails')).events);
    if (nth > 24 && nth % 12 === 0) await past.arrive(day(nth) + 3 * HOUR, [{ id: `mail-again-${nth}`, source: 'story', type: 'message.received', time: day(nth) + 3 * HOUR, subject: 'mail', data: {} }]);
    if (nth === 90) await past.arrive(day(90) + 3 * HOUR, call('imported', 'tel_ann', day(-200)).events, true);
    await past.settle(day(nth) + 5 * HOUR);
    await past.slices();
  }
  // Accepted, counted, and not folded: its day is sealed.
  await past.arrive(NOW - 2 * HOUR, call('too-late', 'tel_ann', day(84)).events);
  await past.settle(NOW - HOUR);
}

const column = async (statement: string): Promise<unknown[]> => (await client.query<{ value: unknown }>(statement)).rows.map(({ value }) => value);
const contacts = async (): Promise<unknown[]> => column('SELECT id AS value FROM contact ORDER BY id');
const isOld = (id: unknown): boolean => Number(/-(\d+)$/.exec(String(id))?.[1] ?? 99) < 30;

beforeAll(async () => {
  past = await LongPast.begin();
  client = new pg.Client('url' in past.connection ? { connectionString: past.connection.url } : past.connection);
  await client.connect();
  await live();
}, 120_000);
afterAll(async () => {
  await client.end();
  await past.close();
});

/** Stops at the n-th thing it is asked, as if the process had been killed there. */
function killedAt(removals: Removals, nth: number): Removals {
  let asked = 0;
  return new Proxy(removals, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => {
        if ((asked += 1) > nth) throw new Error('killed');
        return method.apply(target, given);
      };
    },
  });
}

test('a live event from before the horizon is accepted, counted as late and not folded; an import is', async () => {
  expect(past.memory.tooLate).toBe(6);
  expect(await contacts()).not.toContain('too-late');
  expect(await contacts()).toContain('imported');
});

test('what was received more than 90 days ago goes, and the sums stay, wherever it is killed', async () => {
  const before = await past.readings();
  const kept = (await contacts()).filter((id) => !isOld(id));
  expect(before.length).toBeGreaterThan(500);
  expect((await contacts()).filter(isOld).length).toBe(20);
  for (let nth = 1; nth < 12; nth += 1) {
    await past.sweep(NOW, killedAt(past.removals, nth)).sweep().catch((error: Error) => expect(error.message).toBe('killed'));
    await past.startAgain(NOW);
    expect(await past.readings()).toEqual(before);
  }
  // A customer of whom something is in memory is saved without what is old; then that goes too.
  for (let turn = 0; turn < 2; turn += 1) {
    await past.sweep(NOW).sweep();
    await past.settle(NOW);
  }
  expect(await past.sweep(NOW).sweep()).toEqual({});
  expect(await contacts()).toEqual(kept);
  expect(await past.readings()).toEqual(before);
  expect(await column(`SELECT count(*)::int AS value FROM log WHERE recorded_at < ${NOW - 90 * DAY}`)).toEqual([1]);
  expect((await column("SELECT body AS value FROM journey")).filter((body) => /"(?:ann|ben)-(?:[0-9]|1\d|2\d)"/.test(String(body)))).toEqual([]);
  expect((await column('SELECT contact AS value FROM flag')).filter(isOld)).toEqual([]);
  expect((await column('SELECT day AS value FROM agent_day ORDER BY day'))[0]).toBe('2026-02-04');
  expect(await column("SELECT removed::int AS value FROM removal WHERE class = 'contacts'")).toEqual([20]);
});

test('a rebuild comes to the same readings and contacts, and brings nothing back that went', async () => {
  const [before, rows, mail] = [await past.readings(), await contacts(), past.memory.contacts.get('mail')?.kept.events];
  expect(mail?.length).toBeGreaterThan(5);
  for (let turn = 0; turn < 2; turn += 1) {
    await past.rebuild(NOW);
    expect(await past.readings()).toEqual(before);
    await past.settle(NOW);
    // A crash in the midst of it finds slices and rows of both.
    await past.slices();
    await past.startAgain(NOW);
    expect(await past.readings()).toEqual(before);
    expect(await contacts()).toEqual(rows);
    expect(past.memory.contacts.get('mail')?.kept.events).toEqual(mail);
  }
});

test('sums of sealed days are the record: a rebuild leaves them as they are, and counts the others anew', async () => {
  const before = await past.readings();
  await client.query(`UPDATE reading SET body = '{"arrival":{"offered":4711}}' WHERE key = 'voice/total' AND quarter IN (${day(60)}, ${day(117)})`);
  await past.rebuild(NOW);
  const after = await past.readings();
  expect(after).toContain(`${day(60)} arrival voice/total offered 4711`);
  expect(after.filter((each) => !each.startsWith(String(day(60))))).toEqual(before.filter((each) => !each.startsWith(String(day(60)))));
});

test('an import counts for a sealed day, once, whatever is folded again', async () => {
  const counted = async (): Promise<string | undefined> => (await past.readings()).find((each) => each.startsWith(`${day(50)} arrival voice/queue/support offered`));
  expect(await counted()).toBeUndefined();
  await past.arrive(NOW, call('second-import', 'tel_dora', day(50)).events, true);
  expect(await counted()).toMatch(/ 1$/);
  await past.rebuild(NOW);
  expect(await counted()).toMatch(/ 1$/);
  await past.settle(NOW + HOUR);
  await past.rebuild(NOW + HOUR);
  expect(await counted()).toMatch(/ 1$/);
  await past.settle(NOW + 2 * HOUR);
  expect(await contacts()).toContain('second-import');
});

test('history of years ago that is imported keeps its numbers as long as its contacts', async () => {
  const then = day(50) - 1_000 * DAY;
  await past.arrive(NOW + 2 * HOUR, call('years-ago', 'tel_emil', then).events, true);
  await past.settle(NOW + 3 * HOUR);
  await past.sweep(NOW + 3 * HOUR).sweep();
  expect(await contacts()).toContain('years-ago');
  expect(await past.readings()).toContain(`${then} arrival voice/queue/support offered 1`);
});

test('readings go after thirteen months, and only they', async () => {
  const later = NOW + 300 * DAY;
  await past.settle(later - HOUR);
  await past.sweep(later).sweep();
  expect((await past.store.readings(-1, later - 396 * DAY)).length).toBe(0);
  expect((await past.store.readings(later - 396 * DAY, later)).length).toBeGreaterThan(100);
  expect(await contacts()).toEqual([]);
});
