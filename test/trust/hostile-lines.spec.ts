import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContactPage } from '../../src/contract/contact.js';
import { alice, onAlice, support } from '../../src/ingest/asterisk/story.js';
import { HOUR, SECOND } from '../../src/domain/time.js';
import { GenesysCloud } from '../support/genesys-cloud.js';
import { until } from '../support/until.js';
import { HostileServer } from './hostile/hostile-server.js';
import { encoded, hostileTexts, hostileValues, isWhole, someTexts, spoilt } from './hostile/texts.js';
import { asterisk, block, esl, freeswitch, WickedPlatform } from './hostile/wicked-platforms.js';

/** All texts in all fields are some two hundred thousand messages to a line. */
const LONG = isWhole ? HOUR : 120_000;
const folder = await mkdtemp(path.join(tmpdir(), 'earshot-lines-'));
const queueLog = path.join(folder, 'queue_log');
let pbx: WickedPlatform;
let fs: WickedPlatform;
let cloud: GenesysCloud;
let server: HostileServer;

beforeAll(async () => {
  await writeFile(queueLog, '');
  [pbx, fs, cloud] = [await WickedPlatform.start(asterisk), await WickedPlatform.start(freeswitch), await GenesysCloud.start()];
  server = await HostileServer.start({
    EARSHOT_AMI_URL: `ami://earshot:secret@127.0.0.1:${pbx.port}`, EARSHOT_ESL_URL: `esl://:secret@127.0.0.1:${fs.port}`, EARSHOT_QUEUE_LOG: queueLog,
    EARSHOT_GENESYS_API_URL: cloud.url, EARSHOT_GENESYS_CLIENT_ID: 'client', EARSHOT_GENESYS_CLIENT_SECRET: 's3cret',
  });
  await until(() => pbx.isListenedTo && fs.isListenedTo && cloud.listeners === 1, 30 * SECOND);
}, 120_000);
afterAll(async () => {
  await server?.remove();
  await Promise.all([pbx?.stop(), fs?.stop(), cloud?.stop()]);
  await rm(folder, { recursive: true });
});

const few = (many: number): number => (isWhole ? Infinity : many);
const now = (): string => (Date.now() / 1_000).toFixed(6);

/** The call is in the queue, as the API tells it. */
async function waits(id: string): Promise<void> {
  const stage = (): Promise<string> => server.earshot.get<ContactPage>(`/api/v1/contacts/${encoded(id)}`, server.admin).then(({ lane }) => lane.stage, () => 'unknown');
  await until(async () => (await stage()) === 'queue', isWhole ? HOUR / 2 : 30 * SECOND);
}

describe('hostile words do not stop the line', () => {
  test('to Asterisk', async () => {
    for (const bytes of amiBytes()) await pbx.say(bytes);
    const id = 'pbx1-1799999999.9';
    const call = { SystemName: 'pbx1', Channel: 'PJSIP/trunk-00000009', Uniqueid: id, Linkedid: id };
    await pbx.say(`\r\n\r\n${block({ Event: 'Newchannel', Timestamp: now(), ...call, ChannelState: '4', CallerIDNum: '6175550157', Exten: '2565552000' })}${block({ Event: 'QueueCallerJoin', Timestamp: now(), ...call, ...support })}`);
    await waits(id);
    expect([pbx.logins, server.mistakes()]).toEqual([1, undefined]);
  }, LONG);

  test('to FreeSWITCH', async () => {
    for (const bytes of eslBytes()) await fs.say(bytes);
    const call = { ...eslCall, 'Unique-ID': 'c9999999' };
    await fs.say(esl({ ...call, 'Event-Name': 'CHANNEL_CREATE', 'Event-Date-Timestamp': String(Date.now() * 1_000), 'Event-Sequence': '900001' }));
    await fs.say(esl({ ...call, 'Event-Name': 'CUSTOM', 'Event-Subclass': 'callcenter%3A%3Ainfo', 'CC-Action': 'member-queue-start', 'CC-Member-Session-UUID': 'c9999999', 'CC-Queue': 'support@default', 'CC-Member-UUID': 'm9', 'Event-Date-Timestamp': String(Date.now() * 1_000 + 1_000), 'Event-Sequence': '900002' }));
    await waits('c9999999');
    expect([fs.logins, server.mistakes()]).toEqual([1, undefined]);
  }, LONG);

  test('in a queue_log', async () => {
    for (const bytes of queueLogBytes()) await appendFile(queueLog, bytes);
    const second = Math.floor(Date.now() / 1_000);
    await appendFile(queueLog, `\n${second}|pbx1-1799999998.1|support|NONE|ENTERQUEUE||6175550157|1\n`);
    await waits('pbx1-1799999998.1');
    expect(server.mistakes()).toBeUndefined();
  }, LONG);

  test('of Genesys Cloud', async () => {
    for (const { socket } of cloud.channels) for (const text of ['', '{', 'null', '[]', '0', '{"topicName":null}', '['.repeat(100_000), Buffer.from([0xff, 0xfe]), Buffer.alloc(100_000)]) socket?.send(text);
    const said = cloud.conversation('spoilt', Date.now() - 60_000);
    said.calls(0);
    for (const worse of spoilt(said.snapshot(), () => [...hostileValues, ...someTexts(few(3))])) {
      if (typeof worse === 'object' && worse !== null) cloud.say(cloud.channels[0]?.topics.find((topic) => topic.includes('conversations')) ?? '', worse);
    }
    const call = cloud.conversation('good', Date.now() - 30_000);
    call.calls(0);
    call.waitsIn(5, '11111111-1111-4111-8111-111111111111');
    for (const topic of cloud.channels[0]?.topics ?? []) cloud.say(topic, call.snapshot());
    expect([cloud.listeners, cloud.channels.length, server.mistakes(), await server.isWell()]).toEqual([1, 1, undefined, 'well']);
  }, LONG);

  test('and a length that no message has ends the line, which comes back', async () => {
    await fs.say('Content-Length: 999999999999\nContent-Type: text/event-plain\n\n');
    await until(() => fs.logins > 1 && fs.isListenedTo, 60 * SECOND);
    expect(await server.isWell()).toBe('well');
  }, LONG);
});

const amiEvents = ['Newchannel', 'Newexten', 'DTMFEnd', 'QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentCalled', 'AgentConnect', 'AgentComplete', 'DialBegin', 'DialEnd', 'VarSet', 'BlindTransfer', 'AttendedTransfer', 'Hold', 'UserEvent', 'QueueMemberStatus', 'QueueMemberPause', 'CoreShowChannel', 'QueueEntry', 'OriginateResponse', 'Hangup'];
const amiCall = { SystemName: 'pbx1', Channel: 'PJSIP/trunk-1', Uniqueid: 'pbx1-1.1', Linkedid: 'pbx1-1.1', ...alice, ChannelState: '4', CallerIDNum: '6175550157', Exten: 's', Context: 'c', Variable: 'QUEUESTATUS', Value: 'FULL', UserEvent: 'IVRMenu', Cause: '16', Reason: 'caller', Status: '1', Paused: '1', Application: 'Queue', AppData: 'support' };

function* amiBytes(): Generator<string | Uint8Array> {
  for (const Event of amiEvents) for (const name of Object.keys(amiCall)) for (const text of someTexts(few(1))) yield block({ Event, Timestamp: now(), ...amiCall, [name]: text, [text]: text });
  for (const Timestamp of hostileTexts) yield block({ Event: 'Newchannel', ...amiCall, Timestamp });
  yield* ['\r\n'.repeat(1_000), ':\r\n:\r\n\r\n', '\0\0\0\r\n\r\n', 'Event\r\n\r\n', 'Event: \r\n\r\n', `Event: VarSet\r\n${'x: y\r\n'.repeat(20_000)}\r\n`, `Event: ${'x'.repeat(300_000)}\r\n\r\n`, 'Response: Error\r\nMessage: no\r\n\r\n', 'Response: Goodbye\r\n\r\n', block({ Event: '__proto__', ['__proto__']: 'x', constructor: 'y' }), block({ Event: 'UserEvent', UserEvent: '__proto__' })];
  yield Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80, 0xed, 0xa0, 0x80, 13, 10, 13, 10]);
  yield block({ Event: 'Hold', Timestamp: now(), ...onAlice });
}

const eslCall = { 'FreeSWITCH-Switchname': 'fs1', 'Unique-ID': 'c0000000', 'Call-Direction': 'inbound', 'Channel-Name': 'sofia/external/6175550157', 'Channel-State-Number': '4', 'Answer-State': 'answered', 'Caller-Caller-ID-Number': '6175550157', 'Caller-Destination-Number': '2565552000', 'Caller-Channel-Created-Time': String(Date.now() * 1_000) };
const eslEvents = ['CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_HANGUP_COMPLETE', 'CHANNEL_BRIDGE', 'DTMF', 'CHANNEL_HOLD', 'CHANNEL_UNHOLD', 'CHANNEL_EXECUTE', 'CUSTOM'];

function* eslBytes(): Generator<string | Uint8Array> {
  let sequence = 0;
  const stamped = (): Readonly<Record<string, string>> => ({ ...eslCall, 'Event-Date-Timestamp': String(Date.now() * 1_000), 'Event-Sequence': String(sequence += 1), 'Event-Subclass': 'callcenter%3A%3Ainfo', 'CC-Action': 'member-queue-start', 'CC-Member-Session-UUID': 'c0000000', 'CC-Queue': 'support', Application: 'ivr' });
  for (const name of eslEvents) for (const field of Object.keys(stamped())) for (const text of someTexts(few(2))) yield esl({ ...stamped(), 'Event-Name': name, [field]: encoded(text), [encoded(text)]: text.replaceAll('\n', ' ') });
  yield* [esl({ 'Event-Name': '__proto__', ['__proto__']: 'x' }), esl({}), 'Content-Length: -1\nContent-Type: text/event-plain\n\n', 'Content-Length: x\n\n', '\n\n\n\n', 'Content-Type: api/response\nContent-Length: 0\n\n', 'Content-Type: command/reply\nReply-Text: -ERR\n\n', 'Content-Type: text/disconnect-notice\nContent-Length: 0\n\n', '%zz: %\n\n', `${'x: y\n'.repeat(30_000)}\n`, `${'x'.repeat(200_000)}\n\n`];
  yield `Content-Length: ${9 * 1_024 * 1_024}\nContent-Type: text/event-plain\n\n`;
  yield Buffer.alloc(9 * 1_024 * 1_024, 120);
}

function* queueLogBytes(): Generator<string | Uint8Array> {
  const second = Math.floor(Date.now() / 1_000);
  const verbs = ['ENTERQUEUE', 'CONNECT', 'ABANDON', 'COMPLETECALLER', 'COMPLETEAGENT', 'EXITWITHKEY', 'EXITWITHTIMEOUT', 'RINGNOANSWER', 'TRANSFER', 'BLINDTRANSFER', 'PAUSE', 'ADDMEMBER', 'DID', '__proto__'];
  for (const verb of verbs) for (let place = 0; place < 8; place += 1) for (const text of someTexts(few(2))) {
    yield `${[String(second), `pbx1-${place}.1`, 'support', 'PJSIP/2001', verb, '1', '2', '3'].with(place, text).join('|')}\n`;
  }
  yield* ['|||||||||\n', `${'|'.repeat(10_000)}\n`, `${second}\n`, '\0\0\0\n', '\n\n\n', '\r\r\r\n', `${second}|x|y|z|ENTERQUEUE|${'9'.repeat(100_000)}\n`, 'x'.repeat(1_000_000)];
  yield Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0x0a]);
}
