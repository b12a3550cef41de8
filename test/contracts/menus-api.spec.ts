import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MenuLine, MenuView, Scorecard, WorseMenu } from '../../src/contract/menus.js';
import type { Page, Problem } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { DAY, seconds } from '../../src/domain/time.js';
import { saveRows } from '../../src/pipeline/save.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, hangsUp, presses, queues } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const number = '+4930 1/2';
const api = new StoryApi({ ...unnamedFloor, entries: { [number]: { name: 'Service line', standard: { language: true } } }, nodes: { main: { name: 'Main menu', owner: 'menus' } }, owners: { menus: { name: 'Menu design' } } }, noon);
const from = (id: string, begins: number): ReturnType<typeof caller> => caller({ id, begins, to: number }).at(2, enters('main'));
/** Twenty-five come through, five hang up in the menu, two are in it still. */
const calls = [
  ...Array.from({ length: 25 }, (_, nth) => from(`through-${nth}`, noon - seconds(3_600 - nth)).at(7, presses('1')).at(8, queues('sales'))
    .at(9, ...(nth === 0 ? [] : [{ type: 'estimate.announced', data: { seconds: 60 } } as const])).at(70, hangsUp())),
  ...Array.from({ length: 5 }, (_, nth) => from(`left-${nth}`, noon - seconds(3_000 - nth)).at(30, hangsUp())),
  ...Array.from({ length: 2 }, (_, nth) => from(`in-${nth}`, noon - seconds(60 - nth))),
];
const lastWeek = from('last-week', noon - 5 * DAY).at(9, presses('2')).at(10, enters('old')).at(20, hangsUp());

let all: string;
let sales: string;
beforeAll(async () => {
  await api.story.importAt(noon - seconds(7_000), lastWeek.events);
  await saveRows(api.story.memory, api.story.store, noon - seconds(6_000), true);
  for (const event of calls.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  all = await api.token({ role: 'supervisor' });
  sales = await api.token({ role: 'supervisor', queues: ['sales'] });
});
afterAll(() => api.close());

test('lists the numbers with a menu', async () => {
  const { items } = (await api.ask<Page<MenuLine>>(all, '/api/v1/menus')).body;
  expect(items).toEqual([{ entry: { id: number, name: 'Service line' }, calls: 32, callersNow: 2, toQueue: { n: 25, median: expect.any(Number), p90: expect.any(Number) }, toHuman: { n: 0, median: null, p90: null } }]);
});

test('shows a menu as its callers walked it, and the shortest way to a person', async () => {
  const { body } = await api.ask<MenuView>(all, `/api/v1/menus/${encodeURIComponent(number)}`);
  expect(body.places.find(({ id }) => id === 'node:main')).toMatchObject({
    name: 'Main menu', kind: 'node', owner: { id: 'menus', name: 'Menu design' }, visits: 32, now: 2, hungUp: 5, hungUpShare: 5 / 30, againShare: 0,
  });
  // Five hung up in it: nobody knows them, so nobody can tell whether they came back.
  expect(body.places.find(({ id }) => id === 'node:main')?.contained).toEqual({ n: 5, known: 0, truly: 0, provisional: true });
  expect(body.edges.find(({ to }) => to === 'queue:sales')).toMatchObject({ from: 'node:main', passes: 25, share: 25 / 30, key: '1' });
  expect(body.shortest).toMatchObject({ places: ['start', 'node:main', 'queue:sales'], keys: ['1'] });
  expect(body.keys).toEqual({ n: 25, median: 1, p90: 1 });
});

test('scores a number by what its calls show, what its owner declares, and says where nobody knows', async () => {
  const { body } = await api.ask<Scorecard>(all, `/api/v1/menus/${encodeURIComponent(number)}/scorecard`);
  expect(body.lines.map(({ point, verdict, by }) => `${point} ${verdict} ${by}`)).toEqual([
    'zero ask nothing', 'estimate pass events', 'asked-once ask nothing', 'call-back ask nothing', 'touch-tone pass events', 'short-prompts pass events', 'interruptible ask nothing', 'forgiving ask nothing', 'language pass settings',
  ]);
  expect(body.lines[1]).toMatchObject({ title: 'A wait estimate is given', because: '24 of 25 who waited a minute were told how long it may take', calls: ['through-24', 'through-23', 'through-22', 'through-21', 'through-20'] });
  expect(body.weeks.map(({ calls: came, verdicts }) => [came, verdicts[1], verdicts[8]])).toEqual([[33, 'pass', 'pass']]);
  expect((await api.ask(all, '/api/v1/menus/none/scorecard')).status).toBe(404);
  expect((await api.ask(sales, `/api/v1/menus/${encodeURIComponent(number)}/scorecard`)).status).toBe(403);
});

test('adds what was stored before, over a longer window', async () => {
  const { body } = await api.ask<MenuView>(all, `/api/v1/menus/${encodeURIComponent(number)}?from=${noon - 6 * DAY}`);
  expect(body.places.find(({ id }) => id === 'node:old')).toMatchObject({ name: 'old', visits: 1, hungUp: 1 });
  expect(body.calls).toBe(33);
});

test('tells who sees some queues only that a menu stands before all of them', async () => {
  const { status, body } = await api.ask<Problem>(sales, '/api/v1/menus');
  expect([status, body.error.what]).toEqual([403, 'The menus are beyond what you may see: they stand before all queues.']);
  expect((await api.ask(undefined, '/api/v1/menus')).status).toBe(401);
});

test('knows of no menu on a number without one', async () => {
  expect((await api.ask(all, '/api/v1/menus/none')).status).toBe(404);
});

test('says which number has become worse with the newest version of its menu, and nothing to who sees some queues only', async () => {
  expect((await api.ask<Page<WorseMenu>>(all, '/api/v1/menus/worse')).body.items).toEqual([]);
  expect((await api.ask(sales, '/api/v1/menus/worse')).status).toBe(403);
  const changed = new StoryApi(unnamedFloor, noon);
  const told = (version: string, stays: boolean, nth: number): ReturnType<typeof caller> => caller({ id: `${version}-${nth}`, begins: noon - seconds(version === '1' ? 6_000 : 3_000) + nth * 1_000, to: number })
    .at(1, { type: 'ivr.node.entered', data: { node: 'main', flow: 'bank', flowVersion: version } }).at(9, ...(stays ? [presses('1'), queues('sales')] : [])).at(30, hangsUp());
  const both = Array.from({ length: 40 }, (_, nth) => [told('1', nth > 1, nth), told('2', nth > 20, nth)]).flat();
  for (const event of both.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await changed.story.arrive(event.time, [event]);
  await changed.story.tick(noon);
  await changed.settle();
  await changed.open();
  const { items } = (await changed.ask<Page<WorseMenu>>(await changed.token({ role: 'supervisor' }), '/api/v1/menus/worse')).body;
  expect(items.map(({ entry, version, before, changes }) => [entry.id, version, before, changes.map(({ what, is }) => `${what} ${is}`)])).toEqual([[number, '2', '1', ['hung-up worse', 'reached worse']]]);
  await changed.close();
});
