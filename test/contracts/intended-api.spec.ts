import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IntendedLine, IntendedVersionView, IntendedView } from '../../src/contract/intended.js';
import type { Page, Problem } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { seconds } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, hangsUp, isNotUnderstood, presses, queues } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const number = '+49301234';
const api = new StoryApi({ ...unnamedFloor, nodes: { main: { name: 'Main menu' } } }, noon);
const at = `/api/v1/menus/${encodeURIComponent(number)}/intended`;
const xml = '<menus><menu name="main"><entry action="menu-sub" digits="1" param="cards"/><entry action="menu-exec-app" digits="0" param="callcenter support"/></menu><menu name="cards"/></menus>';
const calls = [
  caller({ id: 'meant', begins: noon - seconds(300), to: number }).at(1, enters('main')).at(4, presses('0')).at(5, queues('support')).at(60, hangsUp()),
  caller({ id: 'astray', begins: noon - seconds(200), to: number }).at(1, enters('main')).at(3, presses('9'), isNotUnderstood()).at(6, presses('4')).at(7, queues('sales')).at(60, hangsUp()),
];

let admin: string;
let all: string;
let some: string;
beforeAll(async () => {
  for (const event of calls.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  admin = await api.token({ role: 'admin' });
  all = await api.token({ role: 'supervisor' });
  some = await api.token({ role: 'supervisor', queues: ['sales'] });
});
afterAll(() => api.close());

test('says that nobody said what was meant, until an administrator does', async () => {
  expect((await api.ask<IntendedView>(all, at)).body).toMatchObject({ current: null, compared: null });
  expect((await api.ask(all, at, 'PUT', { text: xml })).status).toBe(403);
  expect((await api.ask<IntendedLine>(admin, at, 'PUT', { text: xml })).body).toMatchObject({ version: 1, format: 'freeswitch', nodes: 2 });
});

test('tells what callers do that the author did not mean, with such calls', async () => {
  const { compared, current } = (await api.ask<IntendedView>(all, at)).body;
  expect(current).toMatchObject({ version: 1, format: 'freeswitch' });
  expect(compared?.unforeseen).toEqual([{ from: { id: 'node:main', name: 'Main menu' }, to: { id: 'queue:sales', name: 'sales' }, passes: 1, is: 'way', key: '4', calls: ['astray'] }]);
  expect(compared?.untaken).toEqual([{ from: { id: 'node:main', name: 'Main menu' }, to: { id: 'node:cards', name: 'cards' }, key: '1', on: null, visits: 2 }]);
  expect(compared?.unreached).toEqual([{ id: 'node:cards', name: 'cards' }]);
  expect(compared?.deadKeys).toEqual([{ node: { id: 'node:main', name: 'Main menu' }, key: '9', times: 1, offered: false, calls: ['astray'] }]);
  expect([compared?.taken, compared?.ways]).toEqual([2, 3]);
});

test('refuses a file with a mistake, and says where it is', async () => {
  const { status, body } = await api.ask<Problem>(admin, at, 'PUT', { text: '<menus><menu name="a">\n<entry digits="1"/></menu></menus>' });
  expect([status, body.error.what, body.error.do]).toEqual([400, 'The menu could not be read.', 'line 2: <entry> has no action']);
  expect((await api.ask(admin, at, 'PUT', { file: 'x' })).status).toBe(400);
});

test('keeps versions, goes back to one as a new one, and takes it out', async () => {
  await api.ask(admin, at, 'PUT', { text: '{"start":"main","nodes":{"main":{"keys":{"4":"queue:sales"}}}}' });
  expect((await api.ask<IntendedView>(all, at)).body.compared?.unforeseen.map(({ to }) => to.id)).toEqual(['queue:support']);
  await api.ask(admin, `${at}/versions/1/restore`, 'POST', {});
  expect((await api.ask<IntendedVersionView>(admin, `${at}/versions/3`)).body).toMatchObject({ version: 3, source: xml });
  expect((await api.ask(admin, at, 'DELETE')).status).toBe(200);
  expect((await api.ask<Page<IntendedLine>>(admin, `${at}/versions`)).body.items.map(({ version, format }) => [version, format])).toEqual([[4, null], [3, 'freeswitch'], [2, 'earshot'], [1, 'freeswitch']]);
  expect((await api.ask<IntendedView>(all, at)).body.current).toBeNull();
  expect((await api.ask(admin, at, 'DELETE')).status).toBe(404);
  expect((await api.ask(admin, `${at}/versions/99`)).status).toBe(404);
});

test('is for those who see menus, and the file for administrators', async () => {
  expect((await api.ask(some, at)).status).toBe(403);
  expect((await api.ask(all, `${at}/versions`)).status).toBe(403);
});
