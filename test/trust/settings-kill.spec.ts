import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { QueueRow } from '../../src/contract/board.js';
import type { Page } from '../../src/contract/session.js';
import type { SettingsVersionLine, SettingsView, UnnamedView } from '../../src/contract/settings.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';

const earshot = await Earshot.prepare();
const folder = await mkdtemp(path.join(tmpdir(), 'earshot-settings-'));
const file = path.join(folder, 'floor.yaml');
let admin = '';

beforeAll(async () => {
  await earshot.start();
  admin = await earshot.command('tokens', 'create', '--role', 'admin', '--label', 'ann');
  const key = await earshot.command('keys', 'create', '--source', 'pbx');
  const time = Date.now() - 60_000;
  await earshot.post([
    { id: '1', source: 'pbx', type: 'contact.started', time, subject: 'c1', data: { direction: 'inbound' } },
    { id: '2', source: 'pbx', type: 'queue.entered', time: time + 1_000, subject: 'c1', data: { queue: 'q-17' } },
  ], key);
  await earshot.caughtUp(admin);
}, 60_000);
afterAll(async () => {
  await earshot.remove();
  await rm(folder, { recursive: true });
});

const settings = (): Promise<SettingsView> => earshot.get('/api/v1/settings', admin);
const versions = async (): Promise<readonly string[]> => (await earshot.get<Page<SettingsVersionLine>>('/api/v1/settings/versions', admin)).items.map(({ by, changes }) => `${by} ${changes}`);
const queueNames = async (): Promise<readonly string[]> => (await earshot.get<Page<QueueRow>>('/api/v1/queues', admin)).items.map(({ name }) => name);

async function send(method: 'PUT' | 'PATCH', said: object): Promise<{ readonly status: number; readonly what: string | undefined }> {
  const answer = await fetch(`${earshot.url}/api/v1/settings`, { method, body: JSON.stringify(said), headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' } });
  const body = await answer.json() as { error?: { what: string } };
  return { status: answer.status, what: body.error?.what };
}
const name = async (queue: string, called: string): Promise<number> => (await send('PATCH', { base: (await settings()).revision, changes: [{ path: ['queues', queue, 'name'], value: called }] })).status;

test('without a file: what is named on the page is on the board, and there again after kill -9', async () => {
  expect((await earshot.get<UnnamedView>('/api/v1/settings/unnamed', admin)).queues.map(({ id }) => id)).toEqual(['q-17']);
  expect(await name('q-17', 'Claims')).toBe(200);
  await earshot.kill();
  await earshot.start();
  await earshot.caughtUp(admin);
  expect((await settings()).document).toEqual({ queues: { 'q-17': { name: 'Claims' } } });
  await until(async () => (await queueNames()).includes('Claims'));
  expect((await earshot.get<UnnamedView>('/api/v1/settings/unnamed', admin)).queues).toEqual([]);
}, 60_000);

test('with a file: it takes the place of what the log held, the page writes it, and kill -9 after the answer loses nothing', async () => {
  await writeFile(file, '# the floor\nqueues:\n  q-17: { name: From the file } # ours\n');
  earshot.set('EARSHOT_SETTINGS', file);
  await earshot.stop();
  await earshot.start();
  await earshot.caughtUp(admin);
  expect(await name('q-17', 'From the page')).toBe(200);
  await earshot.kill();
  expect(await readFile(file, 'utf8')).toBe('# the floor\nqueues:\n  q-17: { name: From the page } # ours\n');
  await earshot.start();
  await earshot.caughtUp(admin);
  // The board is told a tick after the fold.
  await until(async () => (await queueNames()).includes('From the page'));
  expect([await queueNames(), await versions()]).toEqual([['From the page'], ['ann 1', `${file} 1`, 'ann 1', 'defaults 0']]);
}, 60_000);

test('of page and editor each sees what the other did', async () => {
  const { revision } = await settings();
  await writeFile(file, 'queues:\n  q-17: { name: From an editor }\n');
  expect(await send('PATCH', { base: revision, changes: [{ path: ['queues', 'q-17', 'name'], value: 'X' }] })).toEqual({ status: 409, what: `The settings were changed since you opened them, on the board or in ${file}.` });
  await until(async () => (await queueNames()).includes('From an editor'));
  expect(await name('q-17', 'Agreed')).toBe(200);
  expect((await versions()).slice(0, 2)).toEqual(['ann 1', `${file} 1`]);
  await until(async () => (await queueNames()).includes('Agreed'));
}, 30_000);

test('a large floor is read on another thread, and is changed and told of its mistakes as a small one is', async () => {
  const text = `queues:\n  q-17: { name: Agreed }\nagents:\n${Array.from({ length: 1_000 }, (_, index) => `  a-${index}: { name: Agent ${index} } # ${index}\n`).join('')}`;
  expect((await send('PUT', { base: (await settings()).revision, text: text.replace('Agent 7 }', 'Agent 7, team: nort }') })).what).toBe('The settings have a mistake; nothing of them is taken.');
  expect((await send('PUT', { base: (await settings()).revision, text })).status).toBe(200);
  expect((await send('PATCH', { base: (await settings()).revision, changes: [{ path: ['agents', 'a-7', 'name'], value: 'Alice' }] })).status).toBe(200);
  expect(await readFile(file, 'utf8')).toBe(text.replace('Agent 7 }', 'Alice }'));
}, 30_000);

test('a mistake and a read-only file are refused with a sentence, and change nothing', async () => {
  const before = await settings();
  expect(await send('PUT', { base: before.revision, text: 'queues: [q-17]' })).toEqual({ status: 400, what: 'The settings have a mistake; nothing of them is taken.' });
  await chmod(file, 0o444);
  expect(await send('PUT', { base: before.revision, text: 'zone: UTC' })).toEqual({ status: 409, what: `The settings cannot be changed from here: the settings file ${file} is read-only.` });
  expect(await settings()).toEqual({ ...before, cannotWrite: `the settings file ${file} is read-only` });
}, 30_000);
