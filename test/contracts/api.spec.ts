import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operations } from '../../src/api/docs/operations.js';
import type { MetricsAnswer, MetricReading } from '../../src/api/readings/answer.js';
import type { RecoveryLine, Snapshot } from '../../src/contract/board.js';
import type { ContactLane, ContactPage, FlagCard, JourneyItem } from '../../src/contract/contact.js';
import type { RuleInForce, RuleMarks } from '../../src/contract/rules.js';
import type { Catalogue, Page, Problem } from '../../src/contract/session.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { MINUTE, seconds } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, getsPromised, hangsUp, isPromised, leavesQueue, partsFrom, presses, queues, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const floor: Floor = {
  ...unnamedFloor,
  entries: { '+4930': { name: 'Service' } },
  queues: { sales: { name: 'Sales', team: 'north' }, tech: { name: 'Support', team: 'south' } },
  agents: { al: { name: 'Alice Agent', team: 'north' } },
  teams: { north: {}, south: {} },
};

/** In minutes before noon. */
const begins = (before: number): number => noon - before * MINUTE;
const stories: readonly Story[] = [
  caller({ id: 'served', begins: begins(170), from: 'tel_ann', to: '+4930' }).at(5, enters('main'), presses('1')).at(20, queues('sales')).at(32, leavesQueue('sales', 'answered'), reaches('al', 'sales')).at(60, isPromised('kept', begins(60)), isPromised('broken', begins(59))).at(92, partsFrom('al', 'customer'), hangsUp()).at(600, getsPromised('kept')),
  caller({ id: 'gave-up', begins: begins(100), from: 'tel_bob', to: '+4930' }).at(10, queues('tech')).at(70, leavesQueue('tech', 'abandoned'), hangsUp()),
  caller({ id: 'menu-only', begins: begins(50), to: '+4930' }).at(1, enters('main')).at(30, hangsUp()),
  caller({ id: 'again', begins: begins(4), from: 'tel_ann', to: '+4930' }).at(10, queues('sales')),
];

let api: StoryApi;
let all: string;
let north: string;
let wall: string;

beforeAll(async () => {
  api = new StoryApi(floor, noon);
  const events = stories.flatMap((story) => story.events).filter((event) => event.time <= noon).toSorted((a, b) => a.time - b.time);
  for (const event of events) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  api.forget('served', 'menu-only');
  await api.open();
  all = await api.token({ role: 'supervisor' });
  north = await api.token({ role: 'supervisor', queues: ['sales'] });
  wall = await api.token({ role: 'wall' });
});
afterAll(() => api.close());

const idsOf = async (token: string, path: string): Promise<string[]> => (await api.ask<Page<ContactLane>>(token, `/api/v1/${path}`)).body.items.map(({ id }) => id);

describe('the floor', () => {
  test('shows a reader the queues of their scope', async () => {
    expect(await idsOf(all, 'queues')).toEqual(['sales', 'tech']);
    expect(await idsOf(north, 'queues')).toEqual(['sales']);
    expect((await api.ask<Snapshot>(wall, '/api/v1/board')).body.frame.open).toBe(1);
    expect((await api.ask(wall, '/api/v1/sources')).body).toEqual({ items: [expect.objectContaining({ source: 'pbx', state: 'heard' })], next: null });
  });
});

describe('contacts', () => {
  test('lists those in memory and those in rows as one, newest first, page by page', async () => {
    expect(await idsOf(all, 'contacts')).toEqual(['again', 'menu-only', 'gave-up', 'served']);
    const first = (await api.ask<Page<ContactLane>>(all, '/api/v1/contacts?limit=3')).body;
    const second = (await api.ask<Page<ContactLane>>(all, `/api/v1/contacts?limit=3&cursor=${first.next ?? ''}`)).body;
    expect([first.items.map(({ id }) => id), second.items.map(({ id }) => id), second.next]).toEqual([['again', 'menu-only', 'gave-up'], ['served'], null]);
  });

  test.each([
    ['state=open', ['again']],
    ['state=ended', ['menu-only', 'gave-up', 'served']],
    ['queue=sales', ['again', 'served']],
    ['agent=al', ['served']],
    ['customer=tel_ann', ['again', 'served']],
    ['entry=%2B4930&from=2026-03-02T11:00:00Z', ['again', 'menu-only']],
    [`to=${begins(100)}`, ['served']],
    ['channel=chat', []],
    ['flag=abandoned-in-queue', ['gave-up']],
    ['flag=repeat-contact', ['again']],
  ])('narrows by %s', async (query, expected) => {
    expect(await idsOf(all, `contacts?${query}`)).toEqual(expected);
  });

  test('shows one from memory and one from its row', async () => {
    const open = (await api.ask<ContactPage>(all, '/api/v1/contacts/again')).body;
    expect(open).toMatchObject({ lane: { stage: 'queue', place: { id: 'sales', name: 'Sales' }, nthInWindow: 2 }, outcome: { reached: 'queue', inQueueMs: noon - begins(4) - seconds(10) }, truncated: false });
    expect(open.journey.map((item) => [item.contact, item.outcome])).toEqual([['served', 'spoke to an agent'], ['again', 'under way']]);
    expect(open.flags.map((flag) => [flag.rule, flag.live])).toContainEqual(['long-wait', true]);
    const over = (await api.ask<ContactPage>(all, '/api/v1/contacts/served')).body;
    expect(over.timeline.map((item) => item.says)).toContain('Answered by Alice Agent after 0:12');
    expect(over.outcome).toEqual({ reached: 'agent', endedBy: 'customer', inMenuMs: 15_000, inQueueMs: 12_000, withAgentMs: 60_000, onHoldMs: 0, transfers: 0, reason: 'main', resolved: 'unknown',
      promises: [{ madeAt: begins(169), due: begins(60), state: 'kept' }, { madeAt: begins(169), due: begins(59), state: 'broken' }] });
  });

  test('says nothing of contacts outside the scope, not even that they exist', async () => {
    expect(await idsOf(north, 'contacts')).toEqual(['again', 'served']);
    const foreign = await api.ask(north, '/api/v1/contacts/gave-up');
    const nowhere = await api.ask(north, '/api/v1/contacts/nobody');
    expect(foreign).toMatchObject({ status: 404, body: { error: { what: 'This contact is not known.' } } });
    expect(nowhere.body).toEqual(foreign.body);
    expect(await api.ask(north, '/api/v1/contacts?queue=tech')).toMatchObject({ status: 403, body: { error: { what: 'The queue "tech" is not among those that you may see.' } } });
  });

  test('shows a customer\'s journey as far as the reader may see it', async () => {
    expect((await api.ask<Page<JourneyItem>>(north, '/api/v1/customers/tel_ann/journey')).body.items).toHaveLength(2);
    expect((await api.ask<Page<JourneyItem>>(all, '/api/v1/customers/tel_bob/journey')).body.items).toMatchObject([{ contact: 'gave-up', outcome: 'gave up waiting in Support after 1:00' }]);
    expect((await api.ask(north, '/api/v1/customers/tel_bob/journey')).status).toBe(404);
    expect((await api.ask(all, '/api/v1/customers/nobody/journey')).status).toBe(404);
  });

  test('takes what a flag was worth, tells it with the flag, and counts it by rule', async () => {
    const mark = (token: string, contact: string, rule: string, word: string): Promise<{ status: number; body: unknown }> => api.ask(token, '/api/v1/flags/marks', 'POST', { contact, rule, mark: word });
    const noted = await api.ask<{ did: string }>(all, '/api/v1/flags/marks', 'POST', { contact: 'gave-up', rule: 'abandoned-in-queue', mark: 'acted', did: ' called 0301234567 back ' });
    expect(noted).toMatchObject({ status: 200, body: { mark: 'acted', by: 'supervisor' } });
    expect(noted.body.did).toMatch(/^called (?!0301234567).* back$/);
    expect((await mark(all, 'gave-up', 'menu-maze', 'acted')).body).toMatchObject({ error: { what: 'The contact carries no flag "menu-maze" that stands.' } });
    expect([(await mark(all, 'gave-up', 'long-wait', 'great')).status, (await mark(all, 'nobody', 'long-wait', 'acted')).status, (await mark(wall, 'gave-up', 'long-wait', 'acted')).status]).toEqual([400, 404, 403]);
    // Who sees Sales alone sees nothing of a call to Support, and says nothing of it.
    expect((await mark(north, 'gave-up', 'abandoned-in-queue', 'noise')).status).toBe(404);
    await api.story.arrive(noon, api.accepted.splice(0));
    await api.settle();
    const { items } = (await api.ask<Page<FlagCard>>(all, '/api/v1/flags?rule=abandoned-in-queue')).body;
    expect(items.map(({ contact, mark: said }) => [contact, said?.mark, said?.by, said?.did])).toEqual([['gave-up', 'acted', 'supervisor', noted.body.did]]);
    const rules = (await api.ask<Page<RuleMarks>>(all, '/api/v1/rules/marks')).body.items;
    expect(rules.find(({ id }) => id === 'abandoned-in-queue')).toMatchObject({ flags: 1, acted: 1, useful: 0, noise: 0, criesWolf: false });
    expect((await api.ask(north, '/api/v1/rules/marks')).status).toBe(403);
  });

  test('lists flags, of memory and rows', async () => {
    const rules = async (token: string, query = ''): Promise<string[]> => (await api.ask<Page<FlagCard>>(token, `/api/v1/flags${query}`)).body.items.map(({ rule, contact }) => `${contact} ${rule}`);
    expect(await rules(all)).toEqual(expect.arrayContaining(['again long-wait', 'again repeat-contact', 'gave-up abandoned-in-queue', 'menu-only abandoned-in-menu']));
    expect(await rules(all, '?rule=long-wait&queue=sales&retracted=false')).toEqual(['again long-wait']);
    expect((await rules(north)).some((flag) => flag.startsWith('gave-up'))).toBe(false);
    expect(await api.ask(all, '/api/v1/metrics/asa,aht')).toMatchObject({ status: 400 });
    expect(await api.ask(all, '/api/v1/flags?rule=long-weight')).toMatchObject({ status: 400, body: { error: { do: expect.stringContaining('"long-wait"') } } });
  });
});

describe('recovery', () => {
  test('lists who is to be called back, within the scope', async () => {
    expect((await api.ask(all, '/api/v1/recovery')).body).toEqual({ items: [expect.objectContaining({ id: 'tel_bob', why: 'abandoned', contact: 'gave-up' })], next: null });
    expect((await api.ask<Page<RecoveryLine>>(north, '/api/v1/recovery')).body.items).toEqual([]);
  });

  test('notes a call-back as an event, a double click as one', async () => {
    await api.ask(all, '/api/v1/recovery/tel_bob/attempted', 'POST');
    expect(await api.ask(all, '/api/v1/recovery/tel_bob/attempted', 'POST')).toMatchObject({ status: 200, body: { contact: 'gave-up', noted: 'attempted', by: 'supervisor', at: noon } });
    const [once, twice] = api.accepted;
    expect(once).toEqual({ id: `attempted/gave-up/supervisor/${noon / MINUTE}`, source: 'earshot/board', type: 'callback.attempted', time: noon, subject: 'gave-up', data: { agent: 'supervisor' } });
    expect(twice).toEqual(once);
    expect((await api.ask(all, '/api/v1/recovery/tel_bob/reached', 'POST')).status).toBe(200);
    expect(api.accepted.at(-1)?.type).toBe('callback.reached');
  });

  test('tells the number to whoever may call back, and to nobody else', async () => {
    expect(await api.ask(all, '/api/v1/recovery/tel_bob/number')).toMatchObject({ status: 200, body: { number: '+12025550123' } });
    expect(api.accepted.at(-1)).toMatchObject({ sentType: 'callback.number-shown', subject: 'gave-up', data: { agent: 'supervisor' } });
    expect((await api.ask(north, '/api/v1/recovery/tel_bob/number')).status).toBe(404);
    expect((await api.ask(wall, '/api/v1/recovery/tel_bob/number')).status).toBe(403);
  });

  test('refuses whom it does not know, and whoever may not', async () => {
    expect((await api.ask(all, '/api/v1/recovery/nobody/attempted', 'POST')).status).toBe(404);
    expect((await api.ask(north, '/api/v1/recovery/tel_bob/attempted', 'POST')).status).toBe(404);
    expect((await api.ask(wall, '/api/v1/recovery/tel_bob/attempted', 'POST')).status).toBe(403);
  });

  test('asks to come again when the log is away', async () => {
    api.answer = { taken: false, cause: 'busy', retryAfterMs: 2_500, reason: 'the database does not answer' };
    const later = await api.ask(all, '/api/v1/recovery/tel_bob/attempted', 'POST');
    api.answer = { taken: true, position: 1 };
    expect(later).toMatchObject({ status: 503, headers: { 'retry-after': '3' }, body: { error: { what: 'The call-back was not noted: the database does not answer.' } } });
  });
});

describe('metrics', () => {
  const one = async (token: string, query: string): Promise<MetricReading | undefined> => (await api.ask<MetricsAnswer>(token, `/api/v1/metrics?${query}`)).body.items[0];

  test('counts contacts once over all queues, with the passport', async () => {
    expect(await one(all, 'metric=served_in_time')).toMatchObject({
      id: 'served_in_time', unit: 'share', formula: 'A≤T / (A + B − B≤S + Fi + W>T)', view: 'queue', counts: 'contacts', keys: ['voice/total'], attribution: 'arrival', directAnswers: 'count',
      threshold: { answerWithinMs: 20_000, shortAbandonMs: 5_000, varies: false }, window: { from: Date.parse('2026-03-02T00:00:00Z'), to: noon + 15 * MINUTE },
      value: 1 / 3, sample: { offered: 2, answered: 1, abandoned: 1, waiting: 1, waitingPastThreshold: 1 }, provisional: true, intervals: [],
    });
  });

  test('counts visits in one queue, all who called in the contact view, segments of an agent', async () => {
    expect(await one(all, 'queue=tech&metric=abandonment_rate')).toMatchObject({ value: 1, counts: 'visits', keys: ['voice/queue/tech'] });
    expect(await one(all, 'metric=contact_abandonment_rate')).toMatchObject({ view: 'contact', keys: ['voice/contacts'], value: 0.5, sample: { contacts: 4, leftInMenu: 1, abandoned: 1 } });
    expect(await one(all, 'agent=al&metric=aht')).toMatchObject({ value: 60_000, counts: 'segments', keys: ['voice/agent/al'], sample: { segments: 1 } });
    expect(await one(all, 'entry=%2B4930&metric=contact_abandonment_rate')).toMatchObject({ value: 0.5 });
    expect(await one(all, 'metric=repeat_rate')).toMatchObject({ value: 1 / 3 });
  });

  test('counts what a team promised by when it was due, for those who may see the team', async () => {
    const kept = (token: string, query: string): Promise<MetricReading | undefined> => one(token, `metric=promise_kept_rate&${query}`);
    expect(await kept(all, 'team=north')).toMatchObject({ value: 0.5, sample: { promises: 2, promisesKept: 1 }, keys: ['voice/team/north'] });
    expect(await kept(all, 'queue=sales')).toMatchObject({ value: 0.5 });
    expect(await kept(all, '')).toMatchObject({ value: 0.5, keys: ['voice/contacts'] });
    expect(await kept(await api.token({ role: 'supervisor', teams: ['north'] }), 'team=north')).toMatchObject({ value: 0.5 });
    expect((await api.ask(north, '/api/v1/metrics?team=north')).status).toBe(403);
    expect(await one(all, 'team=north&metric=asa')).toMatchObject({ value: 12_000, counts: 'visits', keys: ['voice/queue/sales'] });
    expect((await api.ask(all, '/api/v1/metrics?team=north&metric=repeat_rate')).status).toBe(400);
  });

  test('says nothing where there is nothing, instead of zero', async () => {
    expect(await one(all, 'channel=chat&metric=served_in_time')).toMatchObject({ value: null, sample: { offered: 0 } });
  });

  test('cuts the window, and knows which interval is still provisional', async () => {
    const hours = await one(all, 'metric=offered&interval=hour&from=2026-03-02T09:00:00Z&to=2026-03-02T12:00:00Z');
    expect(hours?.intervals.map((each) => [each.value, each.provisional])).toEqual([[1, false], [1, false], [0, true]]);
    expect(await one(all, 'metric=offered&attribution=disconnect&from=2026-03-02T09:00:00Z&to=2026-03-02T12:00:00Z')).toMatchObject({ value: 2, provisional: false, attribution: 'disconnect' });
  });

  test('reads what is older than the memory from the stored readings', async () => {
    await api.story.store.save({ contacts: [], journeys: [], agentDays: [], parts: [], cohorts: [], deltas: [
      { quarter: Date.parse('2026-02-20T08:00:00Z'), attribution: 'arrival', key: 'voice/total', measure: 'offered', value: 7 },
      { quarter: Date.parse('2026-02-20T08:00:00Z'), attribution: 'completion', key: 'voice/total', measure: 'offered', value: 9 },
    ], minutes: [] });
    expect(await one(all, 'metric=offered&from=2026-02-19T00:00:00Z&to=2026-02-21T00:00:00Z')).toMatchObject({ value: 7, provisional: false });
    expect(await one(all, 'metric=offered&from=2026-02-19T00:00:00Z&to=2026-03-02T12:00:00Z')).toMatchObject({ value: 9 });
  });

  test('adds up a bounded reader\'s own queues, and refuses what goes beyond', async () => {
    expect(await one(north, 'metric=offered')).toMatchObject({ keys: ['voice/queue/sales'], counts: 'visits', value: 1 });
    expect((await api.ask(north, '/api/v1/metrics?queue=tech')).status).toBe(403);
    expect((await api.ask(north, '/api/v1/metrics?view=contact')).status).toBe(403);
    expect((await api.ask(north, '/api/v1/metrics?entry=x')).status).toBe(403);
    expect((await api.ask(north, '/api/v1/metrics?agent=bob')).status).toBe(403);
  });

  test.each([
    ['metric=asb', 'The parameter "metric" names "asb", which there is not.', 'Did you mean "asa"?'],
    ['variant=lost', 'The parameter "variant" names "lost", which there is not.', 'Did you mean'],
    ['from=2026-03-02T09:01:00Z', 'what is counted is kept by quarter-hours', 'Write 2026-03-02T09:00:00.000Z or 2026-03-02T09:15:00.000Z.'],
    ['queue=sales&agent=al', 'The parameters "queue" and "agent" do not go together.', 'one of them'],
    ['queue=sales&metric=repeat_rate', 'The metric "repeat_rate" says nothing about a queue.', ''],
    ['interval=week', 'The parameter "interval" cannot be "week".', 'Write none, quarter, half-hour, hour or day.'],
    ['queu=sales', 'There is no parameter "queu" here.', 'Did you mean "queue"?'],
  ])('refuses %s with what is wrong and what to do', async (query, what, advice) => {
    const { status, body } = await api.ask<Problem>(all, `/api/v1/metrics?${query}`);
    expect([status, body.error.what, body.error.do]).toEqual([400, expect.stringContaining(what), expect.stringContaining(advice)]);
  });

  test('waits for the state to be loaded', async () => {
    api.state = { is: 'starting' };
    const early = await api.ask(all, '/api/v1/metrics');
    api.state = { is: 'live' };
    expect(early).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  });

  test('lists every rule with its options, as the settings have them', async () => {
    const { items } = (await api.ask<Page<RuleInForce>>(all, '/api/v1/rules')).body;
    expect(items.length).toBeGreaterThan(35);
    expect(items.find(({ id }) => id === 'queue-starving')).toMatchObject({ of: 'cohort', class: 'alert', version: 1, enabled: true });
    expect(items.find(({ id }) => id === 'long-wait')?.options).toContainEqual({ name: 'after', default: 120, value: 120, min: 1, max: 7_200, says: 'The seconds after which a wait is long.' });
  });

  test('explains every flag and metric', async () => {
    const { flags, metrics } = (await api.ask<Catalogue>(wall, '/api/v1/catalogue')).body;
    expect(flags.find((flag) => flag.id === 'long-wait')).toMatchObject({ class: 'alert', options: expect.arrayContaining([expect.objectContaining({ name: 'severeAfter', default: 300 })]), page: expect.stringContaining('**Flags when**') });
    expect(metrics.every((metric) => metric.page.startsWith('# '))).toBe(true);
  });
});

describe('the server', () => {
  test('is alive, and ready while the log can be written', async () => {
    expect(await api.ask(undefined, '/health/live')).toMatchObject({ status: 200, body: { alive: true } });
    expect(await api.ask(undefined, '/health/ready')).toMatchObject({ status: 200, body: { ready: true, state: 'live', log: 'writable' } });
    api.state = { is: 'catching-up', from: 0, position: 25, head: 100 };
    expect(await api.ask(undefined, '/health/ready')).toMatchObject({ status: 200, body: { ready: true, state: 'catching-up', done: 0.25 } });
    api.state = { is: 'starting' };
    expect(await api.ask(undefined, '/health/ready')).toMatchObject({ status: 503, body: { ready: false, error: { what: 'The server is starting.' } } });
    api.state = { is: 'live' };
    api.counters.appendFailed();
    expect(await api.ask(undefined, '/health/ready')).toMatchObject({ status: 503, body: { ready: false, log: 'away' } });
    api.counters.appended(2);
    expect((await api.ask(undefined, '/health/ready')).status).toBe(200);
  });

  test('tells Prometheus about itself', async () => {
    api.counters.refuse('pbx', 3);
    const { status, body, headers } = await api.ask(wall, '/metrics');
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    for (const line of ['earshot_events_accepted_total 2', 'earshot_events_refused_total{source="pbx",reason="unreadable"} 3', 'earshot_contacts_waiting 1', 'earshot_log_append_failures_total 1', 'earshot_contacts{channel="voice",stage="queue"} 1']) expect(body).toContain(line);
    expect((await api.ask(all, '/metrics')).status).toBe(403);
  });

  test('answers every error as a problem', async () => {
    expect(await api.ask(undefined, '/api/v1/board')).toMatchObject({ status: 401, body: { error: { what: 'Nobody is signed in.' } } });
    expect(await api.ask(wall, '/api/v1/contacts')).toMatchObject({ status: 403 });
    expect(await api.ask(await api.key(), '/api/v1/board')).toMatchObject({ status: 403 });
    expect(await api.ask(all, '/api/v1/nothing?customer=ann')).toMatchObject({ status: 404, body: { error: { what: 'There is nothing at GET /api/v1/nothing.' } } });
    expect(await api.ask(all, '/api/v1/board?since=1')).toMatchObject({ status: 400, body: { error: { what: 'There is no parameter "since" here.', do: 'Leave it out.' } } });
  });

  test('keeps its insides to itself when it fails', async () => {
    const { store } = api.story;
    const readings = store.readings.bind(store);
    store.readings = () => Promise.reject(new Error('relation "reading" at 10.0.0.7 is broken'));
    const failed = await api.ask(all, '/api/v1/metrics?from=2026-02-19T00:00:00Z&to=2026-02-21T00:00:00Z');
    store.readings = readings;
    expect(failed).toMatchObject({ status: 500, body: { error: { what: 'Earshot failed to answer this.', do: expect.stringMatching(/^Try again; if it stays, see the server's log, reference [0-9a-f]{8}\.$/) } } });
  });
});

describe('the documentation', () => {
  test('is served from here, without anything inline', async () => {
    const { status, body } = await api.ask<string>(undefined, '/docs');
    expect(status).toBe(200);
    expect(body).not.toMatch(/<style|style=|<script>|https?:/);
    for (const [, address = ''] of body.matchAll(/(?:src|href)="([^"]+)"/g)) expect([address, (await api.ask(undefined, address)).status]).toEqual([address, 200]);
    expect((await api.ask(undefined, '/docs/assets/index.html')).status).toBe(404);
  });

  test('tells of every route of the API, and of no other', async () => {
    const { paths, components } = (await api.ask<OpenAPIObject>(undefined, '/docs/openapi.json')).body;
    const routes = api.routes().filter(({ method }) => method !== 'SOCKET').map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(operations.filter(({ path }) => !path.startsWith('/ingest/')).map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(routes.toSorted());
    expect(paths['/api/v1/metrics']?.get?.parameters).toContainEqual(expect.objectContaining({ name: 'attribution', in: 'query' }));
    const named = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => components?.schemas?.[name] === undefined)).toEqual([]);
    expect(paths['/ingest/events']?.post?.requestBody).toMatchObject({ content: { 'application/cloudevents+json': { example: { specversion: '1.0' } } } });
  });
});
