import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Problem } from '../../src/contract/session.js';
import type { SettingsVersionLine, SettingsView } from '../../src/contract/settings.js';
import type { BeliefLine, OwnerBeliefs } from '../../src/contract/voice.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { DAY } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { deskOver } from '../support/floor-desk.js';
import { MemoryLog } from '../support/memory-log.js';
import { caller, comesOut, enters, hangsUp } from '../support/story.js';

const noon = Date.parse('2026-03-20T12:00:00Z');
const floor: Floor = {
  ...unnamedFloor, queues: { sales: { name: 'Sales' } }, owners: { billing: { name: 'Billing' }, it: { name: 'IT' } },
  beliefs: { center: { csat: 0.9 }, queues: { sales: { csat: 0.8 } }, owners: { it: { containment: 0.1 } } },
};
const api = new StoryApi(floor, noon);
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const contained = Array.from({ length: 40 }, (_, nth) => caller({ id: `c${nth}`, begins: noon - DAY, from: `tel_${nth}` }).at(2, enters('main')).at(30, comesOut(nth < 20 ? 'done' : 'abandoned')).at(40, hangsUp()));
  for (const event of contained.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  tokens['admin'] = await api.token({ role: 'admin', label: 'ann' });
  tokens['all'] = await api.token({ role: 'supervisor' });
  tokens['some'] = await api.token({ role: 'supervisor', queues: ['sales'] });
  tokens['billing'] = await api.token({ role: 'owner', actsFor: 'billing', label: 'bea' });
  tokens['it'] = await api.token({ role: 'owner', actsFor: 'it', label: 'ian' });
  tokens['gone'] = await api.token({ role: 'owner', actsFor: 'constructor' });
  tokens['wall'] = await api.token({ role: 'wall' });
  tokens['agent'] = await api.token({ role: 'agent', actsFor: 'zoe' });
});
afterAll(() => api.close());

const owners = async (who: string): Promise<readonly OwnerBeliefs[]> => (await api.ask<Page<OwnerBeliefs>>(tokens[who], '/api/v1/beliefs/owners')).body.items;
const write = (who: string, owner: string, said: unknown) => api.ask<OwnerBeliefs & Problem>(tokens[who], `/api/v1/beliefs/owners/${owner}`, 'PATCH', said);
const settings = async (): Promise<SettingsView> => (await api.ask<SettingsView>(tokens['admin'], '/api/v1/settings')).body;
const expectedIn = ({ lines }: OwnerBeliefs): unknown => Object.fromEntries(lines.flatMap(({ what, expected }) => (expected === null ? [] : [[what, expected]])));

test('an owner sees what their own function expects, beside what is, and nothing of what they have not said', async () => {
  const [own, ...others] = await owners('it');
  expect([own?.owner, own?.name, others]).toEqual(['it', 'IT', []]);
  expect(own?.lines.find(({ what }) => what === 'containment')).toMatchObject({ expected: 0.1, found: { is: { of: 40 }, verdict: 'above' } });
  expect(own?.lines.filter(({ what }) => what !== 'containment').map(({ expected, found }) => [expected, found])).toEqual(Array.from({ length: 5 }, () => [null, null]));
  expect((await owners('admin')).map(({ name }) => name)).toEqual(['Billing', 'IT']);
  expect(await owners('gone')).toEqual([]);
});

test('what a function expects stands on the page of who sees the whole center', async () => {
  const lines = async (who: string): Promise<string[]> => (await api.ask<Page<BeliefLine>>(tokens[who], '/api/v1/beliefs')).body.items.map(({ of, owner, what }) => `${of} (${owner ?? ''}) ${what}`);
  expect(await lines('all')).toEqual(['The whole center () csat', 'The whole center, says IT (it) containment', 'Sales () csat']);
  expect(await lines('some')).toEqual(['Sales () csat']);
});

test('writes, changes and takes back what a function expects, and nothing else, as versions under the owner\'s name', async () => {
  const before = await settings();
  const first = await write('billing', 'billing', { csat: 0.85, containment: 0.575 });
  expect([first.status, expectedIn(first.body)]).toEqual([200, { csat: 0.85, containment: 0.575 }]);
  expect(first.body.lines.find(({ what }) => what === 'containment')?.found?.is.of).toBe(40);
  const second = await write('billing', 'billing', { csat: null, ease: 1 });
  expect(expectedIn(second.body)).toEqual({ containment: 0.575, ease: 1 });
  const after = await settings();
  expect(after.version.by).toBe('bea');
  expect(after.document).toEqual({ ...before.document, beliefs: { ...before.document?.['beliefs'] as object, owners: { it: { containment: '10%' }, billing: { containment: '57.5%', ease: '100%' } } } });
  await write('billing', 'billing', { containment: null, ease: null });
  expect((await settings()).document).toEqual(before.document);
  const versions = (await api.ask<Page<SettingsVersionLine>>(tokens['admin'], '/api/v1/settings/versions?limit=3')).body.items;
  expect(versions.map(({ by, changed }) => [by, changed.map(({ path: place }) => place.join('.'))])).toEqual([
    ['bea', ['beliefs.owners.billing']], ['bea', ['beliefs.owners.billing.ease', 'beliefs.owners.billing.csat']], ['bea', ['beliefs.owners.billing']],
  ]);
});

test.each([['billing', 'it'], ['billing', 'none'], ['gone', 'constructor'], ['admin', 'constructor'], ['admin', '__proto__']])('%s cannot write what %s expects', async (who, owner) => {
  const before = await settings();
  expect(await write(who, owner, { csat: 0.5 })).toMatchObject({ status: 404, body: { error: { what: 'There is no such function, or it is not yours.' } } });
  expect((await settings()).revision).toBe(before.revision);
});

test.each(['all', 'wall', 'agent'])('%s neither reads nor writes it', async (who) => {
  expect([(await api.ask(tokens[who], '/api/v1/beliefs/owners')).status, (await write(who, 'billing', { csat: 0.5 })).status]).toEqual([403, 403]);
});

test.each([
  [{ csat: 1.2 }, 'What is expected of "csat" is no share from 0 to 1.'], [{ csat: '85%' }, 'What is expected of "csat" is no share from 0 to 1.'], [{ csat: 0.5, zone: 'UTC' }, 'Nothing can be expected of "zone".'],
  [{}, 'Nothing is said of what is expected.'], [[0.5], 'Nothing is said of what is expected.'],
])('%j is refused with what is wrong, and nothing is written', async (said, what) => {
  const before = await settings();
  const { status, body } = await write('billing', 'billing', said);
  expect([status, body.error.what, body.error.do]).toEqual([400, what, expect.stringContaining('Send JSON with one or more of csat, ease')]);
  expect((await settings()).revision).toBe(before.revision);
});

test('two of them at once are both written', async () => {
  const both = await Promise.all([write('billing', 'billing', { csat: 0.7 }), write('it', 'it', { csat: 0.6 })]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect((await settings()).document).toMatchObject({ beliefs: { owners: { billing: { csat: '70%' }, it: { csat: '60%', containment: '10%' } } } });
});

test('a settings file takes it with its remarks, and one with a mistake tells an owner nothing of it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'beliefs-'));
  const file = path.join(folder, 'floor.yaml');
  await writeFile(file, 'owners: { billing: { name: Billing } } # ours\nbeliefs: { center: { csat: 90% } } # bold\n');
  const other = new StoryApi({ ...unnamedFloor, owners: { billing: { name: 'Billing' } } }, noon);
  const desk = await deskOver(new MemoryLog({ now: () => noon }), { file });
  await other.open({ settings: desk });
  try {
    const owner = await other.token({ role: 'owner', actsFor: 'billing' });
    const said = (csat: number) => other.ask<Problem>(owner, '/api/v1/beliefs/owners/billing', 'PATCH', { csat });
    expect((await said(0.8)).status).toBe(200);
    expect(await readFile(file, 'utf8')).toBe('owners: { billing: { name: Billing } } # ours\nbeliefs: { center: { csat: 90% }, owners: { billing: { csat: 80% } } } # bold\n');
    await writeFile(file, 'owners: { billing: { name: Billing } }\nqueues: { hidden: { nam: x } }\n');
    const { status, body } = await said(0.7);
    expect([status, body.error.what]).toEqual([409, 'The settings cannot be changed as they stand; nothing was written down.']);
    expect(JSON.stringify(body)).not.toMatch(/hidden|floor\.yaml/);
  } finally {
    await other.close();
    await rm(folder, { recursive: true });
  }
});
