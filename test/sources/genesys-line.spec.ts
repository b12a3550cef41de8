import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import type { RecordingView } from '../../src/contract/sources.js';
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
const right = ['menu Main menu 1–20', 'queue Support 20–52', 'agent Anna 52–100', 'hold Anna 100–130', 'agent Anna 130–200', 'wrap-up Anna 200–230'];

const laneOf = async (id: string): Promise<ContactLane | undefined> => (await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token)).items.find((lane) => lane.id === id);
const partsOf = ({ segments }: ContactLane): string[] => segments.map(({ kind, place, from, to }) => `${kind} ${place.name ?? place.id} ${(from - began) / 1_000}–${((to ?? 0) - began) / 1_000}`);

/** What history is asked for comes a little later than the line's own word. */
async function comesRight(id: string): Promise<void> {
  const known = async (): Promise<unknown> => {
    const lane = await laneOf(id);
    return [lane?.startedAt, lane?.endedAt, lane === undefined ? [] : partsOf(lane)];
  };
  const expected = [began, began + 200_000, right];
  await until(async () => JSON.stringify(await known()) === JSON.stringify(expected)).catch(() => undefined);
  await earshot.caughtUp(token);
  expect(await known()).toEqual(expected);
}

function begins(id: string) {
  const call = cloud.conversation(id, began);
  call.calls(0);
  call.hears(1, 'flow');
  call.waitsIn(20, QUEUE);
  call.rings(45, ANNA);
  call.isAnswered(52, ANNA);
  return call;
}
function goesOn(call: ReturnType<typeof begins>): void {
  call.isHeld(100, ANNA);
  call.isBack(130, ANNA);
  call.hangsUp(200);
  call.wrapsUp(230, ANNA, 'rebate');
}

test('a call is followed live, and what happened while the server was killed is filled in when it is back, once', async () => {
  await until(() => cloud.listeners === 1);
  const call = begins('call');
  await until(async () => (await laneOf('call'))?.stage === 'agent');
  await earshot.kill();
  goesOn(call);
  await earshot.start();
  await comesRight('call');
}, 90_000);

test('calls whose notices overtake each other and come twice, on a line that breaks in the middle, are the same', async () => {
  await until(() => cloud.listeners === 1);
  cloud.hold();
  const [backwards, cut] = [begins('backwards'), begins('cut')];
  goesOn(backwards);
  cloud.release((notices) => [...notices.toReversed(), ...notices]);
  await until(async () => (await laneOf('backwards'))?.stage === 'ended' && (await laneOf('cut'))?.stage === 'agent');
  cloud.sever();
  await until(() => cloud.listeners === 1, MINUTE / 2);
  cloud.hold();
  goesOn(cut);
  cloud.release((notices) => [...notices.toReversed(), ...notices]);
  for (const id of ['backwards', 'cut', 'call']) await comesRight(id);
  expect((await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=50', token)).items.length).toBe(3);
  expect(earshot.output).toMatch(/Nothing was heard of Genesys Cloud/);
}, 90_000);

test('what is recorded of the line comes to the same call on an empty server, and names nobody', async () => {
  await until(() => cloud.listeners === 1);
  const file = path.join(folder, 'bug.ndjson');
  const admin = await earshot.command('tokens', 'create', '--role', 'admin');
  const said = await earshot.commandUntil(async () => {
    await until(async () => (await earshot.get<RecordingView>('/api/v1/recordings', admin)).is === 'running', MINUTE / 2);
    goesOn(begins('recorded'));
    await until(async () => (await laneOf('recorded'))?.stage === 'ended');
  }, 'record', '--source', 'genesys', '--minutes', '5', '--out', file);
  expect(said).toMatch(/^Recorded \d+ things into /);
  expect(await readFile(file, 'utf8')).not.toMatch(/Novak|4711|\bill\b|2025550123|s3cret/);
  const elsewhere = await Earshot.prepare({ EARSHOT_SETTINGS: settings });
  try {
    await elsewhere.start();
    expect(JSON.parse(await elsewhere.command('replay', file, '--speed', 'max', '--json'))).toMatchObject({ refused: 0, reason: null });
    const other = await elsewhere.command('tokens', 'create', '--role', 'admin');
    await elsewhere.caughtUp(other);
    const lane = (await elsewhere.get<Page<ContactLane>>('/api/v1/contacts?limit=50', other)).items.find(({ id }) => id === 'recorded');
    const here = await laneOf('recorded');
    expect(lane === undefined ? [] : partsOf(lane)).toEqual(here === undefined ? ['nothing'] : partsOf(here));
  } finally {
    await elsewhere.remove();
  }
}, 90_000);
