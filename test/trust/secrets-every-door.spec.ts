import { createHmac } from 'node:crypto';
import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/domain/time.js';
import { contactRecord, EPOCH, flowLine, logMessage } from '../../src/ingest/amazon-connect/story.js';
import { EPOCH as GENESYS_EPOCH, served } from '../../src/ingest/genesys/story.js';
import { jambonzPost } from '../sources/jambonz-calls.js';
import { moved, post, postUntilTaken } from '../sources/post.js';
import { replayAmi, type AmiReplayer } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';
import { replayEsl, type EslReplayer } from '../support/esl-replayer.js';
import { form, json, send, twilioSettings } from '../support/twilio-posts.js';
import { until } from '../support/until.js';
import { placesOf, secretOf } from './everywhere.js';
import { kept } from './summary/kept.js';

const doors = ['twilio', 'connect', 'genesys', 'jambonz', 'webhook', 'ami', 'queue-log', 'esl', 'csv', 'ndjson'] as const;
type Door = (typeof doors)[number];

/** Of each door its own, so that what leaks says where it came in: behind a name, in words behind one, and known by its own look. */
const named = (door: Door): string => `Canary-Named-${door}-7f3a9b`;
const inText = (door: Door): string => `Canary-Words-${door}-51c08e`;
const byLook = (door: Door): string => `sk_live_canary${door.replaceAll('-', '')}8d20e4`;
const canaries = doors.flatMap((door) => [named, inText, byLook].map((of) => of(door)));

/** What a sender adds of its own, by names and in words. */
const fieldsOf = (door: Door): Readonly<Record<string, string>> => ({ password: named(door), apiKey: byLook(door), note: `the password: ${inText(door)} and ${byLook(door)}` });
const deepOf = (door: Door): object => ({ ...fieldsOf(door), nested: { client_secret: named(door), list: [{ token: inText(door) }] } });

const began = Math.floor((Date.now() - 10 * MINUTE) / 1_000) * 1_000;
const epoch = began / 1_000;
const folder = await mkdtemp(path.join(tmpdir(), 'earshot-canaries-'));
const file = (name: string): string => path.join(folder, name);
const opens = { ami: 'Canary-Ami-1b77', esl: 'Canary-Esl-2c88', webhook: 'Canary-Hmac-of-a-webhook-3d99', jambonz: 'Canary-Hmac-of-jambonz-4eaa' };
let earshot: Earshot;
let pbx: AmiReplayer;
let fs: EslReplayer;
let [key, token] = ['', ''];
const said: string[] = [];

/** A call through each PBX, with variables, events of the dialplan's own and things that are no events at all. */
function amiBlocks(): string {
  const of = { Timestamp: `${epoch}.000001`, SystemName: 'pbx1', Channel: 'PJSIP/trunk-00000001', Uniqueid: 'pbx1-1700000000.1', Linkedid: 'pbx1-1700000000.1' };
  const { password, note } = fieldsOf('ami') as Record<string, string>;
  const blocks: Readonly<Record<string, string>>[] = [
    { Event: 'Newchannel', ...of, ChannelState: '4', CallerIDNum: '6175550157', CallerIDName: note ?? '', Exten: '2565552000', Context: 'from-trunk', AccountCode: byLook('ami') },
    { Event: 'VarSet', ...of, Variable: 'API_TOKEN', Value: named('ami') }, { Event: 'VarSet', ...of, Variable: 'NOTE', Value: note ?? '' },
    { Event: 'UserEvent', ...of, UserEvent: 'IVRMenu', Menu: 'main', Password: password ?? '', Note: note ?? '' }, { Event: 'UserEvent', ...of, UserEvent: 'Login', Token: named('ami'), AppData: note ?? '' },
    { Event: 'Newexten', ...of, Context: 'from-trunk', Extension: '2565552000', Priority: '2', Application: 'Set', AppData: `password=${inText('ami')}` },
    { Event: 'QueueCallerJoin', ...of, Queue: 'support', Position: '1', Count: '1', CallerIDNum: '6175550157', CallerIDName: note ?? '' },
    // Of a queue's event, what makes it unreadable.
    { Event: 'QueueCallerLeave', ...of, Timestamp: `token=${inText('ami')}`, Queue: 'support', Password: password ?? '' },
    { Event: 'QueueCallerAbandon', ...of, Queue: 'support', Position: '1', HoldTime: `password: ${inText('ami')}` }, { Event: 'Hangup', ...of, Cause: '16', 'Cause-txt': note ?? '' },
  ];
  return blocks.map((block) => `${Object.entries(block).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`).join('');
}

function eslEvents(): string {
  const { password, note } = fieldsOf('esl') as Record<string, string>;
  const of = (name: string, nth: number, more: Readonly<Record<string, string>> = {}): string => {
    const fields = {
      'Event-Name': name, 'Event-Date-Timestamp': `${epoch + nth}000001`, 'Event-Sequence': String(nth + 1), 'FreeSWITCH-Switchname': 'fs1', 'Unique-ID': 'c0000000-0000-4000-8000-000000000001', 'Call-Direction': 'inbound',
      'Channel-Name': 'sofia/external/6175550157', 'Channel-State-Number': '4', 'Answer-State': 'answered', 'Caller-Caller-ID-Number': '6175550157', 'Caller-Destination-Number': '2565552000', 'Caller-Channel-Created-Time': `${epoch}000000`,
      variable_password: password ?? '', variable_note: note ?? '', variable_api_key: byLook('esl'), 'Caller-Caller-ID-Name': note ?? '', ...more,
    };
    const text = `${Object.entries(fields).map(([field, value]) => `${field}: ${encodeURIComponent(value)}`).join('\n')}\n\n`;
    return `Content-Length: ${Buffer.byteLength(text)}\nContent-Type: text/event-plain\n\n${text}`;
  };
  const told = { 'Event-Subclass': 'earshot::ivr' };
  const queued = { 'Event-Subclass': 'callcenter::info', 'CC-Queue': 'support@default', 'CC-Member-UUID': 'm1', 'CC-Member-Session-UUID': 'c0000000-0000-4000-8000-000000000001' };
  return [
    of('CHANNEL_CREATE', 0), of('CUSTOM', 1, { ...told, Action: 'menu', Menu: 'main', Token: named('esl'), Note: note ?? '' }), of('CUSTOM', 2, { ...told, Action: `password=${inText('esl')}`, Token: named('esl') }),
    of('CUSTOM', 3, { ...queued, 'CC-Action': 'member-queue-start' }), of('CUSTOM', 60, { ...queued, 'CC-Action': 'member-queue-end', 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': `token=${inText('esl')}` }),
    of('CHANNEL_HANGUP_COMPLETE', 61, { 'Answer-State': 'hangup', 'Channel-State-Number': '11', 'Hangup-Cause': `secret: ${inText('esl')}` }), of('CHANNEL_DESTROY', 62, { 'Event-Date-Timestamp': `token=${inText('esl')}` }),
  ].join('');
}

const webhooks = `
webhooks:
  ivr:
    proof: { is: hmac, header: x-signature, prefix: "sha256=", secretFile: ${folder}/hmac }
    subject: { path: call }
    time: { path: at, format: epoch-ms }
    events:
      - { type: contact.started, when: { event: started }, data: { channel: voice, direction: inbound, from: { path: caller } } }
      - { type: promise.made, when: { event: promised }, data: { what: { path: what } } }
      - { type: queue.left, when: { event: unqueued }, data: { reason: { path: why, values: { AGENT: answered }, other: refuse } } }
      - { type: contact.ended, when: { event: ended }, data: { by: { path: by } } }
`;

beforeAll(async () => {
  const [, jambonz = ''] = /```yaml\nwebhooks:\n([\s\S]*?)```/.exec(await readFile('src/ingest/jambonz/README.md', 'utf8')) ?? [];
  await Promise.all([
    writeFile(file('hmac'), opens.webhook), writeFile(file('jambonz'), opens.jambonz), writeFile(file('floor.yaml'), `${webhooks}${jambonz.replace('/run/secrets/jambonz', file('jambonz'))}`),
    writeFile(file('ami'), amiBlocks()), writeFile(file('esl'), eslEvents()), writeFile(file('queue_log'), ''),
  ]);
  [pbx, fs] = [await replayAmi({ recording: file('ami'), secret: opens.ami }), await replayEsl({ recording: file('esl'), secret: opens.esl })];
  earshot = await Earshot.prepare({
    ...twilioSettings, EARSHOT_SETTINGS: file('floor.yaml'), EARSHOT_AMI_URL: `ami://earshot:${opens.ami}@127.0.0.1:${pbx.port}`, EARSHOT_ESL_URL: `esl://:${opens.esl}@127.0.0.1:${fs.port}`, EARSHOT_QUEUE_LOG: file('queue_log'),
  });
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'canaries'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await Promise.all([pbx.close(), fs.close(), rm(folder, { recursive: true })]);
});

const answered = async (answer: Promise<{ readonly said?: unknown; readonly text?: string }>): Promise<void> => {
  const { said: body, text } = await answer;
  said.push(text ?? JSON.stringify(body ?? null));
};

async function throughTwilio(): Promise<void> {
  const call = { CallSid: `CA${'1'.repeat(32)}`, AccountSid: twilioSettings.EARSHOT_TWILIO_ACCOUNT_SID, From: '+12125550123', To: '+12125550100', CallStatus: 'in-progress' };
  const { note = '' } = fieldsOf('twilio');
  await answered(send(earshot.url, form(`/ingest/twilio/voice?node=main&token=${named('twilio')}`, { ...call, ...fieldsOf('twilio'), SpeechResult: note, Confidence: '0.9' })));
  await answered(send(earshot.url, form('/ingest/twilio/taskrouter', { EventType: 'task.created', Sid: `EV${'1'.repeat(32)}`, AccountSid: call.AccountSid, TimestampMs: String(began), TaskSid: `WT${'1'.repeat(32)}`, TaskAttributes: JSON.stringify({ call_sid: call.CallSid, ...deepOf('twilio') }) })));
  await answered(send(earshot.url, json('/ingest/twilio/events', [
    { specversion: '1.0', type: 'com.twilio.studio.flow.step.ended', source: 'studio', id: 't1', time: new Date(began).toISOString(), data: deepOf('twilio') }, { specversion: '1.0', type: 'com.twilio.unknown', id: 't2', data: deepOf('twilio') },
  ])));
}

async function throughConnect(): Promise<void> {
  const records = moved([
    logMessage(flowLine(1, 'canary-connect', 'GetUserInput', { Results: '2', Identifier: 'What for?', Parameters: deepOf('connect') })),
    contactRecord('canary-connect', { began: 0, queued: 20, ended: 60, updated: 80, from: '+12025550123', to: '+12025550100', Attributes: fieldsOf('connect'), DisconnectReason: 'CUSTOMER_DISCONNECT' }),
    { unreadable: deepOf('connect'), AWSContactTraceRecordFormatVersion: '2017-03-10', ContactId: 7, note: fieldsOf('connect')['note'] },
  ], EPOCH, began);
  const body = gzipSync(JSON.stringify({ requestId: 'r', timestamp: Date.now(), records: records.map((each) => ({ data: Buffer.from('messageType' in each ? gzipSync(JSON.stringify(each)) : JSON.stringify(each)).toString('base64') })) }));
  await answered(post(earshot, '/ingest/amazon-connect/firehose', body, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-amz-firehose-request-id': 'r', 'x-amz-firehose-access-key': key }));
  await answered(post(earshot, '/ingest/amazon-connect/events', JSON.stringify({ source: 'aws.connect', 'detail-type': 'Amazon Connect Contact Event', detail: { eventType: 'QUEUED', ...deepOf('connect') } }), { 'content-type': 'application/json', authorization: `Bearer ${key}` }));
}

async function throughGenesys(): Promise<void> {
  const move = (text: string): string => text.replaceAll(/(?<=:)\d{13}\b/g, (at) => String(Number(at) + began - GENESYS_EPOCH)).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => new Date(Date.parse(at) + began - GENESYS_EPOCH).toISOString());
  for (const event of JSON.parse(move(JSON.stringify(served('canary-genesys')))) as { detail: { eventBody: object } }[]) {
    const told = { ...event, detail: { ...event.detail, eventBody: { ...event.detail.eventBody, attributes: deepOf('genesys'), ...fieldsOf('genesys') } } };
    await postUntilTaken(earshot, '/ingest/genesys/events', JSON.stringify(told), { 'content-type': 'application/json', authorization: `Bearer ${key}` });
    await answered(post(earshot, '/ingest/genesys/events', JSON.stringify({ ...told, detail: { topicName: 'v2.detail.events.conversation.x.acd.start', eventBody: { eventTime: `token=${inText('genesys')}`, ...deepOf('genesys') } } }), { 'content-type': 'application/json', authorization: `Bearer ${key}` }));
  }
}

async function throughWebhooks(): Promise<void> {
  const of = { call_sid: 'canary-jambonz', direction: 'inbound', from: '+16173333456', to: '15083084809', call_id: '252d9b5a', sip_status: 200, sip_reason: `password: ${inText('jambonz')}`, account_sid: 'ed649e33', application_sid: '0e0681b0', customerData: deepOf('jambonz'), ...fieldsOf('jambonz') };
  for (const [second, status] of [[0, 'trying'], [1, 'in-progress'], [60, 'completed'], [61, `token=${inText('jambonz')}`]] as const) await answered(post(earshot, '/ingest/jambonz', ...jambonzPost({ at: Math.floor(Date.now() / 1_000), body: { ...of, call_status: status, duration: second } }, opens.jambonz)));
  const sign = (body: string): Readonly<Record<string, string>> => ({ 'content-type': 'application/json', 'x-signature': `sha256=${createHmac('sha256', opens.webhook).update(body).digest('hex')}` });
  const told = (second: number, event: string, more: object = {}): string => JSON.stringify({ event, call: 'canary-webhook', at: began + second * 1_000, ...deepOf('webhook'), ...more });
  for (const body of [told(0, 'started', { caller: '+12025550123' }), told(5, 'promised', { what: fieldsOf('webhook')['note'] }), told(20, 'unqueued', { why: `password=${inText('webhook')}` }), told(30, 'ended', { by: `token=${inText('webhook')}` }), told(31, 'ended', { by: 'customer' }), `{"password":"${named('webhook')}"`]) {
    await answered(post(earshot, '/ingest/webhook/ivr', body, sign(body)));
  }
}

async function throughFiles(): Promise<void> {
  const note = fieldsOf('queue-log')['note'] ?? '';
  await appendFile(file('queue_log'), [
    `${epoch}|pbx2-1.1|support|NONE|ENTERQUEUE||6175550157|1`, `${epoch + 1}|pbx2-1.1|support|NONE|INFO|${note}|token=${inText('queue-log')}`, `${epoch + 2}|pbx2-1.1|support|NONE|ABANDON|password=${inText('queue-log')}|1|30`,
    `${note}|pbx2-1.1|support`, `${epoch + 4}|NONE|NONE|Bob|PAUSEALL|${note}`, '',
  ].join('\n'));
  const csv = fieldsOf('csv');
  await writeFile(file('mapping.json'), JSON.stringify({
    source: 'old-pbx', times: { zone: 'UTC', format: 'yyyy-MM-dd HH:mm:ss' }, contact: { id: { columns: ['id'] }, start: { column: 'began' }, reason: { column: 'reason' } }, outcome: { column: 'result', values: { ANSWERED: 'answered', LOST: 'abandoned' } },
  }));
  await writeFile(file('calls.csv'), [
    'id,began,result,reason,password,note', `c-1,2026-03-02 09:00:00,LOST,"${csv['note'] ?? ''}",${csv['password'] ?? ''},"${csv['note'] ?? ''}"`, `c-2,token=${inText('csv')},LOST,bill,${csv['password'] ?? ''},x`, `c-3,2026-03-02 09:00:00,password: ${inText('csv')},bill,${csv['password'] ?? ''},x`,
  ].join('\n'));
  const event = (id: string, more: object): string => JSON.stringify({ specversion: '1.0', id, source: 'old', type: 'acme.config', subject: 'canary-ndjson', time: new Date(began).toISOString(), ...more });
  await writeFile(file('events.ndjson'), [event('n-1', { data: deepOf('ndjson') }), event('n-2', { time: `token=${inText('ndjson')}`, data: deepOf('ndjson') }), `{"password":"${named('ndjson')}", "note": "${byLook('ndjson')}"`].join('\n'));
  for (const words of [['import', 'csv', file('calls.csv'), '--mapping', file('mapping.json')], ['import', 'events', file('events.ndjson')]]) {
    said.push(await earshot.command(...words).catch((error: Error & { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`));
  }
}

test('no secret that comes in by any of ten doors is written down anywhere, told in an answer or left beside an import', async () => {
  for (const through of [throughTwilio, throughConnect, throughGenesys, throughWebhooks, throughFiles]) await through();
  await Promise.all([pbx.finished, fs.finished]);
  await earshot.caughtUp(token);
  // Each door took something, so that an empty search cannot pass.
  const sources = ['pbx1', 'fs1', 'pbx2-1.1', 'canary-jambonz', 'canary-webhook', 'canary-genesys', 'canary-connect', 'c-1', 'canary-ndjson', `CA${'1'.repeat(32)}`];
  let places = await placesOf(earshot, token);
  const missing = (): string[] => sources.filter((source) => ![...places.values()].some((text) => text.includes(source)));
  await until(async () => {
    places = await placesOf(earshot, token);
    return missing().length === 0;
  }).catch((error: Error) => { throw new Error(`${error.message} Nothing came of ${missing().join(', ')}:\n${said.join('\n')}\n${earshot.output.slice(-3_000)}`); });
  const record = await readFile(file('calls.csv'), 'utf8');
  expect(record).toContain(inText('csv'));
  for (const name of (await readdir(folder)).filter((each) => each.includes('.refused.'))) places.set(name, await readFile(file(name), 'utf8'));
  expect([...places.keys()].filter((name) => name.includes('.refused.')).toSorted()).toEqual(['calls.csv.refused.ndjson', 'events.ndjson.refused.ndjson']);
  places.set('what was answered', said.join('\n'));
  for (const [name, where] of [['contacts', '/api/v1/contacts?limit=50'], ['sources', '/api/v1/sources'], ['audit', '/api/v1/audit?limit=100']] as const) places.set(name, JSON.stringify(await earshot.get(where, token)));
  const secrets = [...canaries, ...Object.values(opens), secretOf(key), secretOf(token), twilioSettings.EARSHOT_TWILIO_AUTH_TOKEN];
  expect([...places].flatMap(([name, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${name}`)).toSorted()).toEqual([]);
  kept('secrets by every door', `${doors.length} doors, ${secrets.length} secrets`, `0 in ${places.size} places: tables, files, logs, figures, answers`);
}, 180_000);
