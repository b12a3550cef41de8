import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { fold, nothingYet } from '../../src/board/state/board.js';
import type { Snapshot } from '../../src/contract/board.js';
import type { ContactPage } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import type { Flag } from '../../src/domain/flag.js';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { machinesPostgres, ownPostgres } from '../support/own-postgres.js';
import type { OwnPostgres } from '../support/own-postgres.js';
import { caller, enters, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';

const CALLS = 30;
/** What src/operations/README.md has people type, in its order: with a PostgreSQL of one's own, then with the embedded one. */
const [withOwn = '', withEmbedded = ''] = [...(/\n## Backup and restore\n([^]*?)\n## /.exec(readFileSync(new URL('../../src/operations/README.md', import.meta.url), 'utf8'))?.[1] ?? '').matchAll(/```sh\n([^]*?)```/g)].map(([, typed = '']) => typed);
let servers: Earshot[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'earshot-backup-'));
});
afterEach(async () => {
  for (const each of servers) await each.remove();
  servers = [];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function prepared(environment: Readonly<Record<string, string>> = {}): Promise<Earshot> {
  const earshot = await Earshot.prepare(environment);
  servers.push(earshot);
  return earshot;
}

/** The lines as they stand there, before and behind "on the new machine"; starting is left to the test. */
async function type(typed: string, half: 'here' | 'there', earshot: Earshot, url = '', tools = ''): Promise<void> {
  const [here = '', there = ''] = typed.split(/^# on the new machine.*$/m);
  const lines = (half === 'here' ? here : there).replace(/^npm start$/m, '');
  expect(lines).toMatch(/^tar /m);
  await promisify(execFile)('sh', ['-euxc', lines], { cwd: folder, env: { PATH: `${tools}:${process.env['PATH'] ?? ''}`, EARSHOT_DATA_DIR: earshot.dataDir, EARSHOT_DATABASE_URL: url } });
}

interface Known {
  readonly key: string;
  readonly admin: string;
  readonly from: number;
}

/** A morning: some are served, some go in circles, some give up and are owed a call. */
async function lived(earshot: Earshot): Promise<Known> {
  await earshot.start();
  const key = await earshot.command('keys', 'create', '--source', 'story');
  const admin = await earshot.command('tokens', 'create', '--role', 'admin');
  const from = quarterOf(Date.now()) - HOUR;
  for (let number = 0; number < CALLS; number += 1) {
    const call = caller({ id: `call-${number}`, begins: Date.now() - 3 * MINUTE, from: `+4930${1_000_000 + number % 20}` }).at(1, enters('main'));
    const circles = call.at(10, enters('bills')).at(20, enters('main')).at(30, enters('bills')).at(40, enters('main')).at(80, hangsUp());
    const gaveUp = call.at(10, queues('support')).at(120, leavesQueue('support', 'abandoned'), hangsUp());
    const served = call.at(10, queues('support')).at(20, leavesQueue('support', 'answered'), reaches('Alice', 'support')).at(90, partsFrom('Alice', 'customer')).at(91, hangsUp());
    const { events } = [circles, gaveUp, served][number % 3] ?? served;
    await until(async () => await earshot.post(events, key) === 200);
  }
  // Who stays signed in is available for longer with every moment.
  await until(async () => await earshot.post([{ id: 'out', source: 'story', type: 'agent.signed-out', subject: 'Alice', time: Date.now(), data: {} }], key) === 200);
  await earshot.caughtUp(admin);
  return { key, admin, from };
}

/** The board and everything that is counted, without what the clock alone moves. */
async function shown(earshot: Earshot, { admin, from }: Known): Promise<Readonly<Record<string, unknown>>> {
  await earshot.caughtUp(admin);
  const { queues: rows, open, agents } = fold(nothingYet, { type: 'snapshot', snapshot: await earshot.get<Snapshot>('/api/v1/board', admin), heardAt: 0 });
  const { metrics } = await earshot.get<{ metrics: { id: string }[] }>('/api/v1/catalogue', admin);
  const numbers = await Promise.all(metrics.filter(({ id }) => id !== 'flags_per_hour').map(async ({ id }) => [id, await counted(earshot, id, { admin, from })]));
  const flags = await earshot.get<Page<Flag>>('/api/v1/flags?limit=200', admin);
  const contacts = await earshot.get<Page<unknown>>('/api/v1/contacts?limit=100', admin);
  const owed = await earshot.get<Page<{ readonly id: string }>>('/api/v1/recovery', admin);
  return { rows, open, agents: agents.map(({ id }) => id).toSorted(), numbers, flags: flags.items, contacts: contacts.items, owed: owed.items.map(({ id }) => id).toSorted() };
}

/** Once the board has been drawn with all of it. */
async function settled(earshot: Earshot, known: Known): Promise<Readonly<Record<string, unknown>>> {
  let last = await shown(earshot, known);
  await until(async () => {
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND));
    const before = last;
    last = await shown(earshot, known);
    return isDeepStrictEqual(last, before) && JSON.stringify(last).includes('"offered":20,');
  }, MINUTE);
  return last;
}

/** One metric over two hours, or why there is none. How whole it is hangs on the health of sources, of which a running server keeps the last half minute in memory. */
async function counted(earshot: Earshot, id: string, { admin, from }: Pick<Known, 'admin' | 'from'>): Promise<unknown> {
  const answer = await fetch(`${earshot.url}/api/v1/metrics?from=${from}&to=${from + 2 * HOUR}&metric=${id}`, { headers: { authorization: `Bearer ${admin}` } });
  return { ...await answer.json() as object, completeness: undefined, status: answer.status };
}

/** What was there before is there, keys and sealed numbers open what they opened, and who calls again is known. */
async function isWhole(earshot: Earshot, known: Known, before: Readonly<Record<string, unknown>>): Promise<void> {
  await earshot.start();
  // The board is drawn some times a second.
  await until(async () => isDeepStrictEqual(await shown(earshot, known), before), 30 * SECOND).catch(() => undefined);
  expect(await shown(earshot, known)).toEqual(before);
  expect((before['contacts'] as unknown[]).length).toBe(CALLS);
  const [owed = ''] = before['owed'] as string[];
  expect(await earshot.get(`/api/v1/recovery/${owed}/number`, known.admin)).toEqual({ number: expect.stringMatching(/^\+49301000\d{3}$/) });
  const [first] = caller({ id: 'again', begins: Date.now() - SECOND, from: '+49301000003' }).at(0, enters('main')).events;
  expect(first && await earshot.post([first], known.key)).toBe(200);
  await earshot.caughtUp(known.admin);
  const customerOf = async (id: string): Promise<string | undefined> => (await earshot.get<ContactPage>(`/api/v1/contacts/${id}`, known.admin)).lane.customer;
  expect([await customerOf('again'), typeof await customerOf('call-3')]).toEqual([await customerOf('call-3'), 'string']);
}

test('a copy of the data folder, made and put back as it is written down, serves the same board and the same numbers', async () => {
  const [old, next] = [await prepared(), await prepared()];
  const known = await lived(old);
  const before = await settled(old, known);
  await old.stop();
  await type(withEmbedded, 'here', old);
  await rm(old.dataDir, { recursive: true });
  await type(withEmbedded, 'there', next);
  await isWhole(next, known, before);
}, 300_000);

(machinesPostgres === undefined ? test.skip : test)('pg_dump of a running server and its data folder, put back as it is written down, serve the same board and the same numbers', async () => {
  const home = machinesPostgres ?? '';
  const postgres: OwnPostgres = await ownPostgres(home);
  try {
    const [from, to] = [await postgres.emptyDatabase('before'), await postgres.emptyDatabase('after')];
    const [old, next] = [await prepared({ EARSHOT_DATABASE_URL: from }), await prepared({ EARSHOT_DATABASE_URL: to })];
    const known = await lived(old);
    const before = await settled(old, known);
    await type(withOwn, 'here', old, from, path.join(home, 'bin'));
    await old.stop();
    await type(withOwn, 'there', next, to, path.join(home, 'bin'));
    await isWhole(next, known, before);
    for (const each of servers.splice(0)) await each.remove();
  } finally {
    await postgres.stop();
  }
}, 300_000);
