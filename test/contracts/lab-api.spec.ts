import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LabRunView, LabShadowView, LabView } from '../../src/contract/lab.js';
import type { Problem } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { DAY, MINUTE } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const stories = [100, 200].map((wait, place) => caller({ id: `call-${place}`, begins: noon - 90 * MINUTE + place }).at(0, queues('sales')).at(wait, leavesQueue('sales', 'answered'), reaches('al', 'sales')).at(wait + 30, hangsUp()));
const wanted = { rule: 'long-wait', draft: { options: { after: 90 } }, from: noon - DAY, to: noon };

let api: StoryApi;
let admin: string;
let supervisor: string;

beforeAll(async () => {
  api = new StoryApi(unnamedFloor, noon);
  for (const event of stories.flatMap((story) => story.events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.settle();
  await api.open();
  admin = await api.token({ role: 'admin', label: 'ann' });
  supervisor = await api.token({ role: 'supervisor', label: 'bob' });
});
afterAll(() => api.close());

const start = (body: unknown, token = admin) => api.ask<LabRunView & Problem>(token, '/api/v1/lab/runs', 'POST', body);
const look = async (token = supervisor): Promise<LabView> => (await api.ask<LabView>(token, '/api/v1/lab')).body;

test('an administrator replays a draft, and a supervisor looks at what it came to', async () => {
  const begun = await start(wanted);
  expect([begun.status, begun.body]).toMatchObject([200, { by: 'ann', startedAt: noon, request: wanted, state: { is: 'running' } }]);
  await until(async () => (await look()).runs.length === 1);
  expect(await look()).toMatchObject({ running: null, runs: [{ id: begun.body.id, by: 'ann', failed: false, request: wanted }] });
  const { body } = await api.ask<LabRunView>(supervisor, `/api/v1/lab/runs/${begun.body.id}`);
  expect(body.state).toMatchObject({ is: 'done', result: { contacts: 2, added: 1, same: 1, gone: 0, samples: [{ contact: 'call-0', is: 'added' }, { contact: 'call-1', is: 'same' }] } });
});

test('one run at a time: a second is told whose goes on, and who cancels it makes room', async () => {
  api.lab.hold(true);
  const first = await start(wanted);
  const second = await start(wanted);
  expect([second.status, second.body.error.what]).toEqual([409, 'A replay runs already, begun by ann.']);
  expect((await look()).running).toMatchObject({ id: first.body.id, state: { is: 'running' } });
  expect((await api.ask(admin, `/api/v1/lab/runs/${first.body.id}`, 'DELETE')).status).toBe(200);
  expect((await api.ask(admin, `/api/v1/lab/runs/${first.body.id}`, 'DELETE')).status).toBe(404);
  expect([(await look()).running, (await api.ask(admin, `/api/v1/lab/runs/${first.body.id}`)).status]).toEqual([null, 404]);
  api.lab.hold(false);
});

test.each([
  ['a rule that there is not', { ...wanted, rule: 'long-weight' }, 404, 'There is no rule "long-weight".'],
  ['an option that the rule does not have', { ...wanted, draft: { options: { afer: 1 } } }, 400, 'The draft has mistakes: flags.long-wait.options.afer: long-wait has no such option; did you mean "after"?.'],
  ['a value beyond its limits', { ...wanted, draft: { options: { after: -1 } } }, 400, /less than/],
  ['an empty window', { ...wanted, to: wanted.from }, 400, /window is empty/],
  ['a window of a year', { ...wanted, from: noon - 365 * DAY }, 400, /longer than 92 days/],
  ['what is no draft', { rule: 'long-wait' }, 400, 'This is no draft to replay.'],
])('refuses %s, with what to do', async (_, body, status, what) => {
  const heard = await start(body);
  expect([heard.status, heard.body.error.do.length > 5]).toEqual([status, true]);
  if (typeof what === 'string') expect(heard.body.error.what).toBe(what);
  else expect(heard.body.error.what).toMatch(what);
});

test('says of each rule what a replay of it reads', async () => {
  const { rules } = await look();
  expect(rules.filter(({ reads }) => reads !== 'contacts').map(({ id, reads }) => `${id} from ${reads}`).toSorted()).toEqual(['offer-mismatch from readings', 'queue-starving from moments', 'spike from readings']);
});

test('a rule that asks who waits is replayed from contacts and agents\' days', async () => {
  const begun = await start({ ...wanted, rule: 'queue-starving', draft: { options: { longest: 60 } } });
  expect(begun.status).toBe(200);
  let state: LabRunView['state'] | undefined;
  await until(async () => (state = (await api.ask<LabRunView>(supervisor, `/api/v1/lab/runs/${begun.body.id}`)).body.state).is === 'done');
  // Two wait for 100 and 200 s, and from a wait of 60 on the draft flags their queue; once one is gone, a single one's wait is told on the call.
  expect(state).toMatchObject({ result: { contacts: 1, inForce: { contacts: 0 }, draft: { contacts: 1, flags: 1 }, added: 1, samples: [{ contact: 'queue voice/sales', of: 'cohort', is: 'added', because: 'sales: the longest for more than 1:00' }] } });
});

test('a draft in shadow is told beside the rule in force, contact by contact, and is in no list', async () => {
  const floor = { ...unnamedFloor, flags: { 'long-wait': { shadow: { since: noon - DAY, options: { after: 90 } } } } };
  const beside = new StoryApi(floor, noon);
  for (const event of stories.flatMap((story) => story.events).toSorted((a, b) => a.time - b.time)) await beside.story.arrive(event.time, [event]);
  await beside.settle();
  beside.forget('call-0');
  await beside.open();
  const token = await beside.token({ role: 'supervisor', label: 'bob' });
  const shadow = (await beside.ask<LabShadowView>(token, '/api/v1/lab/shadows/long-wait')).body;
  expect(shadow).toMatchObject({
    rule: 'long-wait', draft: { since: noon - DAY, options: { after: 90 } }, cut: false,
    result: { inForce: { contacts: 1 }, draft: { contacts: 2 }, added: 1, gone: 0, same: 1, queues: [{ queue: 'sales' }], samples: [{ contact: 'call-0', is: 'added' }, { contact: 'call-1', is: 'same' }] },
  });
  expect((await beside.ask<LabView>(token, '/api/v1/lab')).body.rules.find(({ id }) => id === 'long-wait')?.shadow).toEqual({ since: noon - DAY, options: { after: 90 } });
  expect((await beside.ask<{ items: { contact: string }[] }>(token, '/api/v1/flags?rule=long-wait')).body.items.map(({ contact }) => contact)).toEqual(['call-1']);
  const none = await beside.ask<Problem>(token, '/api/v1/lab/shadows/menu-maze');
  expect([none.status, none.body.error.what]).toEqual([404, 'No draft of this rule runs in shadow.']);
  await beside.close();
});

test('a contact that was under way when the draft began is held against neither, and a queue that was starving already is the same to both', async () => {
  const began = noon - 90 * MINUTE;
  const at = began - MINUTE;
  // The rule in force flags it at two minutes, after the draft began; the draft would have, before.
  const [early, late] = [['early', at, 'loans'], ['late', began + MINUTE, 'sales']].map(([id, begins, queue]) => caller({ id: String(id), begins: Number(begins) }).at(0, queues(String(queue))).at(150, leavesQueue(String(queue), 'answered'), reaches('al', String(queue))).at(200, hangsUp()));
  const waiting = ['a', 'b'].map((id) => caller({ id, begins: at - 5 * MINUTE }).at(0, queues('bills')).at(600, leavesQueue('bills', 'answered'), reaches('al', 'bills')).at(700, hangsUp()));
  const shadows = { 'long-wait': { shadow: { since: began, options: { after: 30 } } }, 'queue-starving': { shadow: { since: began, options: { longest: 100 } } } };
  const beside = new StoryApi(unnamedFloor, noon);
  const told = [early, late, ...waiting].flatMap((story) => story?.events ?? []).toSorted((a, b) => a.time - b.time);
  for (const event of told.filter(({ time }) => time < began)) await beside.story.arrive(event.time, [event]);
  await beside.story.setAt(began, { flags: shadows });
  for (const event of told.filter(({ time }) => time >= began)) await beside.story.arrive(event.time, [event]);
  await beside.settle();
  await beside.open();
  const token = await beside.token({ role: 'supervisor', label: 'bob' });
  const { result: waits } = (await beside.ask<LabShadowView>(token, '/api/v1/lab/shadows/long-wait')).body;
  expect(waits).toMatchObject({ contacts: 1, added: 0, gone: 0, same: 1, samples: [{ contact: 'late', is: 'same' }] });
  const { result: queue } = (await beside.ask<LabShadowView>(token, '/api/v1/lab/shadows/queue-starving')).body;
  expect(queue).toMatchObject({ contacts: 1, added: 0, gone: 0, same: 1, samples: [{ contact: 'queue voice/bills', is: 'same' }] });
  await beside.close();
});

test('a supervisor starts and cancels nothing, and one of some queues sees nothing', async () => {
  const some = await api.token({ role: 'supervisor', label: 'cleo', queues: ['sales'] });
  expect([(await start(wanted, supervisor)).status, (await api.ask(supervisor, '/api/v1/lab/runs/x', 'DELETE')).status, (await api.ask(some, '/api/v1/lab')).status, (await api.ask(some, '/api/v1/lab/runs/x')).status]).toEqual([403, 403, 403, 403]);
});
