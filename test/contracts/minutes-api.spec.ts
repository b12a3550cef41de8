import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CountedPage, Explanation } from '../../src/contract/explained.js';
import type { MinutesView } from '../../src/contract/minutes.js';
import type { Problem } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { DAY, MINUTE, seconds } from '../../src/domain/time.js';
import { saveRows } from '../../src/pipeline/save.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, hangsUp, isBackWith, isHeldBy, queues, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const number = '+49301234';
const api = new StoryApi({
  ...unnamedFloor, queues: { billing: { name: 'Billing', team: 'b' } }, nodes: { main: { name: 'Main menu', owner: 'menus' } },
  owners: { menus: { name: 'Menu design' }, floor: { name: 'Operations', owns: ['queues'] } },
}, noon);
const who = 'ab'.repeat(16);
const call = (id: string, begins: number, from: string, talks = 60): Story => caller({ id, begins, from, to: number }).at(0, enters('main')).at(10, queues('billing'))
  .at(40, reaches('anna', 'billing')).at(50, isHeldBy('anna')).at(60, isBackWith('anna')).at(60 + talks - 10, hangsUp());
/** One that comes back for the same, one that leaves in the menu; of two weeks before, so that the first is known to be whole. */
const older = [call('w1', noon - 7 * DAY - 90 * MINUTE, 'c1'.repeat(16)), call('w2', noon - 14 * DAY - 90 * MINUTE, 'c2'.repeat(16))];
const calls = [call('first', noon - 60 * MINUTE, who), call('back', noon - 40 * MINUTE, who, 120), caller({ id: 'left', begins: noon - 30 * MINUTE, to: number }).at(3, enters('main')).at(33, hangsUp())];

let all: string;
let billing: string;
let owner: string;
beforeAll(async () => {
  for (const story of older.toReversed()) await api.story.importAt(noon - seconds(7_200), story.events);
  await saveRows(api.story.memory, api.story.store, noon - seconds(7_100), true);
  for (const event of calls.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  all = await api.token({ role: 'supervisor' });
  billing = await api.token({ role: 'supervisor', queues: ['billing'] });
  owner = await api.token({ role: 'owner', actsFor: 'menus' });
});
afterAll(() => api.close());

const minutes = async (token = all, query = ''): Promise<MinutesView> => (await api.ask<MinutesView>(token, `/api/v1/minutes${query}`)).body;

test('ranks where customers\' minutes went, each way adding up to all of them', async () => {
  const view = await minutes();
  expect(view.places.map(({ kind, id, ms, menuMs, waitMs, holdMs, repeatMs }) => [kind, id, ms, menuMs, waitMs, holdMs, repeatMs].join(' '))).toEqual([
    `queue billing ${seconds(200)} 0 ${seconds(60)} ${seconds(20)} ${seconds(120)}`, `node main ${seconds(50)} ${seconds(50)} 0 0 0`, `unknown place ${seconds(3)} 0 0 0 0`,
  ]);
  expect(view.total.ms).toBe(seconds(253));
  for (const lines of [view.places, view.reasons, view.entries, view.owners]) expect(lines.reduce((sum, { ms }) => sum + ms, 0)).toBe(view.total.ms);
  expect(view.owners.map(({ name, ms }) => `${name} ${ms}`)).toEqual([`Operations ${seconds(200)}`, `Menu design ${seconds(50)}`, `Nobody knows where ${seconds(3)}`]);
});

test('sets them beside the weeks before, of which the first that was heard is not known to be whole', async () => {
  const { places: [queue] } = await minutes();
  expect([queue?.weeks, queue?.trend]).toEqual([[seconds(40), null, null, null], 200 / 40 - 1]);
});

test('a line\'s number is explained, and the contacts behind it add up to it', async () => {
  const { places: [queue], window: { from, to } } = await minutes();
  const query = `place=${encodeURIComponent(queue?.of[0] ?? '')}&from=${from}&to=${to}`;
  const told = (await api.ask<Explanation>(all, `/api/v1/metrics/customer_minutes_lost?${query}`)).body;
  expect([told.value, told.unit, told.above.map(({ says, amount }) => `${says} ${amount}`)]).toEqual([seconds(200), 'ms', [
    'in menus 0', `waiting in queues ${seconds(60)}`, `on hold ${seconds(20)}`, 'between them, nobody knows where 0', `talk with those who had to come back ${seconds(120)}`,
  ]]);
  const { items } = (await api.ask<CountedPage>(all, `/api/v1/metrics/customer_minutes_lost/contacts?counted=part&${query}`)).body;
  expect(items.map(({ lane, part }) => [lane.id, part])).toEqual([['back', seconds(160)], ['first', seconds(40)]]);
});

test('the total is the metric of all who called', async () => {
  const { total, window: { from, to } } = await minutes();
  expect((await api.ask<Explanation>(all, `/api/v1/metrics/customer_minutes_lost?from=${from}&to=${to}`)).body.value).toBe(total.ms);
});

test('an owner is told of their own places, a supervisor of some queues of those', async () => {
  expect((await minutes(owner)).places.map(({ id }) => id)).toEqual(['main']);
  expect((await minutes(billing)).places.map(({ id }) => id)).toEqual(['billing']);
  expect((await api.ask(billing, `/api/v1/metrics/customer_minutes_lost?place=queue:billing`)).status).toBe(200);
  expect((await api.ask(billing, `/api/v1/metrics/customer_minutes_lost?place=node:main`)).status).toBe(403);
});

test('says what cannot be asked', async () => {
  expect((await api.ask<Problem>(all, '/api/v1/minutes?period=year')).body.error.do).toBe('The period is day or week: the last 24 hours, or the last seven days.');
  expect((await api.ask(all, '/api/v1/metrics/customer_minutes_lost?place=nowhere')).status).toBe(400);
  expect((await api.ask(all, '/api/v1/metrics/asa?place=node:main')).status).toBe(400);
  expect((await api.ask(undefined, '/api/v1/minutes')).status).toBe(401);
});
