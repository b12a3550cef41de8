import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricReading, MetricsAnswer } from '../../src/api/readings/answer.js';
import type { Snapshot, SourceRow } from '../../src/contract/board.js';
import type { ContactLane, ContactPage, FlagCard } from '../../src/contract/contact.js';
import type { CountedPage, Explanation } from '../../src/contract/explained.js';
import type { Page } from '../../src/contract/session.js';
import { HOUR, MINUTE, QUARTER, quarterOf, SECOND } from '../../src/domain/time.js';
import type { ImportSummary } from '../../src/ingest/import/tally.js';
import { replayAmi, type AmiReplayer } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';
import { AMI, countRawLines, onBoard, present, shiftedLog } from './asterisk-log.js';

if (!present) test.skip('48 recorded calls through an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('48 recorded calls, from the PBX over TCP to the API', () => {
  let pbx: AmiReplayer;
  let earshot: Earshot;
  let token = '';
  const fromRawLines = present ? countRawLines() : {};
  const began = Date.now() - 4 * MINUTE;
  const get = <Answer>(where: string): Promise<Answer> => earshot.get<Answer>(where, token);

  beforeAll(async () => {
    pbx = await replayAmi({ recording: AMI, cutAfter: [3_500], shiftTo: began });
    earshot = await Earshot.prepare({ EARSHOT_AMI_URL: `ami://earshot:secret@127.0.0.1:${pbx.port}` });
    await earshot.start();
    token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    await pbx.finished;
    await new Promise((resolve) => setTimeout(resolve, SECOND));
    await earshot.caughtUp(token);
  }, 120_000);
  afterAll(async () => {
    await earshot.remove();
    await pbx.close();
  });

  test('are 48 contacts, all inbound and over: no agent\'s leg and no call in the house is one', async () => {
    const { items } = await get<Page<ContactLane>>('/api/v1/contacts?limit=200');
    expect(items.length).toBe(48);
    expect(new Set(items.map(({ direction, stage, entry }) => `${direction} ${stage} ${entry?.id}`))).toEqual(new Set(['inbound ended 2565551100', 'inbound ended 2565552000']));
    expect((await all('contact')).sample).toMatchObject({ contacts: 48, offered: 29, answered: 18, abandoned: 6, turnedAway: 3, leftByChoice: 2 });
  });

  test('count in every queue what the raw lines of queue_log count', async () => {
    expect(fromRawLines).toEqual({
      cards: { offered: 6, answered: 6, abandoned: 0, turnedAway: 0, leftByChoice: 0 },
      customer_advocate: { offered: 4, answered: 4, abandoned: 0, turnedAway: 0, leftByChoice: 0 },
      loans: { offered: 3, answered: 0, abandoned: 0, turnedAway: 3, leftByChoice: 0 },
      sales: { offered: 5, answered: 2, abandoned: 3, turnedAway: 0, leftByChoice: 0 },
      support: { offered: 17, answered: 12, abandoned: 3, turnedAway: 0, leftByChoice: 2 },
    });
    for (const queue of Object.keys(fromRawLines)) expect((await metricsOf(`queue=${queue}`)).items[0]?.sample).toMatchObject(fromRawLines[queue] ?? {});
    expect(onBoard(await get('/api/v1/queues'))).toEqual(fromRawLines);
  });

  test('name the agents as the queues do', async () => {
    const { frame } = await get<Snapshot>('/api/v1/board');
    expect((frame.agents ?? []).map(({ name }) => name).filter((name) => !name.startsWith('PJSIP/11'))).toEqual(['Alice Agent', 'Bob Agent', 'Carol NoAnswer', 'Dan Agent']);
    expect((await metricsOf(`agent=${encodeURIComponent('Dan Agent')}`)).items[0]?.sample).toMatchObject({ segments: 6 });
  });

  test.each(['view=contact', 'queue=support', `agent=${encodeURIComponent('Dan Agent')}`])('add up to every number of %s, contact by contact', async (about) => {
    const window = `from=${quarterOf(began) - QUARTER}&to=${quarterOf(began) + HOUR}&${about}`;
    const { items } = await metricsOf(about);
    // A rate per hour is over the time that has passed, and it passes between two questions; agents' time is made of no contacts, and of the oldest there is one.
    for (const { id, value } of items.filter(({ id, unit, counts }) => unit !== 'per-hour' && counts !== 'time' && id !== 'callbacks_oldest')) {
      const explained = await get<Explanation>(`/api/v1/metrics/${id}?${window}`);
      const { items: contacts, next } = await get<CountedPage>(`/api/v1/metrics/${id}/contacts?${window}&limit=200`);
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
      expect({ id, value: explained.value, part: explained.part, whole: explained.whole ?? 0, next }).toEqual({ id, value, part: sum(contacts.map(({ part }) => part)), whole: sum(contacts.map(({ whole }) => whole)), next: null });
      expect([sum(explained.above.map(({ amount, times }) => amount * times)), sum(explained.beneath.map(({ amount, times }) => amount * times))]).toEqual([explained.part, explained.whole ?? 0]);
    }
    expect(items.length).toBeGreaterThan(2);
  }, 60_000);

  test('tell the same calls as others would show them', async () => {
    const { outcomes, elsewhere } = await get<Explanation>(`/api/v1/metrics/served_in_time?from=${quarterOf(began) - QUARTER}&to=${quarterOf(began) + HOUR}&queue=support`);
    expect(outcomes.reduce((total, { count }) => total + count, 0)).toBe(17);
    expect(elsewhere.map(({ platform, metric }) => `${platform} ${metric}`)).toContain('Amazon Connect removed_in_threshold');
    const [amazon] = elsewhere;
    expect(amazon?.value).toBe((await metricsOf('queue=support&metric=removed_in_threshold')).items[0]?.value);
    const out = await get<CountedPage>(`/api/v1/metrics/served_in_time/contacts?from=${quarterOf(began) - QUARTER}&to=${quarterOf(began) + HOUR}&queue=support&counted=out`);
    expect(out.items.every(({ counted, part, whole }) => counted === 'out' && part === 0 && whole === 0)).toBe(true);
    expect(out.items.length).toBe(outcomes.filter(({ counted }) => counted === 'out').reduce((total, { count }) => total + count, 0));
  });

  test('raise these flags, and no others', async () => {
    const flags = await standing();
    // Who meets the main menu again and again: five lost in the maze, three who pressed three wrong keys, two who kept typing an account that nobody knows.
    expect(flags['menu-maze']).toEqual({
      122: 'entered main 3 times in 0:02, pressed 0 once', 123: 'entered main 4 times in 0:12', 129: 'entered main 3 times in 0:27',
      166: 'entered main 4 times in 0:11', 168: 'entered main 4 times in 0:11', 191: 'entered main 3 times in 0:28',
      199: 'entered main 3 times in 0:02, pressed 0 once', 201: 'entered main 4 times in 0:12', 203: 'entered main 3 times in 0:02, pressed 0 once',
      214: 'entered main 4 times in 0:11',
    });
    expect(namesOf(flags['zero-out'])).toEqual([113, 114, 121, 122, 123, 133, 137, 155, 166, 168, 170, 173, 181, 184, 196, 199, 201, 203, 214]);
    expect(flags['zero-out']?.[123]).toBe('pressed * 4 times in 0:08 at card-limits, cards and loans, where it is not offered');
    expect(flags['zero-out']?.[114]).toBe('pressed 0 at main, where it is not offered');
    expect(flags['turned-away']).toEqual(Object.fromEntries([112, 177, 208].map((call) => [call, 'turned away from loans after 0:12: the wait timed out'])));
    // The other five who gave up did so within five seconds.
    expect(flags['abandoned-in-queue']).toEqual({ 114: 'hung up after waiting 0:11 in support' });
    // 117 and 157 rang a phone that is in no queue and has no name, until they gave up: Asterisk tells of no agent there. 155 left a message.
    expect(namesOf(flags['abandoned-in-menu'])).toEqual([117, 118, 120, 123, 129, 157, 166, 168, 191, 201, 214]);
    // Nobody was transferred twice, and the longest hold took seconds. A few invented callers call all the time.
    // Whether a queue starves depends on when its entries were written.
    expect(Object.keys(flags).filter((rule) => rule !== 'queue-starving').sort()).toEqual([
      'abandoned-in-menu', 'abandoned-in-queue', 'chronic-repeat', 'cut-short', 'dead-end', 'false-containment', 'menu-maze', 'menu-retries', 'misrouted',
      'rapid-repeat', 'repeat-contact', 'ring-no-answer', 'turned-away', 'zero-out',
    ]);
  });

  test('tell each story: a transfer with a hold, as it went', async () => {
    const { items } = await get<Page<ContactLane>>('/api/v1/contacts?limit=200');
    const id = items.find((lane) => callOf(lane.id) === 220)?.id ?? '';
    const { lane, outcome, flags } = await get<ContactPage>(`/api/v1/contacts/${id}`);
    expect(lane.segments.map(({ kind, place, ended }) => [kind, place.id, ended])).toEqual([
      ['menu', 'main', undefined], ['menu', 'cards', undefined], ['queue', 'cards', 'answered'], ['agent', 'Dan Agent', 'transfer'],
      ['queue', 'support', 'answered'], ['agent', 'Bob Agent', undefined], ['hold', 'Bob Agent', undefined], ['agent', 'Bob Agent', 'agent'],
    ]);
    expect(outcome).toMatchObject({ reached: 'agent', endedBy: 'agent', transfers: 1 });
    expect(outcome.onHoldMs).toBeGreaterThan(SECOND);
    // A recording is of the past: where an entry of the log ends between a call's queue and its agent, it waits for months, until the next.
    expect(flags.filter((flag) => flag.retractedAt === undefined).map(({ rule }) => rule)).toEqual(['misrouted', 'cut-short', 'chronic-repeat', 'rapid-repeat', 'repeat-contact']);
  });

  test('declare the cut, under the one name of the PBX', async () => {
    expect(pbx.logins()).toBe(2);
    const { items } = await get<Page<SourceRow>>('/api/v1/sources');
    expect(items.map(({ source, state }) => [source, state])).toEqual([['asterisk/scout-pbx', 'heard']]);
    expect(earshot.output).toContain('Lost Asterisk at');
    expect(earshot.output).toMatch(/Nothing was heard of Asterisk at \S+ for \d+ s; that time can be filled from its queue_log/);
  });

  test('count the same once their queue_log is imported too', async () => {
    const before = await everything();
    const log = path.join(earshot.dataDir, 'queue_log');
    writeFileSync(log, shiftedLog(pbx.shift));
    const summary = JSON.parse(await earshot.command('--json', 'import', 'queue_log', log)) as ImportSummary;
    await earshot.caughtUp(token);
    expect(summary).toMatchObject({ rows: 123, taken: 123, refused: 0 });
    expect(await everything()).toEqual(before);
  }, 60_000);

  async function everything(): Promise<unknown> {
    const { items } = await get<Page<ContactLane>>('/api/v1/contacts?limit=200');
    const counts = await Promise.all(['view=contact', 'view=queue', ...Object.keys(fromRawLines).map((queue) => `queue=${queue}`)].map(metricsOf));
    return {
      contacts: items.map(({ id, queues, segments }) => ({ id, queues, segments: segments.map(({ kind, place, ended }) => `${kind} ${place.id} ${ended}`) })),
      flags: await standing(), counts: counts.map((answer) => answer.items[0]?.sample), queues: onBoard(await get('/api/v1/queues')),
    };
  }

  function metricsOf(about: string): Promise<MetricsAnswer> {
    return get<MetricsAnswer>(`/api/v1/metrics?from=${quarterOf(began) - QUARTER}&to=${quarterOf(began) + HOUR}&${about}`);
  }

  async function all(view: 'contact' | 'queue'): Promise<MetricReading> {
    return (await metricsOf(`view=${view}&metric=offered`)).items[0] as MetricReading;
  }

  /** By rule and call. At this pace a caller seems to wait for minutes until the next event is read: what was then taken back is left out. */
  async function standing(): Promise<Record<string, Record<number, string>>> {
    const { items } = await get<Page<FlagCard>>('/api/v1/flags?limit=200&retracted=false');
    const byRule: Record<string, Record<number, string>> = {};
    for (const { rule, contact, because } of items) byRule[rule] = { ...byRule[rule], [callOf(contact)]: because };
    return byRule;
  }
});

/** The recording's own number of a call: what stands after the second in its id. */
function callOf(contact: string): number {
  return Number(contact.split('.').at(-1));
}

function namesOf(flags: Readonly<Record<number, string>> | undefined): number[] {
  return Object.keys(flags ?? {}).map(Number).sort((a, b) => a - b);
}
