import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page, Problem } from '../../src/contract/session.js';
import type { SettingsChecked, SettingsSaved, SettingsVersionLine, SettingsVersionView, SettingsView, UnnamedView } from '../../src/contract/settings.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { MINUTE } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, hangsUp, leavesQueue, queues, reaches } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const stories = [
  caller({ id: 'one', begins: noon - 90 * MINUTE, to: '+4930' }).at(5, enters('main')).at(20, queues('sales')).at(32, leavesQueue('sales', 'answered'), reaches('al', 'sales')).at(60, hangsUp()),
  caller({ id: 'two', begins: noon - 60 * MINUTE, to: '+4930' }).at(5, enters('main'), enters('rebate')).at(60, hangsUp()),
  caller({ id: 'open', begins: noon - MINUTE, to: '+4931' }).at(5, queues('constructor')),
];

let api: StoryApi;
let admin: string;

beforeAll(async () => {
  api = new StoryApi({ ...unnamedFloor, queues: { sales: { name: 'Sales' } }, entries: { '+4930': { owner: 'x' } } }, noon);
  const events = stories.flatMap((story) => story.events).filter((event) => event.time <= noon).toSorted((a, b) => a.time - b.time);
  for (const event of events) await api.story.arrive(event.time, [event]);
  await api.settle();
  api.forget('one');
  await api.open();
  admin = await api.token({ role: 'admin', label: 'ann' });
});
afterAll(() => api.close());

const settings = async (): Promise<SettingsView> => (await api.ask<SettingsView>(admin, '/api/v1/settings')).body;
const errorOf = async (method: 'POST' | 'PUT' | 'PATCH', path: string, said: unknown) => {
  const { status, body } = await api.ask<Problem>(admin, `/api/v1/settings${path}`, method, said);
  return { status, ...body.error };
};

test('lists what waits for a name, of memory and rows, what is heard most first', async () => {
  const { body } = await api.ask<UnnamedView>(admin, '/api/v1/settings/unnamed');
  const ids = (of: UnnamedView['nodes']): string[] => of.map(({ id, times, lastAt }) => `${id} ${times} ${(noon - lastAt) / MINUTE}`);
  expect([ids(body.entries), ids(body.nodes), ids(body.queues), body.agents.map(({ id, times }) => [id, times]), body.contacts]).toEqual([
    ['+4930 2 60', '+4931 1 1'], ['main 2 60', 'rebate 1 60'], ['constructor 1 1'], [['al', 1]], 3,
  ]);
});

test('names one thing, says what that changed, and lists it as a version', async () => {
  const before = await settings();
  const { status, body } = await api.ask<SettingsSaved>(admin, '/api/v1/settings', 'PATCH', { base: before.revision, changes: [{ path: ['queues', 'sales', 'name'], value: 'Sales desk' }, { path: ['entries', '+4930', 'owner'], value: null }] });
  expect([status, body.changed]).toEqual([200, [{ path: ['entries', '+4930', 'owner'], before: 'x', after: null }, { path: ['queues', 'sales', 'name'], before: 'Sales', after: 'Sales desk' }]]);
  expect(body.settings).toMatchObject({ from: { is: 'log' }, version: { by: 'ann' }, document: { queues: { sales: { name: 'Sales desk' } } }, cannotWrite: null, problems: [] });
  const { items } = (await api.ask<Page<SettingsVersionLine>>(admin, '/api/v1/settings/versions?limit=1')).body;
  expect(items).toEqual([{ version: body.settings.version.version, at: noon, by: 'ann', inForce: true, changes: 2, changed: body.changed }]);
});

test('pages through versions, shows one with what going back would change, and goes back', async () => {
  await api.ask(admin, '/api/v1/settings', 'PUT', { base: (await settings()).revision, text: 'queues: { sales: { name: Third } }\n' });
  const first = (await api.ask<Page<SettingsVersionLine>>(admin, '/api/v1/settings/versions?limit=1')).body;
  const second = (await api.ask<Page<SettingsVersionLine>>(admin, `/api/v1/settings/versions?limit=1&cursor=${first.next ?? ''}`)).body;
  const [earlier] = second.items;
  const shown = (await api.ask<SettingsVersionView>(admin, `/api/v1/settings/versions/${earlier?.version ?? 0}`)).body;
  expect(shown.changed).toContainEqual({ path: ['queues', 'sales', 'name'], before: 'Third', after: 'Sales desk' });
  const { body } = await api.ask<SettingsSaved>(admin, `/api/v1/settings/versions/${earlier?.version ?? 0}/restore`, 'POST', { base: (await settings()).revision });
  expect(body.settings.document).toMatchObject({ queues: { sales: { name: 'Sales desk' } } });
});

test('refuses what is based on older settings, with what to do', async () => {
  expect(await errorOf('PATCH', '', { base: '0'.repeat(16), changes: [{ path: ['zone'], value: 'UTC' }] })).toEqual({
    status: 409, what: 'The settings were changed since you opened them.', do: 'Load them again (GET /api/v1/settings), make your change to what stands there now, and send it with that revision as "base".',
  });
});

test('refuses mistakes, each at its place, and takes nothing', async () => {
  const before = await settings();
  const bad = await errorOf('PUT', '', { base: before.revision, text: 'queues:\n  sales: { serviceLevel: 900%, team: nort }\nteams: { north: {} }\n' });
  expect(bad).toEqual({
    status: 400, what: 'The settings have 2 mistakes; nothing of them is taken.',
    do: 'Correct queues.sales.serviceLevel: is no share such as 80% or 0.8; queues.sales.team: there is no team "nort" in this file; did you mean "north"?',
    problems: [{ path: ['queues', 'sales', 'serviceLevel'], line: 2, says: 'is no share such as 80% or 0.8' }, { path: ['queues', 'sales', 'team'], line: 2, says: 'there is no team "nort" in this file; did you mean "north"?' }],
  });
  expect(await settings()).toEqual(before);
});

test('checks changes without making them', async () => {
  const { body } = await api.ask<SettingsChecked>(admin, '/api/v1/settings/check', 'POST', { changes: [{ path: ['queues', 'sales', 'name'], value: 'X' }, { path: ['zone'], value: 'Mars/Base' }] });
  expect(body.problems).toEqual([{ path: ['zone'], line: expect.any(Number), says: 'is no IANA time zone such as Europe/Berlin' }]);
});

test.each([
  ['PUT', '', { text: 'zone: UTC' }, 400], ['PATCH', '', { base: 'x', changes: [{ path: [], value: 1 }] }, 400], ['POST', '/check', {}, 400],
  ['POST', '/versions/1/restore', {}, 400], ['POST', '/versions/one/restore', { base: 'x' }, 404],
] as const)('%s %s with %j is refused with a sentence', async (method, path, said, status) => {
  const error = await errorOf(method, path, said);
  expect([error.status, error.what.length > 10, error.do.length > 10]).toEqual([status, true, true]);
});

test.each(['supervisor', 'wall'] as const)('is closed to a %s', async (role) => {
  const token = await api.token({ role });
  const answers = [await api.ask(token, '/api/v1/settings'), await api.ask(token, '/api/v1/settings/unnamed'), await api.ask(token, '/api/v1/settings', 'PATCH', {}), await api.ask(token, '/api/v1/settings/versions')];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
});
