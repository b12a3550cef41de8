import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { findRunning } from '../../src/store/embedded/connection-file.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';

/** Kills in the midst of an erasure: 12 with `npm run test:trust`, some in every run. */
const KILLS = Number(process.env['EARSHOT_TEST_ERASURE_KILLS'] ?? 3);
const NUMBER = '+4930555017';
const began = Date.now() - 20 * MINUTE;
const earshot = await Earshot.prepare();
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'pbx'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(() => earshot.remove());

interface Told { readonly call: string; readonly type: string; readonly second: number; readonly data: object }
const cloudEvent = ({ call, type, second, data }: Told): object => ({ specversion: '1.0', id: `${call}/${type}/${second}`, source: 'pbx', type, subject: call, time: new Date(began + second * SECOND).toISOString(), data });

async function post(told: readonly Told[]): Promise<void> {
  const body = JSON.stringify(told.map(cloudEvent));
  const sent = async (): Promise<number> => fetch(`${earshot.url}/ingest/events`, { method: 'POST', body, headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` } }).then((answer) => answer.status, () => 0);
  await until(async () => await sent() === 200, MINUTE);
}

/** A call that is given up, or is answered and says things in free text. */
function call(id: string, from: string, at: number, answered = true): Told[] {
  const start = [{ call: id, type: 'contact.started', second: at, data: { channel: 'voice', direction: 'inbound', from, to: '+49301000' } }, { call: id, type: 'queue.entered', second: at + 5, data: { queue: 'support' } }];
  if (!answered) return [...start, { call: id, type: 'queue.left', second: at + 95, data: { queue: 'support', reason: 'abandoned' } }, { call: id, type: 'contact.ended', second: at + 95, data: { by: 'customer' } }];
  return [
    ...start, { call: id, type: 'queue.left', second: at + 20, data: { queue: 'support', reason: 'answered' } }, { call: id, type: 'agent.connected', second: at + 20, data: { agent: 'alice', queue: 'support' } },
    { call: id, type: 'promise.made', second: at + 60, data: { what: `Send it to Canary Miller of ${id}` } }, { call: id, type: 'agent.left', second: at + 120, data: { agent: 'alice', by: 'customer' } },
    { call: id, type: 'contact.ended', second: at + 120, data: { by: 'customer' } }, { call: id, type: 'acme.note', second: at + 130, data: { note: `Canary Miller of ${id}` } },
  ];
}

const erasedCalls = ['victim-first', 'victim-second', 'victim-third'];
const victim = [...call('victim-first', NUMBER, 0), ...call('victim-second', NUMBER, 200, false), ...call('victim-third', NUMBER, 400)];
const others = [...call('other-first', '+4930555018', 60), ...call('other-second', '+4930555019', 300, false)];

/** Everything that the database holds, bytes read as text. */
async function everything(): Promise<string> {
  const connection = await findRunning(earshot.dataDir);
  if (connection === undefined) throw new Error('The database of the server is not running.');
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    const texts: string[] = [];
    for (const { name } of rows) for (const row of (await client.query<Record<string, unknown>>(`SELECT * FROM "${name}"`)).rows) texts.push(Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString() : typeof value === 'string' ? value : JSON.stringify(value) ?? '')).join('\n'));
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

const counts = async (): Promise<unknown> => {
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${quarterOf(began - 60 * MINUTE)}&to=${quarterOf(began + 120 * MINUTE)}&metric=offered,answered,abandoned&interval=none`, token);
  return Object.fromEntries(items.map(({ id, value }) => [id, value]));
};
const keyOf = async (contact: string): Promise<string> => (await earshot.get<{ contact: { customer?: string }; customer?: string } & Record<string, unknown>>(`/api/v1/contacts/${contact}`, token).then((answer) => JSON.stringify(answer))).match(/tel_[\w-]{27}/)?.[0] ?? '';

test('what is kept on one customer is handed out whole, and who asked is noted', async () => {
  await post([...victim, ...others]);
  await earshot.caughtUp(token);
  const file = JSON.parse(await earshot.command('export', NUMBER)) as { customer: string; events: { event: { subject: string; type: string; sentType?: string } }[]; number: string | null };
  expect(file.customer).toMatch(/^tel_/);
  expect(new Set(file.events.map(({ event }) => event.subject))).toEqual(new Set(erasedCalls));
  expect(file.events).toHaveLength(victim.length);
  expect(file.number).toBe(NUMBER);
  const again = JSON.parse(await earshot.command('export', NUMBER)) as typeof file;
  expect(again.events.filter(({ event }) => event.sentType === 'customer.exported')).toHaveLength(1);
}, 120_000);

test(`a customer is erased within a minute, over ${KILLS} kills in the midst of it, and nothing brings them back`, async () => {
  await until(async () => (await everything()).includes('victim-third'));
  const customer = await keyOf('victim-third');
  expect(customer).toMatch(/^tel_/);
  const before = await counts();
  const asked = await fetch(`${earshot.url}/api/v1/customers/${customer}/erase`, { method: 'POST', body: JSON.stringify({ confirm: customer }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
  expect(asked.status).toBe(202);
  const { id } = await asked.json() as { id: string };
  const askedAt = Date.now();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150 + kill * 700));
    await earshot.kill();
    await earshot.start();
    // Senders retry what they are not sure of.
    await post(victim.slice(kill, kill + 6));
  }
  await earshot.caughtUp(token);
  await until(async () => (await earshot.get<{ doneAt: number | null }>(`/api/v1/erasures/${id}`, token)).doneAt !== null, 3 * MINUTE).catch(async (error: Error) => { throw new Error(`${error.message}\n${earshot.output.slice(-3_000)}`); });
  // The kills take their time; without them it is half a minute.
  expect(Date.now() - askedAt).toBeLessThan(10 * MINUTE);
  const gone = async (): Promise<void> => {
    const text = await everything();
    for (const trace of [...erasedCalls, customer, 'Canary Miller of victim']) expect(text.includes(trace)).toBe(false);
    expect(text).toContain('Canary Miller of other-first');
    expect(await counts()).toEqual(before);
    const board = JSON.stringify(await earshot.get('/api/v1/board', token)) + JSON.stringify(await earshot.get('/api/v1/recovery', token)) + JSON.stringify(await earshot.get('/api/v1/flags?limit=100', token));
    for (const trace of [...erasedCalls, customer]) expect(board.includes(trace)).toBe(false);
  };
  await gone();
  // A duplicate, and a late event of a call that is not known by its name any more.
  await post([...victim, { call: 'victim-first', type: 'acme.note', second: 140, data: { note: 'Canary Miller of victim-first, late' } }]);
  await earshot.caughtUp(token);
  await gone();
  await earshot.stop();
  await earshot.command('rebuild');
  await earshot.start();
  await earshot.caughtUp(token);
  await gone();
  // Who calls again is a new customer, with nothing of before.
  await post(call('new-call', NUMBER, Math.ceil((Date.now() - began) / SECOND), false));
  await earshot.caughtUp(token);
  expect(await keyOf('new-call')).toBe(customer);
  const page = await earshot.get<{ contacts: { contact: string }[] }>(`/api/v1/customers/${customer}`, token);
  expect(page.contacts.map(({ contact }) => contact)).toEqual(['new-call']);
  const noted = await earshot.get<{ items: { says: string }[] }>('/api/v1/audit?limit=50', token);
  expect(noted.items.map(({ says }) => says)).toEqual(expect.arrayContaining([`Had a customer erased, erasure ${id}`, expect.stringMatching(/^Took everything that is kept on the customer of erased-/)]));
}, 400_000);

test('a customer known by a platform\'s id and by a number is one: on the board\'s pages, in the export, and erased with all of their numbers', async () => {
  const [mobile, home] = ['+4930555021', '+4930555022'];
  const at = Math.ceil((Date.now() - began) / SECOND) - 600;
  const known = (id: string, second: number, customer: string): Told => ({ call: id, type: 'customer.identified', second, data: { customer } });
  const told = [
    ...call('one-by-number', mobile, at), { call: 'one-chat', type: 'contact.started', second: at + 60, data: { channel: 'chat', direction: 'inbound', to: 'support-chat' } }, known('one-chat', at + 61, 'crm-Canary-7'),
    { call: 'one-chat', type: 'contact.ended', second: at + 90, data: { by: 'customer' } }, ...call('one-by-both', mobile, at + 130, false), known('one-by-both', at + 131, 'crm-Canary-7'),
    // Two people of one household: what goes by their number alone is neither's.
    ...call('one-at-home', home, at + 240, false), known('one-at-home', at + 241, 'crm-Canary-7'), ...call('two-at-home', home, at + 250, false), known('two-at-home', at + 251, 'crm-8'), ...call('guest-at-home', home, at + 300, false),
  ];
  await post(told);
  await earshot.caughtUp(token);
  const hash = await keyOf('one-by-number');
  const pageOf = async (key: string): Promise<{ customer: string; contacts: { contact: string }[] }> => earshot.get(`/api/v1/customers/${key}`, token);
  const theirs = ['one-by-number', 'one-chat', 'one-by-both', 'one-at-home'];
  for (const key of [hash, 'crm-Canary-7']) expect((await pageOf(key)).contacts.map(({ contact }) => contact).toSorted()).toEqual(theirs.toSorted());
  const listed = async (key: string): Promise<string[]> => (await earshot.get<{ items: { id: string }[] }>(`/api/v1/contacts?customer=${key}`, token)).items.map(({ id }) => id).toSorted();
  for (const key of [hash, 'crm-Canary-7']) expect(await listed(key)).toEqual(theirs.toSorted());
  expect((await pageOf(await keyOf('guest-at-home'))).contacts.map(({ contact }) => contact)).toEqual(['guest-at-home']);
  const file = JSON.parse(await earshot.command('export', mobile)) as { customer: string; events: { event: { subject: string } }[] };
  expect(file.customer).toBe('crm-Canary-7');
  expect(new Set(file.events.map(({ event }) => event.subject))).toEqual(new Set(theirs));
  const again = async (): Promise<void> => {
    await earshot.stop();
    await earshot.command('rebuild');
    await earshot.start();
    await earshot.caughtUp(token);
  };
  await again();
  for (const key of [hash, 'crm-Canary-7']) expect(await listed(key)).toEqual(theirs.toSorted());
  const asked = await fetch(`${earshot.url}/api/v1/customers/${encodeURIComponent(hash)}/erase`, { method: 'POST', body: JSON.stringify({ confirm: hash }), headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
  expect(asked.status).toBe(202);
  const { id } = await asked.json() as { id: string };
  await until(async () => (await earshot.get<{ doneAt: number | null }>(`/api/v1/erasures/${id}`, token)).doneAt !== null, 3 * MINUTE).catch(async (error: Error) => { throw new Error(`${error.message}\n${earshot.output.slice(-3_000)}`); });
  const gone = async (): Promise<void> => {
    const text = await everything();
    for (const trace of [...theirs, hash, 'crm-Canary-7', 'Canary Miller of one-']) expect([trace, text.includes(trace)]).toEqual([trace, false]);
    expect(text).toContain('guest-at-home');
    // Nobody else is known to have the number any more: what goes by it is the other's.
    expect(await listed('crm-8')).toEqual(['guest-at-home', 'two-at-home']);
  };
  await gone();
  await post(told);
  await earshot.caughtUp(token);
  await gone();
  await again();
  await gone();
}, 400_000);
