import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { GenesysCloud } from '../support/genesys-cloud.js';
import { until } from '../support/until.js';

const QUEUE = '11111111-1111-4111-8111-111111111111';
const ANNA = '22222222-2222-4222-8222-222222222222';
const folder = await mkdtemp(path.join(tmpdir(), 'earshot-genesys-'));
const settings = path.join(folder, 'floor.yaml');
const secret = path.join(folder, 'secret');
await writeFile(settings, `queues: { ${QUEUE}: { name: Support } }\nagents: { ${ANNA}: { name: Anna, queues: [${QUEUE}] } }\nnodes: { flow: { name: Main menu } }\n`);
await writeFile(secret, 's3cret\n');
const cloud = await GenesysCloud.start();
const earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings, EARSHOT_GENESYS_API_URL: cloud.url, EARSHOT_GENESYS_CLIENT_ID: 'client', EARSHOT_GENESYS_CLIENT_SECRET_FILE: secret });
let token = '';

beforeAll(async () => {
  await earshot.start();
  token = await earshot.command('tokens', 'create', '--role', 'admin');
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await cloud.stop();
  await rm(folder, { recursive: true });
});

const began = Math.floor((Date.now() - 10 * MINUTE) / 1_000) * 1_000;

test('a call is followed live, and what happened while the server was killed is filled in when it is back, once', async () => {
  await until(() => cloud.listeners === 1);
  const call = cloud.conversation('call', began);
  call.calls(0);
  call.hears(1, 'flow');
  call.waitsIn(20, QUEUE);
  call.rings(45, ANNA);
  call.isAnswered(52, ANNA);
  const lane = async (): Promise<ContactLane | undefined> => (await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token)).items.find(({ id }) => id === 'call');
  await until(async () => (await lane())?.stage === 'agent');
  await earshot.kill();
  call.isHeld(100, ANNA);
  call.isBack(130, ANNA);
  call.hangsUp(200);
  call.wrapsUp(230, ANNA, 'rebate');
  await earshot.start();
  await until(async () => (await lane())?.stage === 'ended');
  await earshot.caughtUp(token);
  const { segments = [], startedAt, endedAt } = await lane() ?? {};
  expect([startedAt, endedAt]).toEqual([began, began + 200_000]);
  expect(segments.map(({ kind, place, from, to }) => `${kind} ${place.name ?? place.id} ${(from - began) / 1_000}–${((to ?? 0) - began) / 1_000}`)).toEqual([
    'menu Main menu 1–20', 'queue Support 20–52', 'agent Anna 52–100', 'hold Anna 100–130', 'agent Anna 130–200', 'wrap-up Anna 200–230',
  ]);
}, 90_000);
