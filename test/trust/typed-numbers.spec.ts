import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { MINUTE } from '../../src/domain/time.js';
import { EPOCH, flowLine, logMessage } from '../../src/ingest/amazon-connect/story.js';
import { findRunning } from '../../src/store/embedded/connection-file.js';
import { moved, postUntilTaken } from '../sources/post.js';
import { Earshot } from '../support/earshot.js';
import { form, json, send, twilioSettings } from '../support/twilio-posts.js';

/** Card numbers by the thousand with `npm run test:trust`, some dozens in every run. */
const CARDS = Number(process.env['EARSHOT_TEST_CARDS'] ?? 20);

/**
 * The database is full of times and counts: seven digits of one of some hundred cards stand in them by chance, nine do not. Whoever
 * leaks seven leaks more, since nothing of ours cuts digits.
 */
const RUN = 9;

/** Numbers as they are on cards: the last digit checks the others (ISO/IEC 7812). */
function cardOf(nth: number): string {
  const body = `4${createHash('sha256').update(`card ${nth}`).digest('hex').replaceAll(/[^\d]/g, '').padEnd(14, '7').slice(0, 14)}`;
  const sum = Array.from(body).toReversed().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const cards = Array.from({ length: CARDS }, (_, nth) => cardOf(nth));
const began = Date.now() - 20 * MINUTE;
const earshot = await Earshot.prepare(twilioSettings);
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'ivr'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(() => earshot.remove());

interface Sent { readonly id: string; readonly type: string; readonly data: object; readonly at?: number }
let nth = 0;
const cloudEvent = ({ id, type, data, at = 0 }: Sent): object => ({ specversion: '1.0', id: `e${(nth += 1)}`, source: 'ivr', type, subject: id, time: new Date(began + at).toISOString(), data });
const post = (events: readonly object[]): Promise<void> => postUntilTaken(earshot, '/ingest/events', JSON.stringify(events), { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` });

/** Whatever a sender may make of a number that a caller typed. */
function shapesOf(card: string, id: string): readonly Sent[] {
  const grouped = card.replaceAll(/(.{4})(?=.)/g, '$1 ');
  const input = (data: object): Sent => ({ id, type: 'ivr.input', data: { node: 'card', ...data } });
  return [
    { id, type: 'contact.started', data: { direction: 'inbound' } }, { id, type: 'ivr.node.entered', data: { node: 'card' } },
    input({ kind: 'slot', slot: 'card', key: card }), input({ kind: 'key', key: card }), input({ kind: 'speech', key: grouped }), input({ kind: 'slot', slot: card, length: 16 }),
    input({ kind: 'slot', slot: 'card', digits: card, value: Number(card), speech: Array.from(card), deep: [{ typed: grouped }] }),
    { id, type: 'ivr.card.read', data: { dtmf: card, note: `card ${grouped}`, list: [card] } },
    ...Array.from(card).map((digit, place): Sent => ({ id, type: 'phone.key', at: place * 300, data: { digit, dtmfDigits: Number(digit) } })),
  ];
}
const pressesOf = (card: string, id: string): readonly Sent[] => Array.from(card).map((digit, place) => ({ id, type: 'ivr.input', at: 60_000 + place * 400, data: { node: 'pin', kind: 'key', key: digit } }));

test(`none of ${CARDS} card numbers, typed in every shape into every door, leaves its digits anywhere`, async () => {
  for (const [place, card] of cards.entries()) {
    await post(shapesOf(card, `whole-${place}`).map(cloudEvent));
    // Digit by digit: together, one post each, and one post each the other way round.
    await post(pressesOf(card, `batch-${place}`).map(cloudEvent));
    const presses = pressesOf(card, `single-${place}`).map(cloudEvent);
    for (const press of place % 2 === 0 ? presses : presses.toReversed()) await post([press]);
    const call = { CallSid: `CA${String(place).padStart(32, '0')}`, AccountSid: twilioSettings.EARSHOT_TWILIO_ACCOUNT_SID, From: '+12125550123', To: '+12125550100', CallStatus: 'in-progress' };
    for (const typed of [{ Digits: card }, { Digits: `${card}#` }, { SpeechResult: `my card is ${card}`, Confidence: '0.9' }]) {
      expect((await send(earshot.url, form('/ingest/twilio/voice?node=card', { ...call, ...typed }))).status).toBeLessThan(300);
    }
    await send(earshot.url, json('/ingest/twilio/events', [{ specversion: '1.0', type: 'com.twilio.studio.flow.step.ended', source: 'studio', id: `t${place}`, time: new Date(began).toISOString(), data: { digits: card, widget: { Digits: card } } }]));
    const flow = moved([logMessage(flowLine(1, `connect-${place}`, 'GetUserInput', { Results: card, Identifier: 'Card', Parameters: { Value: card } }))], EPOCH, began);
    await postUntilTaken(earshot, '/ingest/amazon-connect/firehose', gzipSync(JSON.stringify({ requestId: 'r', timestamp: Date.now(), records: flow.map((each) => ({ data: Buffer.from(gzipSync(JSON.stringify(each))).toString('base64') })) })), {
      'content-type': 'application/json', 'content-encoding': 'gzip', 'x-amz-firehose-request-id': 'r', 'x-amz-firehose-access-key': key,
    });
    // Refused as a whole, and in part: dead letters are kept too.
    for (const broken of [`{"digits":"${card}"`, JSON.stringify({ type: 'ivr.input', data: { key: card } }), JSON.stringify([{ ...cloudEvent({ id: 'x', type: 'ivr.input', data: { kind: 'keys', key: card } }), time: `at ${card}` }])]) {
      await fetch(`${earshot.url}/ingest/events`, { method: 'POST', body: broken, headers: { 'content-type': broken.startsWith('[') ? 'application/cloudevents-batch+json' : 'application/cloudevents+json', authorization: `Bearer ${key}` } });
    }
  }
  await earshot.caughtUp(token);

  const places = new Map([
    ...await rowsOf(), ...await filesOf(earshot.dataDir), ['the log of the server', earshot.output] as const,
    ['its figures', await (await fetch(`${earshot.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()] as const,
    ['what was refused', JSON.stringify(await earshot.get('/api/v1/refused?limit=200', token))] as const, ['a contact', JSON.stringify(await earshot.get('/api/v1/contacts/single-0', token))] as const,
  ]);
  // What was kept of it, so that an empty search cannot pass.
  expect([...places.values()].some((text) => text.includes('single-0'))).toBe(true);
  const runs = new Set(cards.flatMap((card) => Array.from({ length: card.length - RUN + 1 }, (_, at) => card.slice(at, at + RUN))));
  const found = [...places].flatMap(([name, text]) => runsIn(text).filter((run) => runs.has(run)).map((run) => `${run} in ${name}`));
  expect(found.slice(0, 5)).toEqual([]);
  // Digit by digit: of no call more than the first key.
  const log = [...places.values()].join('\n');
  const kept = [...log.matchAll(/"id":"(e\d+)"[^{}]*"subject":"((?:single|batch)-\d+)"[^{}]*"data":\{[^{}]*"key":"\d"/g)].map(([, id = '', call = '']) => [call, id] as const);
  const digits = new Map<string, Set<string>>();
  for (const [call, press] of kept) digits.set(call, new Set([...digits.get(call) ?? [], press]));
  expect([...digits].filter(([, presses]) => presses.size > 1)).toEqual([]);
  expect(digits.size).toBe(CARDS);
}, 600_000);

/** All digits in a row, also where spaces, dots or quotes stand between them. */
function runsIn(text: string): readonly string[] {
  return [...text.matchAll(/\d(?:[ .,"'/()-]{0,3}\d){6,}/g)].flatMap(([run]) => {
    const digits = run.replaceAll(/\D/g, '');
    return Array.from({ length: Math.max(0, digits.length - RUN + 1) }, (_, at) => digits.slice(at, at + RUN));
  });
}

/** Every row of every table as text; bytes are read as text, and unpacked where they are packed. */
async function rowsOf(): Promise<readonly (readonly [string, string])[]> {
  const connection = await findRunning(earshot.dataDir);
  if (connection === undefined) throw new Error('The database of the server is not running.');
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string; name: string }>("SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    expect(rows.length).toBeGreaterThan(5);
    const texts: [string, string][] = [];
    for (const { schema, name } of rows) {
      const all = await client.query<Record<string, unknown>>(`SELECT * FROM "${schema}"."${name}"`);
      texts.push([name, all.rows.map((row) => Object.values(row).map(textOf).join('\n')).join('\n')]);
    }
    return texts;
  } finally {
    await client.end();
  }
}

function textOf(value: unknown): string {
  if (!Buffer.isBuffer(value)) return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return value[0] === 0x1f && value[1] === 0x8b ? gunzipSync(value).toString() : value.toString();
}

/** The database's own logs and whatever else is text in the data folder; its data files were read as rows. */
async function filesOf(folder: string): Promise<readonly (readonly [string, string])[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile() && !/[\\/](base|global|pg_\w+)([\\/]|$)/.test(`${file.parentPath}/`));
  return Promise.all(files.map(async (file) => [file.name, await readFile(path.join(file.parentPath, file.name), 'utf8').catch(() => '')] as const));
}
