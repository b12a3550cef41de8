import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricsAnswer } from '../../src/api/readings/answer.js';
import type { Page, Problem } from '../../src/contract/session.js';
import type { BeliefLine, PersonLine, PerceptionView, WeighedLine } from '../../src/contract/voice.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { noSurveys } from '../../src/domain/survey.js';
import { DAY } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { answersPrompt, caller, comesOut, enters, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../support/story.js';
import type { Story } from '../support/story.js';
import { hours } from '../support/survey-said.js';

const noon = Date.parse('2026-03-20T12:00:00Z');
const calls = { kind: 'persistent', channel: 'sms', questions: ['resolved', 'csat-5'], share: 1, delayMs: 0, expiresMs: 1 } as const;
const study = { ...calls, kind: 'pulsed', quota: 5 } as const;
const floor: Floor = {
  ...unnamedFloor,
  queues: { sales: { name: 'Sales', team: 'front' }, tech: { name: 'Tech', team: 'back' } }, teams: { front: { name: 'Front' }, back: { name: 'Back' } },
  agents: { ann: { name: 'Ann', team: 'front' }, bob: { name: 'Bob', team: 'front' }, cy: { name: 'Cy', team: 'back' } },
  surveys: { ...noSurveys, sender: '+15005550006', programmes: { calls, study } },
  beliefs: { center: { csat: 0.9, containment: 0.1, 'first-contact': 0.5 }, queues: { sales: { resolved: 0.99 }, tech: { csat: 0.9 } } },
};
const api = new StoryApi(floor, noon);

const spoke = (id: string, agent: string, queue: string, verdict: string, day: number, from = `tel_${id}`): Story => caller({ id, begins: noon - day * DAY, from })
  .at(5, queues(queue)).at(20, leavesQueue(queue, 'answered'), reaches(agent, queue)).at(80, partsFrom(agent, 'customer'), hangsUp()).at(90, answersPrompt(agent, { resolved: verdict }));
const asked = (story: Story, programme: string, ...said: readonly [string, string | number][]): Story => said.reduce(
  (told, [question, value]) => told.at(hours(2), { type: 'survey.answered', data: { survey: 's', programme, question, value } }),
  story.at(hours(1), { type: 'survey.sent', data: { survey: 's', programme } }),
);
/** Thirty-two of Ann's that are settled, six of whose callers came back, and two of this morning; nine of Bob's; thirty of Cy's. */
const floorOf = (): Story[] => [
  ...Array.from({ length: 32 }, (_, nth) => spoke(`a${nth}`, 'ann', 'sales', nth < 24 ? 'yes' : 'no', 10)),
  ...Array.from({ length: 6 }, (_, nth) => caller({ id: `again${nth}`, begins: noon - 9 * DAY, from: `tel_a${nth}` }).at(2, enters('main')).at(30, comesOut('done')).at(40, hangsUp())),
  ...Array.from({ length: 2 }, (_, nth) => spoke(`new${nth}`, 'ann', 'sales', 'yes', 0.1)),
  ...Array.from({ length: 9 }, (_, nth) => asked(spoke(`b${nth}`, 'bob', 'sales', 'yes', 10), 'calls', ['resolved', 'no'])),
  ...Array.from({ length: 30 }, (_, nth) => asked(spoke(`c${nth}`, 'cy', 'tech', 'no', 10), 'calls', ['csat-5', nth < 12 ? 5 : 1])),
  ...Array.from({ length: 5 }, (_, nth) => asked(spoke(`s${nth}`, 'cy', 'tech', 'not-mine', 10), 'study', ['csat-5', 5])),
  ...Array.from({ length: 20 }, (_, nth) => caller({ id: `gone${nth}`, begins: noon - 10 * DAY, from: `tel_gone${nth}` }).at(5, queues('tech')).at(300, leavesQueue('tech', 'abandoned'), hangsUp())),
];

const tokens: Record<string, string> = {};
beforeAll(async () => {
  for (const event of floorOf().flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  tokens['admin'] = await api.token({ role: 'admin' });
  tokens['all'] = await api.token({ role: 'supervisor' });
  tokens['front'] = await api.token({ role: 'supervisor', teams: ['front'] });
  tokens['sales'] = await api.token({ role: 'supervisor', queues: ['sales'] });
  tokens['tech'] = await api.token({ role: 'supervisor', queues: ['tech'] });
  tokens['both'] = await api.token({ role: 'supervisor', teams: ['front', 'back'] });
  tokens['ann'] = await api.token({ role: 'agent', actsFor: 'ann' });
  tokens['bob'] = await api.token({ role: 'agent', actsFor: 'bob' });
  tokens['nobody'] = await api.token({ role: 'agent', actsFor: 'zoe' });
  tokens['owner'] = await api.token({ role: 'owner', actsFor: 'billing' });
  tokens['wall'] = await api.token({ role: 'wall' });
});
afterAll(() => api.close());

const ask = async <Body>(who: string, path: string): Promise<Body> => (await api.ask<Body>(tokens[who], `/api/v1/${path}`)).body;
const shown = ({ table, n }: PerceptionView['whole']['settled']): string => (table === null ? `${n} hidden` : `${table.bothYes} ${table.agentOnly} ${table.customerOnly} ${table.bothNo}`);

describe('both sides of the same contacts', () => {
  test('in all: settled apart from what may still change, with intervals, the gap, and how much is known', async () => {
    const view = await ask<PerceptionView>('all', 'perception');
    expect(view).toMatchObject({ channel: 'voice', returns: { within: '7d', scope: 'any' }, settledBefore: noon - 7 * DAY, resolution: { stated: 73, inferred: 20, unknown: 11 } });
    expect([shown(view.whole.settled), shown(view.whole.standing)]).toEqual(['18 15 38 0', '20 15 38 0']);
    expect(view.whole.settled.table?.agents).toEqual({ count: 33, of: 71, value: 33 / 71, low: expect.closeTo(0.3536, 4), high: expect.closeTo(0.5796, 4) });
    expect(view.whole.settled.table?.gap.value).toBeCloseTo((15 - 38) / 71, 10);
    // Nine said so: too few for shares of their own.
    expect([view.whole.settled.table?.said, view.whole.settled.table?.asSaid]).toEqual([9, null]);
  });

  test('by queue and by team, the widest gap that is sure first, hidden under thirty', async () => {
    const lines = async (who: string, by: string): Promise<string[]> => (await ask<PerceptionView>(who, `perception?by=${by}`)).items.map(({ id, settled }) => `${id}: ${shown(settled)}`);
    expect(await lines('all', 'queue')).toEqual(['sales: 18 15 8 0', 'tech: 0 0 30 0']);
    expect(await lines('all', 'team')).toEqual(['front: 18 15 8 0', 'back: 0 0 30 0']);
    expect(await lines('sales', 'queue')).toEqual(['sales: 18 15 8 0']);
    expect(await lines('sales', 'team')).toEqual([]);
    expect(await lines('all', 'reason')).toEqual(['sales: 18 15 8 0', 'tech: 0 0 30 0']);
    expect((await api.ask<Problem>(tokens['sales'], '/api/v1/perception?by=reason')).status).toBe(403);
  });

  test('for another window to come back in, and as metrics with what they counted', async () => {
    expect(shown((await ask<PerceptionView>('all', 'perception?within=4h')).whole.settled)).toBe('24 9 38 0');
    const window = `from=${noon - 11 * DAY}&to=${noon - 8 * DAY}`;
    const { returns, items } = await ask<MetricsAnswer>('all', `metrics?metric=perception_gap,fcr_by_repeat,true_containment,containment&view=contact&within=14d&${window}`);
    expect([returns, items.map(({ id, provisional }) => [id, provisional])]).toEqual([{ within: '14d', scope: 'any' }, [['perception_gap', true], ['fcr_by_repeat', true], ['true_containment', true], ['containment', false]]]);
    const settled = await ask<MetricsAnswer>('all', `metrics?metric=perception_gap,fcr_by_repeat&view=contact&within=7d&${window}`);
    expect(settled.items.map(({ value, provisional }) => [value, provisional])).toEqual([[(15 - 38) / 71, false], [90 / 96, false]]);
    expect((await api.ask<Problem>(tokens['all'], '/api/v1/perception?within=6d')).body.error.do).toContain('Write one of 15m, 1h');
  });
});

describe('a person\'s own numbers', () => {
  test.each([
    ['ann', ['ann: 18 6 8 0']], ['bob', ['bob: 9 hidden']], ['nobody', ['zoe: 0 hidden']],
    ['front', ['ann: 18 6 8 0', 'bob: 9 hidden']], ['both', ['ann: 18 6 8 0', 'cy: 0 0 30 0', 'bob: 9 hidden']],
    ['all', []], ['sales', []],
  ])('%s sees %j', async (who, people) => {
    const { items } = await ask<Page<PersonLine>>(who, 'perception/people');
    expect(items.map(({ id, settled }) => `${id}: ${shown(settled)}`)).toEqual(people);
  });

  test.each(['admin', 'owner', 'wall'])('%s is told of nobody', async (who) => {
    expect((await api.ask(tokens[who], '/api/v1/perception/people')).status).toBe(403);
  });

  test('are in no metric of an agent, whoever asks', async () => {
    for (const who of ['admin', 'all', 'front']) {
      expect(await api.ask(tokens[who], '/api/v1/metrics?agent=ann&metric=perception_gap')).toMatchObject({ status: 400, body: { error: { what: 'The metric "perception_gap" says nothing about an agent.' } } });
      expect(JSON.stringify(await ask(who, 'metrics?agent=ann'))).not.toMatch(/gap|bothYes|person/);
    }
  });

  test.each(['ann', 'owner', 'wall'])('%s sees nothing of the others', async (who) => {
    for (const path of ['perception', 'beliefs', 'strata']) expect((await api.ask(tokens[who], `/api/v1/${path}`)).status).toBe(403);
  });
});

test('what is expected stands beside what is, and says whether the interval holds it', async () => {
  const lines = async (who: string): Promise<string[]> => (await ask<Page<BeliefLine>>(who, 'beliefs')).items.map(({ of, what, expected, is, verdict, provisional }) => `${of} ${what}: ${expected}, is ${is.count}/${is.of} ${verdict}${provisional ? ' so far' : ''}`);
  expect(await lines('all')).toEqual([
    'The whole center csat: 0.9, is 17/35 below', 'The whole center containment: 0.1, is 6/6 too-few', 'The whole center first-contact: 0.5, is 90/96 above',
    'Sales resolved: 0.99, is 0/9 too-few', 'Tech csat: 0.9, is 17/35 below',
  ]);
  expect(await lines('sales')).toEqual(['Sales resolved: 0.99, is 0/9 too-few']);
});

test('answers are weighed by queue and by who was let down, with bounds, and a study of a few is left out', async () => {
  const { items } = await ask<Page<WeighedLine>>('all', 'strata');
  expect(items.map(({ question }) => question)).toEqual(['resolved', 'csat-5']);
  const csat = items[1];
  expect(csat).toMatchObject({ contacts: 104, asked: 39, answered: { count: 12, of: 30 }, weighted: { value: null }, effective: 30, covered: expect.closeTo(35 / 104, 10) });
  expect(csat?.strata.map(({ name, letDown, contacts, asked: were, said, good }) => `${name}${letDown ? ' let down' : ''}: ${contacts} ${were} ${said} ${good}`)).toEqual([
    'Sales: 43 9 0 null', 'Tech let down: 20 0 0 null', 'Tech: 35 30 30 12', 'No queue: 6 0 0 null',
  ]);
  // Of one queue alone the answers stand for more than half.
  expect((await ask<Page<WeighedLine>>('tech', 'strata')).items.find(({ question }) => question === 'csat-5')).toMatchObject({ weighted: { value: 0.4 }, covered: expect.closeTo(35 / 55, 10) });
  expect(csat?.bounds).toEqual({ low: expect.closeTo((35 / 104) * 0.4, 10), high: expect.closeTo((35 / 104) * 0.4 + 69 / 104, 10) });
  expect((await ask<Page<WeighedLine>>('sales', 'strata')).items.flatMap(({ strata }) => strata.map(({ name }) => name))).toEqual(['Sales', 'Sales']);
});
