import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricReading, MetricsAnswer } from '../../src/api/readings/answer.js';
import type { CountedPage, Explanation } from '../../src/contract/explained.js';
import type { MetricSeries } from '../../src/contract/series.js';
import type { Problem } from '../../src/contract/session.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { DAY, HOUR, MINUTE, QUARTER } from '../../src/domain/time.js';
import { StoryApi } from '../support/api.js';
import { asksForCallback, caller, enters, hangsUp, isHeldBy, isPromised, leavesQueue, partsFrom, presses, queues, reaches, rings, staysSilent, stopsRinging } from '../support/story.js';
import type { Story } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const floor: Floor = { ...unnamedFloor, queues: { sales: { name: 'Sales', team: 'north' }, tech: { dayStartsAt: 6 * 60 } }, agents: { al: { team: 'north' }, bo: { team: 'south' } }, teams: { north: {}, south: {} } };
const begins = (before: number): number => noon - before * MINUTE;

/** Ten callers wait for 1 to 10 s; the first is kept on hold until he hangs up. */
const served = Array.from({ length: 10 }, (_, place): Story => {
  const wait = 10 + place + 1;
  const story = caller({ id: `served-${place}`, begins: begins(170), to: '+4930' }).at(0, enters('main')).at(4, presses('1')).at(10, queues('sales')).at(wait, leavesQueue('sales', 'answered'), reaches('al', 'sales'));
  return place === 0 ? story.at(40, isHeldBy('al')).at(100, partsFrom('al', 'customer'), hangsUp()) : story.at(wait + 30, partsFrom('al', 'customer'), hangsUp());
});
const stories: Story[] = [
  ...served,
  caller({ id: 'begged', begins: begins(100), to: '+4930' }).at(0, enters('main')).at(3, presses('0')).at(9, staysSilent()).at(20, queues('sales')).at(25, rings('bo')).at(45, stopsRinging('bo', 'timeout')).at(60, leavesQueue('sales', 'overflow'), queues('tech')).at(80, leavesQueue('tech', 'abandoned'), isPromised('call', begins(20)), hangsUp()),
  caller({ id: 'overnight', begins: begins(61), to: '+4930' }).at(0, queues('tech')).at(5, leavesQueue('tech', 'answered'), reaches('bo', 'tech')).at(1_900, partsFrom('bo', 'customer'), hangsUp()),
  caller({ id: 'waiting', begins: begins(3), to: '+4930' }).at(0, enters('main')).at(30, queues('tech')),
];
/** At five in the morning, for eleven. */
stories.push(caller({ id: 'asked', begins: begins(420), from: 'tel_cem', to: '+4930' }).at(0, queues('tech')).at(30, leavesQueue('tech', 'callback'), asksForCallback(begins(60))).at(31, hangsUp()));
const states: readonly EarshotEvent[] = [
  { id: 'a1', source: 'pbx', type: 'agent.signed-in', subject: 'al', time: begins(180), data: { queues: ['sales'] } },
  { id: 'a2', source: 'pbx', type: 'agent.state', subject: 'al', time: begins(60), data: { state: 'away', reason: 'lunch' } },
];

let api: StoryApi;
let token: string;
beforeAll(async () => {
  api = new StoryApi(floor, noon);
  const events = [...stories.flatMap((story) => story.events), ...states].toSorted((a, b) => a.time - b.time);
  for (const event of events) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  token = await api.token({ role: 'supervisor' });
});
afterAll(() => api.close());

const readings = async (query: string): Promise<readonly MetricReading[]> => (await api.ask<MetricsAnswer>(token, `/api/v1/metrics?${query}`)).body.items;
const read = async (metric: string, query = ''): Promise<MetricReading | undefined> => (await readings(`metric=${metric}&${query}`))[0];
const values = async (metrics: readonly string[], query: string): Promise<Record<string, number | null>> => Object.fromEntries((await readings(`metric=${metrics.join(',')}&${query}`)).map(({ id, value }) => [id, value]));

describe('a mean', () => {
  test('is told with its percentiles, within a 64th of what they are', async () => {
    const { percentiles, value } = await read('asa', 'queue=sales') ?? {};
    expect([value, percentiles?.n]).toEqual([5_500, 10]);
    for (const [share, exact] of [['p50', 5_000], ['p75', 8_000], ['p90', 9_000], ['p95', 10_000], ['p99', 10_000], ['max', 10_000]] as const) {
      expect(Math.abs((percentiles?.[share] ?? 0) - exact)).toBeLessThanOrEqual(exact / 64);
    }
    expect((await read('keys_to_human', 'entry=%2B4930'))?.percentiles).toEqual({ n: 11, p50: 1, p75: 1, p90: 1, p95: 1, p99: 1, max: 1 });
  });

  test('has none where there is nothing, and none is told of what is no mean', async () => {
    expect((await read('time_to_abandon', 'queue=sales'))?.percentiles).toBeNull();
    expect(await read('offered', 'queue=sales')).not.toHaveProperty('percentiles');
  });

  test('is explained with them', async () => {
    const { body } = await api.ask<Explanation>(token, '/api/v1/metrics/time_to_human');
    expect(body).toMatchObject({ value: (10_000 * 10 + 55_000 + 5_000) / 11, percentiles: { n: 11 }, part: 160_000, whole: 11, passport: { view: 'contact' } });
  });
});

describe('one subject\'s numbers', () => {
  test('of a queue: the wait in it beside all waiting, and who was passed on to it', async () => {
    expect(await values(['wait_in_queue', 'total_wait', 'transferred_in'], 'queue=tech')).toEqual({ wait_in_queue: (20_000 + 5_000) / 2, total_wait: (60_000 + 5_000) / 2, transferred_in: 1 });
    expect(await values(['hold_abandons', 'hold_ended_by_agent', 'hold_dropped', 'talk_time', 'hold_time', 'wrap_up_time'], 'queue=sales')).toEqual({
      hold_abandons: 1, hold_ended_by_agent: 0, hold_dropped: 0, talk_time: (9 * 30_000 + 29_000) / 10, hold_time: 6_000, wrap_up_time: null,
    });
  });

  test('of a menu node: who begged for a person, and silences of the stays there', async () => {
    expect(await values(['zero_out_rate', 'no_input_rate', 'no_match_rate'], 'node=main')).toEqual({ zero_out_rate: 1 / 12, no_input_rate: 1 / 12, no_match_rate: 0 });
    expect(await values(['zero_out_rate'], 'node=elsewhere')).toEqual({ zero_out_rate: null });
    expect(await api.ask(token, '/api/v1/metrics?node=main&metric=asa')).toMatchObject({ status: 400, body: { error: { what: 'The metric "asa" says nothing about a menu node.' } } });
  });

  test('of an agent: occupancy with what goes on now, offers missed, and nothing of what no source told', async () => {
    const al = await values(['occupancy', 'time_away', 'breaks_over_limit', 'agent_non_response'], 'agent=al');
    // Ten talks at once are one time on contact; from 11:00 on away, which goes on.
    expect(al).toMatchObject({ time_away: HOUR, breaks_over_limit: 1, agent_non_response: null });
    expect(al['occupancy']).toBeCloseTo((100 - 11) / (120 * 60), 10);
    expect(await values(['occupancy', 'time_available', 'time_on_contact', 'agent_non_response'], 'agent=bo')).toEqual({ occupancy: null, time_available: null, time_on_contact: 1_895_000, agent_non_response: 1 });
  });

  test('of a team and of all agents: the time of those who belong to it', async () => {
    expect([await read('time_away', 'team=north'), await read('time_away', 'team=south')]).toMatchObject([{ value: HOUR, counts: 'time', keys: ['agent/al'] }, { value: null }]);
    expect(await read('time_away')).toMatchObject({ value: HOUR, view: 'agent', keys: ['agents'] });
    expect(await read('time_on_contact', 'team=south')).toMatchObject({ value: 1_895_000 });
    expect((await api.ask<CountedPage>(token, '/api/v1/metrics/time_away/contacts')).body.items).toEqual([]);
  });

  test('of a queue: the time of who is signed in to it', async () => {
    expect(await read('occupancy', 'queue=sales')).toMatchObject({ value: (await read('occupancy', 'agent=al'))?.value, view: 'staff', counts: 'time', keys: ['staff/queue:sales'] });
    expect(await values(['occupancy', 'time_away', 'time_on_contact'], 'queue=tech')).toEqual({ occupancy: null, time_away: null, time_on_contact: null });
    expect((await api.ask<MetricSeries>(token, '/api/v1/metrics/time_away/series?by=queue')).body.items.map(({ of, value }) => [of.id, value])).toEqual([['sales', HOUR], ['tech', null]]);
  });

  test('of time away: the reasons, which add up to it', async () => {
    expect(await values(['time_away', 'breaks_over_limit'], 'away=lunch')).toEqual({ time_away: HOUR, breaks_over_limit: 1 });
    expect(await values(['time_away', 'breaks_over_limit'], 'away=none&queue=sales')).toEqual({ time_away: 0, breaks_over_limit: 0 });
    expect((await api.ask<Explanation>(token, '/api/v1/metrics/time_away?agent=al')).body).toMatchObject({ part: HOUR, above: [{ says: 'away', amount: HOUR, unit: 'ms' }], away: [{ reason: 'lunch', amount: HOUR, unit: 'ms' }] });
    expect((await api.ask<Explanation>(token, '/api/v1/metrics/breaks_over_limit?queue=sales')).body.away).toEqual([{ reason: 'lunch', amount: 1, unit: 'count' }]);
    expect((await api.ask<Explanation>(token, '/api/v1/metrics/time_away?away=lunch')).body.away).toEqual([]);
    expect((await api.ask<MetricSeries>(token, '/api/v1/metrics/time_away/series?by=away&team=north')).body.items.map(({ of, value }) => [of, value])).toEqual([[{ id: 'lunch', name: 'lunch' }, HOUR]]);
    expect(await api.ask(token, '/api/v1/metrics?metric=occupancy&away=lunch')).toMatchObject({ status: 400, body: { error: { what: 'The metric "occupancy" is not asked by the reason for being away.' } } });
    expect((await readings('away=lunch')).map(({ id }) => id)).toEqual(['breaks_over_limit', 'time_away']);
  });

  test('of who waits now: the longest since the queue, and since the contact began', async () => {
    expect(await values(['longest_wait', 'longest_wait_contact'], 'queue=tech')).toEqual({ longest_wait: 3 * MINUTE - 30_000, longest_wait_contact: 3 * MINUTE });
    expect(await values(['longest_wait', 'longest_wait_contact'], 'queue=sales')).toEqual({ longest_wait: null, longest_wait_contact: null });
    expect((await api.ask<CountedPage>(token, '/api/v1/metrics/longest_wait/contacts?queue=tech&counted=part')).body.items.map(({ lane, part }) => [lane.id, part])).toEqual([['waiting', 150_000]]);
  });
});

test('tells of call-backs: how many wait, since when, what fell due and what was kept', async () => {
  const row = ['callbacks_waiting', 'callbacks_oldest', 'callbacks_due', 'callbacks_kept'];
  expect(await values(row, '')).toEqual({ callbacks_waiting: 1, callbacks_oldest: 7 * HOUR - 30_000, callbacks_due: 1, callbacks_kept: 0 });
  expect(await values(row, 'queue=sales')).toEqual({ callbacks_waiting: 0, callbacks_oldest: null, callbacks_due: 0, callbacks_kept: null });
  expect(await values(['callbacks_oldest'], 'queue=tech&from=2026-03-02T00:00:00Z')).toEqual({ callbacks_oldest: 7 * HOUR - 30_000 });
  const { items } = (await api.ask<CountedPage>(token, '/api/v1/metrics/callbacks_oldest/contacts?counted=part')).body;
  expect(items.map(({ lane, part }) => [lane.id, part])).toEqual([['asked', 7 * HOUR - 30_000]]);
});

describe('by which instant', () => {
  test('a contact counts when it came, when it left the queue or the agent, or when it ended', async () => {
    const from = 'from=2026-03-02T10:45:00Z&to=2026-03-02T11:15:00Z&attribution=';
    const later = 'from=2026-03-02T11:15:00Z&to=2026-03-02T11:45:00Z&attribution=';
    expect(await values(['offered', 'aht'], `${from}arrival`)).toEqual({ offered: 1, aht: 1_895_000 });
    // The queue was left at once, the agent half an hour later.
    expect(await values(['offered', 'aht'], `${from}completion`)).toEqual({ offered: 1, aht: null });
    expect(await values(['offered', 'aht'], `${later}completion`)).toEqual({ offered: 0, aht: 1_895_000 });
    expect(await values(['offered', 'aht'], `${later}disconnect`)).toEqual({ offered: 1, aht: 1_895_000 });
  });

  test.each(['arrival', 'completion', 'disconnect'])('what has an instant of its own counts by it: %s', async (attribution) => {
    expect(await values(['promises_due', 'flags_per_hour', 'time_away'], `attribution=${attribution}&from=2026-03-02T00:00:00Z&to=2026-03-02T12:15:00Z`)).toEqual(
      await values(['promises_due', 'flags_per_hour', 'time_away'], 'from=2026-03-02T00:00:00Z&to=2026-03-02T12:15:00Z'),
    );
    const { body } = await api.ask<CountedPage>(token, `/api/v1/metrics/promises_due/contacts?attribution=${attribution}&counted=part`);
    expect(body.items.map(({ lane, part }) => [lane.id, part])).toEqual([['begged', 1]]);
  });
});

describe('a series', () => {
  const series = async (where: string, who = token): Promise<MetricSeries> => (await api.ask<MetricSeries>(who, `/api/v1/metrics/${where}`)).body;
  const day = 'from=2026-03-02T08:00:00Z&to=2026-03-02T12:15:00Z';

  test('has a line for each queue, with columns that add up to the whole window', async () => {
    const { intervals, items, by, interval, unit } = await series(`asa/series?by=queue&${day}&interval=half-hour`);
    expect([by, interval, unit, intervals.length, items.map(({ of }) => of)]).toEqual(['queue', 'half-hour', 'ms', 9, [{ id: 'sales', name: 'Sales' }, { id: 'tech', name: 'tech' }]]);
    const [sales] = items;
    expect(sales).toMatchObject({ view: 'queue', counts: 'visits', value: 5_500, values: [null, null, 5_500, null, null, null, null, null, null], parts: [0, 0, 55_000, 0, 0, 0, 0, 0, 0], wholes: [0, 0, 10, 0, 0, 0, 0, 0, 0] });
    expect(sales?.percentiles?.p50.map((value) => value === null)).toEqual([true, true, false, true, true, true, true, true, true]);
    // Somebody waits in tech, and this half-hour goes on.
    expect(items.map(({ provisional }) => provisional.slice(-2))).toEqual([[false, true], [true, true]]);
  });

  test.each(['quarter', 'half-hour', 'hour', 'day'] as const)('by %s, each line comes to what the number itself says of the window', async (interval) => {
    for (const metric of ['served_in_time', 'offered', 'aht', 'time_to_human', 'zero_out_rate', 'time_away', 'contact_abandonment_rate', 'promise_kept_rate']) {
      for (const attribution of ['arrival', 'completion', 'disconnect']) {
        const asked = `${day}&attribution=${attribution}`;
        const { items: [line] } = await series(`${metric}/series?${asked}&interval=${interval}`);
        const { body } = await api.ask<Explanation>(token, `/api/v1/metrics/${metric}?${asked}`);
        const sum = (numbers: readonly number[] | null | undefined): number | null => numbers?.reduce((total, each) => total + each, 0) ?? null;
        expect({ metric, attribution, value: line?.value, part: sum(line?.parts), whole: sum(line?.wholes) }).toEqual({ metric, attribution, value: body.value, part: body.part, whole: body.whole });
      }
    }
  });

  test('has lines for teams, numbers and channels, each by what is counted there', async () => {
    expect((await series(`asa/series?by=team&${day}`)).items.map(({ of, value, view }) => [of.id, value, view])).toEqual([['north', 5_500, 'queue'], ['south', null, 'queue']]);
    expect((await series(`time_away/series?by=team&${day}`)).items.map(({ of, value, counts }) => [of.id, value, counts])).toEqual([['north', HOUR, 'time'], ['south', null, 'time']]);
    expect((await series(`contacts/series?by=entry&${day}`)).items.map(({ of, value }) => [of.id, value])).toEqual([['+4930', 13]]);
    expect((await series(`contacts/series?by=channel&${day}`)).items.map(({ of, value }) => [of.id, value])).toEqual([['chat', 0], ['email', 0], ['voice', 13]]);
  });

  test('is of what the query names where it asks for no lines', async () => {
    expect((await series(`no_input_rate/series?node=main&${day}`)).items).toMatchObject([{ of: { id: '', name: '' }, value: 1 / 12, view: 'node' }]);
  });

  test('leaves out what one may not see, and says what does not go', async () => {
    const north = await api.token({ role: 'supervisor', teams: ['north'] });
    expect((await series(`offered/series?by=queue&${day}`, north)).items.map(({ of }) => of.id)).toEqual(['sales']);
    expect((await series(`contacts/series?by=entry&${day}`, north)).items).toEqual([]);
    const refused = async (where: string): Promise<readonly [number, string]> => {
      const { status, body } = await api.ask<Problem>(token, `/api/v1/metrics/${where}`);
      return [status, body.error.what];
    };
    expect(await refused('asa/series?by=queue&queue=sales')).toEqual([400, 'The parameter "queue" does not go with "by=queue".']);
    expect(await refused('repeat_rate/series?by=queue')).toEqual([400, 'The metric "repeat_rate" says nothing about a queue.']);
    expect(await refused('asb/series')).toEqual([400, 'The parameter "metric" names "asb", which there is not.']);
    expect(await refused(`asa/series?by=queue&${day}&cursor=9-0`)).toEqual([400, 'The parameter "cursor" names a place that is not in this series.']);
    expect(await refused(`asa/series?cursor=on`)).toEqual([400, 'The parameter "cursor" cannot be "on".']);
  });

  test('of more values than one answer holds comes page by page, each value once', async () => {
    const quarters = 'asa/series?by=queue&interval=quarter&from=2026-01-01T00:00:00Z&to=2026-03-02T12:15:00Z';
    const pages = [await series(quarters)];
    for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) pages.push(await series(`${quarters}&cursor=${next}`));
    expect(pages.map(({ intervals, items }) => [intervals.length, items.map(({ values }) => values.length)])).toEqual([[3_000, [3_000, 3_000]], [2_809, [2_809, 2_809]]]);
    expect(pages.flatMap(({ intervals }) => intervals.map(({ from }) => from)).every((from, nth) => from === Date.parse('2026-01-01T00:00:00Z') + nth * QUARTER)).toBe(true);
    // The value is of the whole window on each page; the parts of all pages add up to it.
    const parts = pages.flatMap(({ items: [sales] }) => sales?.parts ?? []).reduce((total, part) => total + part, 0);
    expect([pages.map(({ items: [sales] }) => sales?.value), parts]).toEqual([[5_500, 5_500], 55_000]);
  });

  test('that is too much for several metrics in one answer says which interval fits', async () => {
    const { status, body } = await api.ask<Problem>(token, '/api/v1/metrics?interval=quarter&from=2026-01-01T00:00:00Z&to=2026-03-02T00:00:00Z');
    expect([status, body.error.do]).toEqual([400, 'Ask for interval=day, which fits, or for a shorter window; GET /api/v1/metrics/ID/series hands out one metric page by page.']);
  });
});

describe('days', () => {
  test('of 23 and 25 hours are whole days, and begin when their queue says', async () => {
    const around = [Date.parse('2025-10-24T00:00:00Z'), Date.parse('2026-01-10T00:00:00Z')];
    const deltas = around.flatMap((from) => ['voice/total', 'voice/queue/tech'].flatMap((key) => Array.from({ length: 4 * 96 }, (_, place) => ({ quarter: from + place * QUARTER, attribution: 'arrival' as const, key, measure: 'offered' as const, value: 1 }))));
    await api.story.store.save({ contacts: [], journeys: [], agentDays: [], parts: [], cohorts: [], deltas, minutes: [] });
    const days = async (more: string): Promise<unknown> => (await read('offered', `interval=day&${more}`))?.intervals.map(({ from, to, value }) => [(to - from) / HOUR, value]);
    expect(await days('zone=Europe/Berlin&from=2025-10-24T22:00:00Z&to=2025-10-27T23:00:00Z')).toEqual([[24, 96], [25, 100], [24, 96]]);
    expect(await days('zone=Europe/Berlin&queue=tech&from=2025-10-25T04:00:00Z&to=2025-10-27T05:00:00Z')).toEqual([[25, 100], [24, 96]]);
    expect(await days('zone=UTC&queue=tech&from=2026-01-10T00:00:00Z&to=2026-01-11T12:00:00Z')).toEqual([[6, 24], [24, 96], [6, 24]]);
    // Left out, the window begins with the queue's day.
    expect((await read('offered', 'queue=tech'))?.window.from).toBe(noon - 6 * HOUR);
    expect((await read('offered', 'queue=sales'))?.window.from).toBe(noon - DAY / 2);
  });
});

test('tells all nine service levels side by side', async () => {
  const nine = await readings('variant=all&queue=sales');
  expect(nine.map(({ id }) => id)).toEqual(['served_in_time', 'answered_only', 'abandon_positive', 'abandon_negative', 'abandon_ignored', 'short_abandon_credited', 'short_abandon_excluded', 'with_flowouts', 'removed_in_threshold']);
  expect(nine.map(({ value }) => value)).toEqual([1, 1, 1, 1, 1, 1, 1, 10 / 11, 10 / 11]);
});
