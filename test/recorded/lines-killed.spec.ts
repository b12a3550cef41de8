import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SourceRow } from '../../src/contract/board.js';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { replayAmi, type AmiReplayer } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';
import { replayEsl, type EslReplayer } from '../support/esl-replayer.js';
import { until } from '../support/until.js';
import { AMI, present as hasAsterisk } from './asterisk-log.js';
import { present as hasFreeswitch, RECORDING } from './freeswitch-counters.js';

const present = hasAsterisk && hasFreeswitch;
if (!present) test.skip('recorded calls through an Asterisk and a FreeSWITCH are not at ../shared/data, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('82 recorded calls, from two PBXs that are heard through, and from two amid whose calls the server is killed', () => {
  let pbxs: readonly AmiReplayer[] = [];
  let switches: readonly EslReplayer[] = [];
  let earshot: Earshot;
  let lanes: readonly ContactLane[] = [];
  let sources: readonly SourceRow[] = [];

  beforeAll(async () => {
    const began = Date.now() - 4 * MINUTE;
    pbxs = [await replayAmi({ recording: AMI, shiftTo: began, named: 'pbx-a' }), await replayAmi({ recording: AMI, shiftTo: began, named: 'pbx-b', restsAfter: 3_500 })];
    switches = [await replayEsl({ recording: RECORDING, shiftTo: began, marked: 'a' }), await replayEsl({ recording: RECORDING, shiftTo: began, marked: 'b', restsAfter: 1_400 })];
    earshot = await Earshot.prepare({
      EARSHOT_AMI_URL: pbxs.map(({ port }) => `ami://earshot:secret@127.0.0.1:${port}`).join(','),
      EARSHOT_ESL_URL: switches.map(({ port }, index) => `esl://:ClueCon@127.0.0.1:${port}/${['a', 'b'][index]}`).join(','),
    });
    await earshot.start();
    const token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    await until(() => [pbxs[1], switches[1]].every((each) => each?.rests() === true), MINUTE);
    await settled(token);
    await earshot.kill();
    await earshot.start();
    await Promise.all([...pbxs, ...switches].map(({ finished }) => finished));
    await settled(token);
    lanes = (await earshot.get<Page<ContactLane>>('/api/v1/contacts?limit=200', token)).items;
    sources = (await earshot.get<Page<SourceRow>>('/api/v1/sources', token)).items;
  }, 180_000);
  afterAll(async () => {
    await earshot.remove();
    for (const each of [...pbxs, ...switches]) await each.close();
  });

  test('are the same 48 calls of Asterisk, holds and transfers of those that went on among them', () => {
    expect(told('pbx-a').length).toBe(48);
    expect(told('pbx-b')).toEqual(told('pbx-a'));
  });

  test('are the same 34 calls of FreeSWITCH', () => {
    expect(told('a').length).toBe(34);
    expect(told('b')).toEqual(told('a'));
  });

  test('are four sources, each known by its own name from the first word on', () => {
    expect(sources.map(({ source, state }) => [source, state])).toEqual([['asterisk/pbx-a', 'heard'], ['asterisk/pbx-b', 'heard'], ['freeswitch/a', 'heard'], ['freeswitch/b', 'heard']]);
  });

  /** What is on its way after the last event has come. */
  async function settled(token: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2 * SECOND));
    await earshot.caughtUp(token);
  }

  function told(way: string): string[] {
    return lanes.filter(({ id }) => new RegExp(`^${way}[-0-9a-f.]+$`).test(id)).map(({ id, stage, queues, startedAt, endedAt, segments }) =>
      JSON.stringify([id.slice(way.length), stage, startedAt, endedAt, queues, segments.map(({ kind, place, from, to, ended }) => [kind, place.id, from, to, ended])])).sort();
  }
});
