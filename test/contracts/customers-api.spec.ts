import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CustomerLine, CustomerPage } from '../../src/contract/customers.js';
import type { Page } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, hangsUp, isPromised, isWrappedUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';
import { answers, isSurveyed } from '../support/survey-said.js';

const noon = Date.parse('2026-06-10T12:00:00Z');
const floor: Floor = {
  ...unnamedFloor,
  queues: { sales: { name: 'Sales', team: 'north', owner: 'shop' }, tech: { name: 'Support', team: 'south', owner: 'it' } },
  agents: { al: { name: 'Alice Agent' } }, owners: { shop: { name: 'The shop' }, it: { name: 'IT' } },
};
const talks = (id: string, who: string, queue: string, ago: number, said: { reason?: string; resolved?: 'yes' | 'partly' | 'no' } = {}): Story => caller({ id, from: who, begins: noon - ago })
  .at(5, queues(queue)).at(9, leavesQueue(queue, 'answered'), reaches('al', queue)).at(90, partsFrom('al', 'customer'), hangsUp()).at(95, isWrappedUp('al', said));
const stories: readonly Story[] = [
  talks('ann-1', 'tel_ann', 'sales', 6 * DAY, { reason: 'bill', resolved: 'partly' }),
  talks('ann-2', 'tel_ann', 'sales', 2 * DAY, { reason: 'bill' }).at(95, isPromised('refund', noon - DAY)),
  talks('ann-3', 'tel_ann', 'sales', HOUR, { reason: 'bill', resolved: 'no' }),
  caller({ id: 'bob', from: 'tel_bob', begins: noon - 2 * HOUR }).at(10, queues('tech')).at(370, leavesQueue('tech', 'abandoned'), hangsUp()),
  talks('cat', 'tel_cat', 'sales', 3 * HOUR, { reason: 'move', resolved: 'yes' }).at(600, isSurveyed()).at(900, answers('resolved', 'yes')).at(901, answers('csat-5', 5)),
  talks('dan', 'tel_dan', 'tech', 3 * HOUR, { resolved: 'yes' }),
];

const api = new StoryApi(floor, noon);
let all: string;
let sales: string;
beforeAll(async () => {
  for (const event of stories.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  all = await api.token({ role: 'supervisor' });
  sales = await api.token({ role: 'supervisor', queues: ['sales'] });
});
afterAll(() => api.close());

const linesOf = async (token: string, query = ''): Promise<readonly CustomerLine[]> => (await api.ask<Page<CustomerLine>>(token, `/api/v1/customers${query}`)).body.items;

test('says of everyone who needs someone now why, in words that anyone can check', async () => {
  const [ann, bob, ...others] = await linesOf(all);
  expect(others).toEqual([]);
  expect(ann).toMatchObject({ customer: 'tel_ann', label: 'caller _ann', contacts: 3, here: false, reason: { id: 'bill', name: 'bill' }, queue: { id: 'sales', name: 'Sales' }, owner: { id: 'shop', name: 'The shop' } });
  expect(ann?.grounds.map(({ says, contact }) => `${contact}: ${says}`)).toEqual([
    'ann-2: promise broken yesterday', 'ann-3: not resolved, as the agent said today', 'ann-3: third call about bill in 5 days',
  ]);
  expect(bob?.grounds.map(({ says }) => says)).toEqual([
    'gave up waiting in Support after 6:00 today, not served since', 'waits too long today: waited 6:00 in Support, then hung up',
    'slow way to a person today: needed 0:10 to the queue Support, left after 6:10 without an agent',
  ]);
  expect(ann?.score).toBe(ann?.grounds.reduce((sum, { points }) => sum + points, 0));
});

test('lists who is doing well by the customer\'s own word, and nobody who needs someone', async () => {
  const lines = await linesOf(all, '?view=well');
  expect(lines.map(({ customer }) => customer)).toEqual(['tel_cat']);
  expect(lines[0]?.grounds.map(({ says }) => says)).toEqual(['said today: resolved', 'gave satisfaction 5 of 5 today', 'resolved at the first contact today']);
});

test('narrows by queue, reason and owner, and goes on page by page', async () => {
  const names = async (query: string): Promise<string[]> => (await linesOf(all, query)).map(({ customer }) => customer);
  expect(await names('?queue=tech')).toEqual(['tel_bob']);
  expect(await names('?reason=bill')).toEqual(['tel_ann']);
  expect(await names('?owner=it')).toEqual(['tel_bob']);
  const first = (await api.ask<Page<CustomerLine>>(all, '/api/v1/customers?limit=1')).body;
  expect(first.items.map(({ customer }) => customer)).toEqual(['tel_ann']);
  expect(await names(`?limit=1&cursor=${first.next ?? ''}`)).toEqual(['tel_bob']);
  expect(await api.ask(all, '/api/v1/customers?owner=shopp')).toMatchObject({ status: 400, body: { error: { do: expect.stringContaining('Did you mean "shop"?') } } });
});

test('shows a reader of one queue its customers only, and refuses whoever may see no contacts', async () => {
  expect((await linesOf(sales)).map(({ customer }) => customer)).toEqual(['tel_ann']);
  expect(await api.ask(sales, '/api/v1/customers?queue=tech')).toMatchObject({ status: 403 });
  expect(await api.ask(sales, '/api/v1/customers/tel_bob')).toMatchObject({ status: 404 });
  for (const role of ['wall', 'agent', 'owner'] as const) {
    const token = await api.token(role === 'wall' ? { role } : { role, actsFor: 'al' });
    for (const path of ['customers', 'customers/tel_ann', 'customers/tel_ann/journey']) expect(await api.ask(token, `/api/v1/${path}`)).toMatchObject({ status: 403 });
  }
  expect(await api.ask(undefined, '/api/v1/customers')).toMatchObject({ status: 401 });
});

test('tells one customer\'s whole journey: what was promised, answered, and how it is known whether it was resolved', async () => {
  const { need, contacts, hidden, label } = (await api.ask<CustomerPage>(all, '/api/v1/customers/tel_ann')).body;
  expect([label, need.grounds.length, hidden]).toEqual(['caller _ann', 3, 0]);
  expect(contacts.map(({ contact, resolution }) => [contact, resolution])).toEqual([
    ['ann-1', { is: 'stated', by: 'agent', resolved: 'partly' }],
    ['ann-2', { is: 'inferred', resolved: 'no', says: 'came back 46 h later' }],
    ['ann-3', { is: 'stated', by: 'agent', resolved: 'no' }],
  ]);
  expect(contacts[1]).toMatchObject({ agents: [{ id: 'al', name: 'Alice Agent' }], promises: [{ state: 'broken', due: noon - DAY }], queues: [{ id: 'sales', name: 'Sales' }] });
  const cat = (await api.ask<CustomerPage>(all, '/api/v1/customers/tel_cat')).body;
  expect(cat.contacts[0]?.surveys).toEqual([{ name: expect.any(String), sentAt: noon - 3 * HOUR + 10 * MINUTE, state: 'answered', says: ['resolved', 'satisfaction 5 of 5'] }]);
  expect(cat.contacts[0]?.resolution).toEqual({ is: 'stated', by: 'customer', resolved: 'yes' });
});

test('says nothing of whom it does not know', async () => {
  expect(await api.ask(all, '/api/v1/customers/nobody')).toMatchObject({ status: 404, body: { error: { what: 'Nothing is known of this customer.' } } });
});
