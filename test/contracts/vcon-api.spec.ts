import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Vcon } from '../../src/contract/vcon.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { HOUR } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, givesReason, hangsUp, isBackWith, isHeldBy, isTransferred, isWrappedUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import { vconSchema } from './vcon.schema.js';

const noon = Date.parse('2026-06-10T12:00:00Z');
const floor: Floor = {
  ...unnamedFloor,
  queues: { sales: { name: 'Sales' }, tech: { name: 'Support' } }, agents: { 'PJSIP/2001': { name: 'Alice Agent' }, bo: { name: 'Bo Berg' }, zoe: { name: 'Zoe Zorn' } },
};
const stories = [
  caller({ id: 'passed', from: 'tel_ann', begins: noon - HOUR }).at(5, queues('sales')).at(200, leavesQueue('sales', 'answered'), reaches('PJSIP/2001', 'sales'))
    .at(210, isHeldBy('PJSIP/2001')).at(400, isBackWith('PJSIP/2001'), givesReason('Ann Miller, +49 30 1234567')).at(410, isTransferred('blind', 'tech'), partsFrom('PJSIP/2001', 'transfer'))
    .at(411, queues('tech')).at(420, leavesQueue('tech', 'answered'), reaches('bo', 'tech')).at(500, partsFrom('bo', 'customer'), hangsUp())
    .at(505, { type: 'promise.made', data: { agent: 'bo', promise: 'p', what: 'her roses', due: noon + 24 * HOUR } })
    .at(510, isWrappedUp('bo', { resolved: 'no', disposition: 'Ann shouted' })),
  caller({ id: 'gave-up', from: 'tel_bob', begins: noon - HOUR }).at(5, queues('tech')).at(300, leavesQueue('tech', 'abandoned'), hangsUp()),
];
const api = new StoryApi(floor, noon);
const isVcon = new Ajv2020({ allErrors: true, strict: false }).compile(vconSchema);
let all: string;
let sales: string;
beforeAll(async () => {
  for (const event of stories.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  all = await api.token({ role: 'supervisor', label: 'sue' });
  sales = await api.token({ role: 'supervisor', queues: ['sales'] });
});
afterAll(() => api.close());

async function packOf(id: string, query = ''): Promise<Vcon> {
  const { status, headers, body } = await api.ask<Vcon>(all, `/api/v1/contacts/${id}/vcon${query}`);
  expect([status, headers['content-type'], headers['cache-control'], headers['content-disposition']]).toEqual([200, 'application/vcon+json; charset=utf-8', 'no-store', 'attachment; filename="contact.vcon"']);
  isVcon(body);
  expect(isVcon.errors).toBeNull();
  return body;
}
const bodyOf = <Body>(vcon: Vcon, product: string): Body => JSON.parse(vcon.analysis.find((each) => each.product === product)?.body ?? '') as Body;

test('tells who talked when, as the draft has it: each talk, its holds, and where it was passed on', async () => {
  const { parties, dialog, redacted } = await packOf('passed');
  expect(parties.map(({ name }) => name)).toEqual(['anonymous', 'agent 1', 'agent 2', 'Earshot']);
  expect(redacted).toEqual({ type: 'numbers, names, free text and media' });
  const at = (second: number): string => new Date(noon - HOUR + second * 1_000).toISOString();
  expect(dialog).toEqual([
    {
      type: 'recording', start: at(200), duration: 210, parties: [0, 1],
      party_history: [{ party: 1, time: at(200), event: 'join' }, { party: 0, time: at(210), event: 'hold' }, { party: 0, time: at(400), event: 'unhold' }, { party: 1, time: at(410), event: 'drop' }],
    },
    { type: 'recording', start: at(420), duration: 80, parties: [0, 2], party_history: [{ party: 2, time: at(420), event: 'join' }, { party: 0, time: at(500), event: 'drop' }] },
    { type: 'transfer', start: at(410), transferee: 0, transferor: 1, transfer_target: 2, original: 0, target_dialog: 1 },
  ]);
});

test('calls incomplete what never came to talk', async () => {
  expect((await packOf('gave-up')).dialog).toEqual([{ type: 'incomplete', start: new Date(noon - HOUR).toISOString(), duration: 300, parties: [0], disposition: 'hung-up' }]);
});

test('brings the flags with what shows them, the outcome and the timeline', async () => {
  const vcon = await packOf('passed');
  expect(vcon.analysis.map(({ type, vendor, product, schema, dialog }) => [type, vendor, product, schema, dialog])).toEqual([
    ['report', 'Earshot', 'flags', 'earshot-flags-1', [0, 1, 2]], ['report', 'Earshot', 'outcome', 'earshot-outcome-1', [0, 1, 2]],
  ]);
  const { flags } = bodyOf<{ flags: { rule: string; because: string }[] }>(vcon, 'flags');
  expect(flags).toContainEqual(expect.objectContaining({ rule: 'unresolved', because: 'agent 2 said: not resolved, about [withheld]' }));
  expect(flags).toContainEqual(expect.objectContaining({ rule: 'long-hold', because: expect.stringContaining('agent 1') }));
  expect(bodyOf(vcon, 'outcome')).toMatchObject({ onHoldMs: 190_000, transfers: 1, resolved: 'no', reason: '[withheld]' });
  const { items } = JSON.parse(vcon.attachments[0]?.body ?? '') as { items: { says: string }[] };
  expect(items.map(({ says }) => says)).toEqual(expect.arrayContaining(['Answered by agent 1 after 3:15', 'Was promised something for 2026-06-11']));
});

test('holds no number, no name and no text that someone typed, in whatever part of it', async () => {
  const text = JSON.stringify(await packOf('passed'));
  for (const word of ['Alice', 'Bo Berg', 'PJSIP', 'tel_ann', 'Miller', '1234567', 'shouted', 'roses']) expect(text).not.toContain(word);
});

test('names agents where that is asked for, and never the caller', async () => {
  const vcon = await packOf('passed', '?names=true');
  expect(vcon.parties.map(({ name }) => name)).toEqual(['anonymous', 'Alice Agent', 'Bo Berg', 'Earshot']);
  for (const word of ['tel_ann', 'Miller', '1234567', 'shouted']) expect(JSON.stringify(vcon)).not.toContain(word);
});

test('is for whoever may see the contact, and is noted before it is told', async () => {
  api.accepted.length = 0;
  await packOf('gave-up');
  expect(api.accepted).toEqual([expect.objectContaining({ subject: 'gave-up', source: 'earshot/board', sentType: 'contact.exported', data: { agent: 'sue', as: 'vcon', names: false } })]);
  api.accepted.length = 0;
  expect(await api.ask(sales, '/api/v1/contacts/gave-up/vcon')).toMatchObject({ status: 404, body: { error: { what: 'This contact is not known.' } } });
  for (const role of ['wall', 'agent', 'owner'] as const) expect(await api.ask(await api.token(role === 'wall' ? { role } : { role, actsFor: 'bo' }), '/api/v1/contacts/gave-up/vcon')).toMatchObject({ status: 403 });
  expect(await api.ask(undefined, '/api/v1/contacts/gave-up/vcon')).toMatchObject({ status: 401 });
  expect(api.accepted).toEqual([]);
});

test('is not told when it cannot be noted who asked', async () => {
  api.answer = { taken: false, cause: 'log', reason: 'the log is away', retryAfterMs: 2_000 };
  expect(await api.ask(all, '/api/v1/contacts/gave-up/vcon')).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  api.answer = { taken: true, position: 1 };
});

test('the schema refuses what the draft does', () => {
  const whole = { vcon: '0.4.0', uuid: '5f0cdb1e-6a1c-8b7e-9d2e-0a1b2c3d4e5f', created_at: '2026-06-10T12:00:00Z', parties: [{}] };
  const start = '2026-06-10T12:00:00Z';
  expect(isVcon(whole)).toBe(true);
  for (const wrong of [
    { ...whole, vcon: '0.0.1' }, { ...whole, uuid: 'x' }, { ...whole, other: 1 },
    { ...whole, dialog: [{ type: 'incomplete', start }] }, { ...whole, dialog: [{ type: 'transfer', start, body: 'x' }] }, { ...whole, dialog: [{ type: 'recording', start, parties: [0], disposition: 'busy' }] },
    { ...whole, analysis: [{ type: 'report' }] }, { ...whole, analysis: [{ type: 'report', vendor: 'x', body: 'y' }] }, { ...whole, attachments: [{ start, party: 0 }] },
  ]) expect(isVcon(wrong)).toBe(false);
});
