import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricsAnswer } from '../../src/api/readings/answer.js';
import type { QueueRow, SourceRow } from '../../src/contract/board.js';
import type { ContactLane, ContactPage, FlagCard } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { HOUR, MINUTE, QUARTER, quarterOf, SECOND } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { replayEsl, type EslReplayer, type EslReplayOptions } from '../support/esl-replayer.js';
import { countersOf, present, RECORDING } from './freeswitch-counters.js';

if (!present) test.skip('34 recorded calls through a FreeSWITCH are not at ../shared/data/freeswitch, so nothing is checked against them', () => undefined);

/** The same calls through four switches: their channels' names begin with another digit. */
const ways: Readonly<Record<string, Partial<EslReplayOptions>>> = {
  a: {},
  b: { shuffledWithin: 30 },
  c: { times: 2 },
  d: { cutAfter: [1_400] },
};

/** Calls that are over before the recording begins: mod_callcenter counts them, and nobody else can. See freeswitch.spec.ts. */
const before: Readonly<Record<string, { readonly answered: number; readonly abandoned: number }>> = {
  'cards@default': { answered: 1, abandoned: 0 }, 'support@default': { answered: 4, abandoned: 1 }, 'loans@default': { answered: 0, abandoned: 1 },
};

(present ? describe : describe.skip)('34 recorded calls, from four FreeSWITCHes over TCP to the API: in order, out of order, twice and cut', () => {
  const switches: EslReplayer[] = [];
  let earshot: Earshot;
  let token = '';
  let lanes: readonly ContactLane[] = [];
  const began = Date.now() - 4 * MINUTE;
  const get = <Answer>(where: string): Promise<Answer> => earshot.get<Answer>(where, token);

  beforeAll(async () => {
    for (const [marked, way] of Object.entries(ways)) switches.push(await replayEsl({ recording: RECORDING, shiftTo: began, marked, ...way }));
    earshot = await Earshot.prepare({ EARSHOT_ESL_URL: switches.map(({ port }, index) => `esl://:ClueCon@127.0.0.1:${port}/${Object.keys(ways)[index]}`).join(',') });
    await earshot.start();
    token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    await Promise.all(switches.map(({ finished }) => finished));
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND));
    await earshot.caughtUp(token);
    lanes = (await get<Page<ContactLane>>('/api/v1/contacts?limit=200')).items;
  }, 180_000);
  afterAll(async () => {
    await earshot.remove();
    for (const each of switches) await each.close();
  });

  test('are 34 contacts each, all inbound and over: no agent\'s leg is one', () => {
    for (const way of Object.keys(ways)) {
      const mine = lanes.filter(({ id }) => id.startsWith(way));
      expect([way, mine.length]).toEqual([way, 34]);
      expect(new Set(mine.map(({ direction, stage, entry }) => `${direction} ${stage} ${entry?.id}`))).toEqual(new Set(['inbound ended 2565552000', 'inbound ended 5000']));
    }
  });

  test('are the same contacts, whichever way they came', () => {
    const ordered = told('a');
    expect(ordered.length).toBe(34);
    for (const way of ['b', 'c', 'd']) expect(told(way)).toEqual(ordered);
  });

  test('count in every queue what mod_callcenter counts, four times', async () => {
    const { items } = await get<Page<QueueRow>>('/api/v1/queues');
    const ours = Object.fromEntries(items.map(({ id, last30: { answered, abandoned, flowOuts } }) => [id, { answered, abandoned, turnedAway: flowOuts.involuntary, otherwise: flowOuts.byChoice }]));
    for (const [queue, counters] of Object.entries(countersOf())) {
      const counted = ours[queue] ?? { answered: 0, abandoned: 0, turnedAway: 0, otherwise: 0 };
      const earlier = before[queue] ?? { answered: 0, abandoned: 0 };
      expect({ queue, answered: counted.answered / 4 + earlier.answered, unanswered: (counted.abandoned + counted.turnedAway) / 4 + earlier.abandoned, otherwise: counted.otherwise })
        .toEqual({ queue, answered: counters.answered, unanswered: counters.abandoned, otherwise: 0 });
    }
    const metrics = await get<MetricsAnswer>(`/api/v1/metrics?from=${quarterOf(began) - QUARTER}&to=${quarterOf(began) + HOUR}&view=queue&metric=offered`);
    // Over queues a contact counts once: four of the 22 stays are of callers who were passed on.
    expect(metrics.items[0]?.sample).toMatchObject({ offered: 4 * 18, answered: 4 * 10, abandoned: 4 * 5, turnedAway: 4 * 3 });
  });

  test('tell each story: passed on from cards to support, put on hold there, and ended by the agent', async () => {
    const id = lanes.find((lane) => lane.id.startsWith('bb777441'.replace(/^b/, 'a')))?.id ?? '';
    const { lane, outcome } = await get<ContactPage>(`/api/v1/contacts/${id}`);
    expect(lane.segments.map(({ kind, place, ended }) => [kind, place.id, ended])).toEqual([
      // The main menu took no time: the key was there before it listened.
      ['menu', 'bank_cards', undefined], ['queue', 'cards@default', 'answered'], ['agent', '2004@default', 'transfer'],
      ['queue', 'support@default', 'answered'], ['agent', '2002@default', undefined], ['hold', '2002@default', undefined], ['agent', '2002@default', 'agent'],
    ]);
    expect(outcome).toMatchObject({ reached: 'agent', endedBy: 'agent', transfers: 1 });
    expect(outcome.onHoldMs).toBeGreaterThan(6 * SECOND);
  });

  test('raise these flags about menus, queues and phones', async () => {
    // Repeated contacts are left out: here, every caller calls through four switches at once.
    const expected: Record<string, readonly string[]> = {
      'abandoned-in-menu': [
        // Who gave an account number and listened on: this dialplan does not tell that they were served.
        ...Array<string>(4).fill('hung up at acct after 1:06 and 2 nodes in the menu'),
        'hung up at bank_main after 0:10 in the menu', ...Array<string>(3).fill('hung up at bank_main after 0:12 and 7 nodes in the menu'), 'hung up at bank_main after 0:13 and 7 nodes in the menu',
        'hung up at demo_ivr after 0:14 in the menu', 'hung up at demo_ivr after 0:15 in the menu', 'hung up at demo_ivr after 0:16 in the menu',
      ],
      'menu-maze': Array<string>(4).fill('entered bank_main 4 times in 0:08'),
      'turned-away': Array<string>(3).fill('turned away from loans@default after 0:15: the wait timed out'),
      'ring-no-answer': Array<string>(3).fill('rang 8 times in vain: 2003@default 8 times'),
      misrouted: ['0:07', '0:07', '0:08', '0:08'].map((after) => `2004@default passed the caller on from cards@default to support@default after ${after}`),
      // 0 at bank_main and * in its submenus lead somewhere; * at demo_ivr does not.
      'zero-out': ['pressed * at demo_ivr, where it is not offered', 'pressed * at demo_ivr, where it is not offered', 'pressed * twice in 0:04 at demo_ivr, where it is not offered'],
    };
    for (const [rule, sentences] of Object.entries(expected)) {
      const { items } = await get<Page<FlagCard>>(`/api/v1/flags?limit=200&retracted=false&rule=${rule}`);
      expect([rule, items.filter(({ contact }) => contact.startsWith('a')).map(({ because }) => because).sort()]).toEqual([rule, sentences]);
    }
  });

  test('declare the cut under the name of its switch', async () => {
    expect(switches.map(({ logins }) => logins())).toEqual([1, 1, 2, 2]);
    const { items } = await get<Page<SourceRow>>('/api/v1/sources');
    expect(items.map(({ source, state }) => [source, state])).toEqual(Object.keys(ways).map((way) => [`freeswitch/${way}`, 'heard']));
    expect(earshot.output).toMatch(/Nothing was heard of FreeSWITCH at \S+ for \d+ s\./);
    expect(earshot.output).not.toContain('Refused');
  });

  function told(way: string): string[] {
    return lanes.filter(({ id }) => id.startsWith(way)).map(({ id, queues, startedAt, segments }) =>
      JSON.stringify([id.slice(1), startedAt, queues, segments.map(({ kind, place, from, to, ended }) => [kind, place.id, from, to, ended])])).sort();
  }
});
