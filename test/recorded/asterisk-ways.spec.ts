import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueueRow, SourceRow } from '../../src/contract/board.js';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE } from '../../src/domain/time.js';
import { replayAmi, type AmiReplayer, type ReplayOptions } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { AMI, countRawLines, onBoard, present, shiftedLog, type Counts } from './asterisk-log.js';

if (!present) test.skip('48 recorded calls through an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

/** The same calls through four PBXs of other names. */
const ways: Readonly<Record<string, Partial<ReplayOptions>>> = {
  'pbx-a': {},
  'pbx-b': { shuffledWithin: 30 },
  'pbx-c': { times: 2 },
  'pbx-d': { cutAfter: [3_500] },
};

(present ? describe : describe.skip)('48 recorded calls, from four Asterisks over TCP and in their queue_logs to the API: in order, out of order, twice and cut', () => {
  const pbxs: AmiReplayer[] = [];
  let earshot: Earshot;
  let folder = '';
  let token = '';
  let lanes: readonly ContactLane[] = [];
  const began = Date.now() - 4 * MINUTE;
  const get = <Answer>(where: string): Promise<Answer> => earshot.get<Answer>(where, token);

  beforeAll(async () => {
    for (const [named, way] of Object.entries(ways)) pbxs.push(await replayAmi({ recording: AMI, shiftTo: began, named, ...way }));
    folder = await mkdtemp(path.join(tmpdir(), 'earshot-queue-logs-'));
    const logs = Object.keys(ways).map((named) => path.join(folder, named));
    for (const [index, { shift }] of pbxs.entries()) await writeFile(logs[index] ?? '', shiftedLog(shift).replaceAll('scout-pbx', path.basename(logs[index] ?? '')));
    earshot = await Earshot.prepare({ EARSHOT_AMI_URL: pbxs.map(({ port }) => `ami://earshot:secret@127.0.0.1:${port}`).join(','), EARSHOT_QUEUE_LOG: logs.join(',') });
    await earshot.start();
    token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    await Promise.all(pbxs.map(({ finished }) => finished));
    await until(async () => {
      await earshot.caughtUp(token);
      lanes = (await get<Page<ContactLane>>('/api/v1/contacts?limit=200')).items;
      return lanes.length >= 4 * 48 && lanes.every(({ stage }) => stage === 'ended');
    }, MINUTE);
  }, 180_000);
  afterAll(async () => {
    await earshot.remove();
    for (const each of pbxs) await each.close();
    await rm(folder, { recursive: true });
  });

  test('are 48 contacts each, all inbound: no agent\'s leg is one', () => {
    for (const way of Object.keys(ways)) expect([way, told(way).length]).toEqual([way, 48]);
    expect(lanes.length).toBe(4 * 48);
    expect(new Set(lanes.map(({ direction, entry }) => `${direction} ${entry?.id}`))).toEqual(new Set(['inbound 2565551100', 'inbound 2565552000']));
  });

  test.each(['pbx-b', 'pbx-c', 'pbx-d'])('are the same contacts through %s as in order', (way) => {
    expect(told(way)).toEqual(told('pbx-a'));
  });

  test('count in every queue what the raw lines of queue_log count, four times', async () => {
    const four = ({ offered, answered, abandoned, turnedAway, leftByChoice }: Counts): Counts => ({ offered: 4 * offered, answered: 4 * answered, abandoned: 4 * abandoned, turnedAway: 4 * turnedAway, leftByChoice: 4 * leftByChoice });
    expect(onBoard(await get<Page<QueueRow>>('/api/v1/queues'))).toEqual(Object.fromEntries(Object.entries(countRawLines()).map(([queue, counts]) => [queue, four(counts)])));
  });

  test('are four sources, each under the name of its PBX; who was lost is told', async () => {
    expect(pbxs.map(({ logins }) => logins())).toEqual([1, 1, 2, 2]);
    const { items } = await get<Page<SourceRow>>('/api/v1/sources');
    expect(items.map(({ source, state }) => [source, state])).toEqual(Object.keys(ways).map((way) => [`asterisk/${way}`, 'heard']));
    // The line tells 904 things, the log 300 of them and more once again.
    expect(items.every(({ accepted }) => accepted > 1_100)).toBe(true);
    expect(earshot.output).toMatch(/Nothing was heard of Asterisk at \S+ for \d+ s; its queue_log fills that time/);
    expect(earshot.output).not.toContain('Refused');
  });

  function told(way: string): string[] {
    return lanes.filter(({ id }) => id.startsWith(way)).map(({ id, queues, startedAt, endedAt, segments }) =>
      JSON.stringify([id.slice(way.length), startedAt, endedAt, queues, segments.map(({ kind, place, from, to, ended }) => [kind, place.id, from, to, ended])])).sort();
  }
});
