import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/domain/time.js';
import { EPOCH, flowLine, logMessage } from '../../src/ingest/amazon-connect/story.js';
import { moved, postUntilTaken } from '../sources/post.js';
import { Earshot } from '../support/earshot.js';
import { until } from '../support/until.js';
import { notTyped, runsIn, windowsOf } from './digits.js';
import { placesOf, rowsOf, secretOf } from './everywhere.js';
import { kept as held } from './summary/kept.js';
import { form, json, send, twilioSettings } from '../support/twilio-posts.js';

/** Card numbers by the thousand with `npm run test:trust`, some dozens in every run. */
const CARDS = Number(process.env['EARSHOT_TEST_CARDS'] ?? 20);
const AT_ONCE = 16;

/** What is promised: no run of so many typed digits. */
const RUN = 7;
/**
 * Of so many cards every run of seven is looked for; of further ones, which are typed in the same shapes, every run of nine. Of 10,000
 * cards one in a hundred of all runs of seven digits would be one of theirs, and any sum that is counted might be it by chance.
 */
const BY_SEVEN = 500;
const FURTHER_RUN = 9;

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
/** Numbers that calls come from, or ask to be called at; each is let down, so that it is sealed. They are like no time and no count. */
const phones = Array.from({ length: Math.min(CARDS, 500) }, (_, place) => `+1212555${String(1_0000 + ((place * 37) % 8_999)).slice(-4)}`).filter((phone, place, all) => all.indexOf(phone) === place);
const secrets = { inbound: 'canary-token-5b1d9f7e', password: 'Canary-Passw0rd-77a1', api: 'sk_live_canary_9c2e4f', webhook: 'whsec_Y2FuYXJ5LXNlY3JldC1vZi1hLXdlYmhvb2s=' };
const earshot = await Earshot.prepare({
  ...twilioSettings, EARSHOT_DESK_WEBHOOK_URL: 'https://desk.example.com/prompts', EARSHOT_DESK_WEBHOOK_SECRET: secrets.webhook, EARSHOT_SMTP_URL: `smtp://canary:${secrets.password}@127.0.0.1:9`, EARSHOT_MAIL_FROM: 'earshot@example.com',
});
/** Digits that stood somewhere before anybody typed. */
let before: ReadonlySet<string> = new Set();
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'ivr'), await earshot.command('tokens', 'create', '--role', 'admin')];
  before = new Set([...(await placesOf(earshot, token)).values()].flatMap((text) => [...text.matchAll(/\d{7,}/g)].map(([digits]) => digits)));
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
  const left = [...cards.entries()].toReversed();
  const typeOne = async (place: number, card: string): Promise<void> => {
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
  };
  // Some callers at once; of each, one key after the other.
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await typeOne(...next);
  }));
  for (const [place, phone] of phones.entries()) await post(lostCalls(phone, place).map(cloudEvent));
  await sendSecrets();
  await earshot.caughtUp(token);
  await until(async () => (await rowsOf(earshot)).some(([name, text]) => name === 'contact' && text.includes('lost-0')));
  const [line] = (await earshot.get<{ items: { id: string }[] }>('/api/v1/recovery', token)).items;
  expect((await earshot.get<{ number: string }>(`/api/v1/recovery/${encodeURIComponent(line?.id ?? '')}/number`, token)).number).toMatch(/^\+1212555/);

  const places = (await placesOf(earshot, token)).set('a contact', JSON.stringify(await earshot.get('/api/v1/contacts/single-0', token)));
  // What was kept of it, so that an empty search cannot pass.
  expect([...places.values()].some((text) => text.includes('single-0'))).toBe(true);
  // Whatever opens a door, and whatever a sender puts into a field or an address by mistake.
  const opens = [secretOf(key), secretOf(token), twilioSettings.EARSHOT_TWILIO_AUTH_TOKEN, ...Object.values(secrets)];
  expect(opens.every((secret) => secret.length > 8)).toBe(true);
  expect([...places].flatMap(([name, text]) => opens.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${name}`))).toEqual([]);
  const numbers = phones.map((phone) => phone.slice(2));
  expect([...places].flatMap(([name, text]) => runsIn(text, 10).filter((run) => numbers.includes(run)).map((run) => `${run} in ${name}`)).slice(0, 5)).toEqual([]);
  const found = [...places].flatMap(([name, text]) => typedIn(text, name).map((run) => `${run} in ${name}`));
  expect(found.slice(0, 5)).toEqual([]);
  // Digit by digit: of no call more than the first key.
  const kept = [...places.values()].flatMap((text) => [...text.matchAll(/"id":"(e\d+)"[^{}]*"subject":"((?:single|batch)-\d+)"[^{}]*"data":\{[^{}]*"key":"\d"/g)].map(([, id = '', call = '']) => [call, id] as const));
  const digits = new Map<string, Set<string>>();
  for (const [call, press] of kept) digits.set(call, new Set([...digits.get(call) ?? [], press]));
  expect([...digits].filter(([, presses]) => presses.size > 1)).toEqual([]);
  expect(digits.size).toBe(CARDS);
  held('typed numbers, callers\' numbers and secrets', `${CARDS} cards, ${phones.length} numbers, ${opens.length} secrets`, `0 in ${places.size} places: tables, files, logs, figures, answers`);
}, 600_000 + CARDS * 400);

const bySeven = new Set(cards.slice(0, BY_SEVEN).flatMap((card) => windowsOf(card, RUN)));
const byNine = new Set(cards.slice(BY_SEVEN).flatMap((card) => windowsOf(card, FURTHER_RUN)));

/** What of the cards stands in a text. */
function typedIn(text: string, place: string): readonly string[] {
  const rest = notTyped(text, { from: began, before, isFigures: place === 'its figures' });
  return [...runsIn(rest, RUN).filter((run) => bySeven.has(run)), ...runsIn(rest, FURTHER_RUN).filter((run) => byNine.has(run))];
}

test('seven digits of a card are found however they stand, between times of this run too, and times are no card', () => {
  const [card = ''] = cards;
  const [time, seven] = [began + 4_711, card.slice(5, 12)];
  const stands = [seven, `${card}`, `at ${time},${card}`, `{"at":${time},"key":"${seven.slice(0, 4)}-${seven.slice(4)}"}`, Array.from(seven).join('","'), `${new Date(time).toISOString()} ${seven}`, `e${seven}f`, `${time}${seven}`];
  for (const text of stands) expect([text, typedIn(text, 'log').length > 0]).toEqual([text, true]);
  expect(typedIn(`earshot_refused_total{reason="${seven}"} 12`, 'its figures')).toEqual([seven]);
  for (const text of [seven.slice(0, 6), `${time}`, new Date(time).toISOString(), `${began * 1_000}`, String(Math.floor(began / 1_000))]) expect(typedIn(text, 'log')).toEqual([]);
});

/** A caller who gives up, with the number in every field that may hold one, and in words. */
function lostCalls(phone: string, place: number): readonly Sent[] {
  const id = `lost-${place}`;
  const said = phone.replace(/^\+1(\d{3})(\d{3})/, '($1) $2-');
  return [
    { id, type: 'contact.started', data: { channel: 'voice', direction: 'inbound', from: place % 2 === 0 ? phone : `"Ann" <sip:${phone}@pbx>`, to: '+13125550100' } },
    { id, type: 'queue.entered', at: 1_000, data: { queue: 'support' } }, { id, type: 'callback.requested', at: 2_000, data: { callback: 'cb', number: said } },
    { id, type: 'acme.note', at: 3_000, data: { note: `call ${said} or ${phone}`, callerId: phone, deep: { list: [said] } } }, { id, type: 'transfer.started', at: 4_000, data: { mode: 'blind', toNumber: phone, from: phone } },
    { id, type: 'customer.identified', at: 5_000, data: { customer: phone } },
    { id, type: 'queue.left', at: 90_000, data: { queue: 'support', reason: 'abandoned' } }, { id, type: 'contact.ended', at: 90_000, data: { by: 'customer' } },
  ];
}

/** Into addresses, headers and fields whose names say what they are. */
async function sendSecrets(): Promise<void> {
  const { inbound, password, api } = secrets;
  await post([cloudEvent({ id: 'secret-0', type: 'acme.config', data: { password, token: inbound, apiKey: api, authorization: `Bearer ${inbound}`, nested: { client_secret: api } } })]);
  for (const where of [`/api/v1/contacts?token=${inbound}`, `/ingest/events?api_key=${api}`, `/nowhere/${inbound}`]) {
    const answer = await fetch(`${earshot.url}${where}`, { headers: { authorization: `Bearer ${inbound}`, cookie: `session=${password}` } });
    expect(await answer.text()).not.toContain(password);
  }
  await fetch(`${earshot.url}/ingest/events`, { method: 'POST', body: `{"password":"${password}","token":"${inbound}"`, headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${key}` } });
}
