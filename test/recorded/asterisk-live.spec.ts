import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricReading, MetricsAnswer } from '../../src/api/readings/answer.js';
import type { QueueRow, Snapshot, SourceRow } from '../../src/contract/board.js';
import type { ContactLane, ContactPage, FlagCard } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { HOUR, MINUTE, QUARTER, quarterOf, SECOND } from '../../src/domain/time.js';
import type { ImportSummary } from '../../src/ingest/import/tally.js';
import { replayAmi, type AmiReplayer } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';

const AMI = '../shared/data/asterisk/ami-events.txt';
const LOG = '../shared/data/asterisk/queue_log';
const present = existsSync(AMI) && existsSync(LOG);
if (!present) test.skip('48 recorded calls through an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

interface Counts {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly turnedAway: number;
  readonly leftByChoice: number;
}

const verbs: Readonly<Record<string, keyof Counts>> = {
  ENTERQUEUE: 'offered', CONNECT: 'answered', ABANDON: 'abandoned', EXITWITHTIMEOUT: 'turnedAway', EXITEMPTY: 'turnedAway', EXITWITHKEY: 'leftByChoice',
};

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
    // Nobody was transferred twice, and the longest hold took seconds.
    expect(Object.keys(flags).sort()).toEqual(['abandoned-in-menu', 'abandoned-in-queue', 'menu-maze', 'repeat-contact', 'turned-away', 'zero-out']);
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
    expect(flags.filter((flag) => flag.retractedAt === undefined).map(({ rule }) => rule)).toEqual(['repeat-contact']);
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
    writeFileSync(log, readFileSync(LOG, 'utf8').replace(/^\d{10}|\b\d{10}(?=\.\d)/gm, (second) => String(Number(second) + pbx.shift)));
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

function countRawLines(): Record<string, Counts> {
  const counts: Record<string, Counts> = {};
  for (const line of readFileSync(LOG, 'utf8').split('\n')) {
    const [, , queue = '', , verb = ''] = line.split('|');
    const what = verbs[verb];
    if (what === undefined) continue;
    const known = counts[queue] ?? { offered: 0, answered: 0, abandoned: 0, turnedAway: 0, leftByChoice: 0 };
    counts[queue] = { ...known, [what]: known[what] + 1 };
  }
  return counts;
}

/** The last half-hour as the board's rows have it. */
function onBoard({ items }: Page<QueueRow>): Record<string, Counts> {
  return Object.fromEntries(items.map(({ id, last30: { offered, answered, abandoned, flowOuts } }) =>
    [id, { offered, answered, abandoned, turnedAway: flowOuts.involuntary, leftByChoice: flowOuts.byChoice }]));
}

/** The recording's own number of a call: what stands after the second in its id. */
function callOf(contact: string): number {
  return Number(contact.split('.').at(-1));
}

function namesOf(flags: Readonly<Record<number, string>> | undefined): number[] {
  return Object.keys(flags ?? {}).map(Number).sort((a, b) => a - b);
}
