import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MetricsAnswer } from '../../src/api/readings/answer.js';
import type { Page, Problem } from '../../src/contract/session.js';
import type { SurveyProgramme, SurveyResults, UnheardLine } from '../../src/contract/surveys.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { noSurveys } from '../../src/domain/survey.js';
import type { Result } from '../../src/ports/surveys.js';
import { DAY, seconds } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { caller, hangsUp, leavesQueue, queues } from '../support/story.js';
import { answers, isSurveyed, saysStop } from '../support/survey-said.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const calls = { kind: 'persistent', channel: 'sms', questions: ['resolved'], share: 1, delayMs: 0, expiresMs: 1 } as const;
const api = new StoryApi({ ...unnamedFloor, queues: { sales: {}, tech: {} }, surveys: { ...noSurveys, sender: '+15005550006', programmes: { calls: { ...calls, name: 'After a call' }, study: { ...calls, kind: 'pulsed', quota: 2 } } } }, noon);
const answered = (queue: string, resolved: string): Result => ({ programme: 'calls', isLater: false, queue, delivery: 'delivered', outcome: 'answered', expiresAt: 0, answers: { resolved } });

/** Each gave up waiting; only some were asked about it. */
const gaveUp = (id: string, queue: string): ReturnType<typeof caller> => caller({ id, begins: noon - seconds(3_600), from: `tel_${id}` }).at(5, queues(queue)).at(200, leavesQueue(queue, 'abandoned'), hangsUp());
const givenUp = [
  gaveUp('unasked', 'sales'), gaveUp('stopped', 'tech').at(900, isSurveyed()).at(960, saysStop()), gaveUp('silent', 'tech').at(900, isSurveyed()), gaveUp('heard', 'sales').at(900, isSurveyed()).at(1_800, answers('csat-5', 1)),
  caller({ id: 'fine', begins: noon - seconds(3_600), from: 'tel_fine' }).at(5, queues('sales')).at(9, leavesQueue('sales', 'answered'), hangsUp()),
];

/** More than fit a page, ten days ago: of the two that were heard the newest stands behind all the others. */
const crowd = Array.from({ length: 201 }, (_, nth) => {
  const story = caller({ id: `crowd${nth}`, begins: noon - 10 * DAY + seconds(nth), from: `tel_crowd${nth}` }).at(5, queues('tech')).at(200, leavesQueue('tech', 'abandoned'), hangsUp());
  return nth < 2 ? story.at(900, isSurveyed()).at(1_800, answers('csat-5', 1)) : story;
});

let all: string;
let sales: string;
beforeAll(async () => {
  for (const event of [...crowd, ...givenUp].flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  api.forget('silent');
  api.surveyed = [...Array.from({ length: 15 }, () => answered('sales', 'yes')), ...Array.from({ length: 5 }, () => answered('tech', 'no')), ...Array.from({ length: 2 }, () => ({ ...answered('tech', 'no'), programme: 'study' }))];
  api.remarks = [{ contact: 'c-1', queue: 'sales', at: noon, text: 'kind' }, { contact: 'c-2', queue: 'tech', at: noon, text: 'slow' }];
  await api.open();
  all = await api.token({ role: 'supervisor' });
  sales = await api.token({ role: 'supervisor', queues: ['sales'] });
});
afterAll(() => api.close());

test('lists programmes with where their invitations are', async () => {
  const { items } = (await api.ask<Page<SurveyProgramme>>(all, '/api/v1/surveys')).body;
  expect(items[0]).toEqual(expect.objectContaining({ programme: 'calls', name: 'After a call', kind: 'persistent', running: true, funnel: expect.objectContaining({ answered: 20, open: 0 }) }));
});

test('a study that has its answers is over also for who sees none of them', async () => {
  const [, study] = (await api.ask<Page<SurveyProgramme>>(sales, '/api/v1/surveys')).body.items;
  expect(study).toMatchObject({ programme: 'study', answers: 0, collected: 2, quota: 2, running: false });
  expect((await api.ask<SurveyResults>(sales, '/api/v1/surveys/study')).body).toMatchObject({ answers: 0, collected: 2, running: false, questions: [] });
});

test('shows the answers to one, with samples and intervals', async () => {
  const { questions, comments } = (await api.ask<SurveyResults>(all, '/api/v1/surveys/calls')).body;
  expect(questions).toEqual([expect.objectContaining({ question: 'resolved', n: 20, counts: { yes: 15, no: 5 }, share: { says: 'yes', value: 0.75, low: expect.closeTo(0.5313, 4), high: expect.closeTo(0.8881, 4), count: 15, of: 20 } })]);
  expect(comments.map(({ text }) => text)).toEqual(['kind', 'slow']);
});

test('shows a reader of one queue what is about that queue only', async () => {
  const { questions, comments } = (await api.ask<SurveyResults>(sales, '/api/v1/surveys/calls')).body;
  expect([questions[0]?.counts, comments.map(({ text }) => text)]).toEqual([{ yes: 15 }, ['kind']]);
});

test('lists who was let down and not heard: never asked, silent, or gone with STOP', async () => {
  const unheard = async (token: string, query = ''): Promise<string[]> => (await api.ask<Page<UnheardLine>>(token, `/api/v1/unheard${query}`)).body.items.map(({ contact, why }) => `${contact} ${why}`).toSorted();
  expect(await unheard(all)).toEqual(['silent silent', 'stopped stopped', 'unasked never-asked']);
  expect(await unheard(sales)).toEqual(['unasked never-asked']);
  expect(await unheard(all, `?from=${noon}`)).toEqual([]);
  const [line] = (await api.ask<Page<UnheardLine>>(sales, '/api/v1/unheard')).body.items;
  expect(line?.flags.map(({ rule }) => rule)).toContain('abandoned-in-queue');
});

test('looks behind whatever else was flagged since, for all that were let down in that time', async () => {
  const lines = (await api.ask<Page<UnheardLine>>(all, `/api/v1/unheard?from=${noon - 11 * DAY}&to=${noon - 9 * DAY}`)).body.items;
  expect(lines.map(({ contact }) => contact)).toEqual(Array.from({ length: 199 }, (_, nth) => `crowd${nth + 2}`).toReversed());
  const wider = (await api.ask<Page<UnheardLine>>(all, `/api/v1/unheard?from=${noon - 11 * DAY}`)).body.items;
  expect([wider.length, new Set(wider.map(({ contact }) => contact)).size]).toEqual([200, 200]);
  expect(wider.slice(0, 4).map(({ contact }) => contact).toSorted()).toEqual(['crowd200', 'silent', 'stopped', 'unasked']);
});

test('tells with a metric of answers how many there are behind it', async () => {
  const { items } = (await api.ask<MetricsAnswer>(all, `/api/v1/metrics?metric=csat_5,survey_response&view=contact&from=${noon - seconds(7_200)}&to=${noon}`)).body;
  expect(items.map(({ id, value, sample }) => [id, value, sample['survey.sent'], sample['survey.csat-5']])).toEqual([['csat_5', null, 3, 1], ['survey_response', null, 3, 1]]);
});

test('says so where there is no such programme, and to whom it is not for', async () => {
  expect(await api.ask<Problem>(all, '/api/v1/surveys/none')).toMatchObject({ status: 404, body: { error: { what: 'There is no such survey programme.' } } });
  for (const role of ['wall', 'agent', 'owner'] as const) {
    const token = await api.token({ role, ...(role === 'wall' ? {} : { actsFor: 'x' }) });
    expect((await api.ask(token, '/api/v1/surveys')).status).toBe(403);
  }
  expect((await api.ask(undefined, '/api/v1/surveys')).status).toBe(401);
  expect((await api.ask(all, '/api/v1/surveys?form=1')).status).toBe(400);
});
