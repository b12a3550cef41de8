import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RefusedLine } from '../../src/contract/sources.js';
import type { Page } from '../../src/contract/session.js';
import { signatureOf } from '../../src/webhooks/sign.js';
import { Earshot } from '../support/earshot.js';
import { post } from '../sources/post.js';
import { until } from '../support/until.js';

/** Who says what they say: whoever has our secret, who has another of its kind, who shows a proof of another kind, who shows none. */
type Who = 'us' | 'stranger' | 'other kind' | 'nobody';
type Headers = Readonly<Record<string, string>>;

/** One way in that proves its sender: what it is sent, and how the proof is shown. */
interface WayIn {
  readonly where: string;
  readonly body: string;
  /** The headers by which somebody proves that they sent this body. */
  readonly shows: (who: Who, body: string, at?: number) => Headers;
  /** How what is proven is answered, and a proof of another kind. */
  readonly answers: { readonly taken: number; readonly otherKind: number };
  readonly kind: 'key' | 'signature' | 'signature with a time';
}

const json = { 'content-type': 'application/json' };
const event = { specversion: '1.0', id: 'a', source: 'ivr', type: 'queue.entered', subject: 'call-1', time: new Date().toISOString(), data: { queue: 'support' } };
const secrets = { signed: 'the-secret-of-the-old-ivr', jambonz: 'the-secret-of-the-account', standard: `whsec_${Buffer.alloc(24, 7).toString('base64')}`, dialler: `whsec_${Buffer.alloc(24, 9).toString('base64')}` };
const another = (secret: string): string => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
const now = (): number => Math.floor(Date.now() / 1_000);

/** A key of ours in a header; another key; a token, which opens other doors. */
const keyed = (header: string, value: (key: string) => string, headers: Headers = json): Pick<WayIn, 'shows' | 'answers' | 'kind'> => ({
  kind: 'key', answers: { taken: 200, otherKind: 403 },
  shows: (who) => ({ ...headers, ...(who === 'nobody' ? {} : { [header]: value({ us: key, stranger: another(key), 'other kind': token }[who]) }) }),
});
const bearer = (headers?: Headers) => keyed('authorization', (shown) => `Bearer ${shown}`, headers);
/** A signature by a secret of ours; by another; a key in its place. */
const signed = (kind: WayIn['kind'], secret: string, sign: (body: string, secret: string, at: number) => Headers, taken = 200): Pick<WayIn, 'shows' | 'answers' | 'kind'> => ({
  kind, answers: { taken, otherKind: 401 },
  shows: (who, body, at = now()) => ({ ...json, ...(who === 'nobody' ? {} : who === 'other kind' ? { authorization: `Bearer ${key}` } : sign(body, who === 'us' ? secret : another(secret), at)) }),
});
const hmac = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex');
const standard = (body: string, secret: string, at: number): Headers => ({ 'webhook-id': 'm1', 'webhook-timestamp': String(at), 'webhook-signature': signatureOf(secret, 'm1', at, body) });

/** Every adapter has its line here; Twilio's routes have a matrix of their own. */
const ways: readonly WayIn[] = [
  { where: '/ingest/events', body: JSON.stringify(event), ...bearer({ 'content-type': 'application/cloudevents+json' }) },
  { where: '/ingest/amazon-connect/events', body: JSON.stringify({ detail: { eventType: 'QUEUED', contactId: 'c' }, time: new Date().toISOString() }), ...bearer() },
  { where: '/ingest/genesys/events', body: JSON.stringify({ 'detail-type': 'v2.detail.events.conversation.{id}.acd.start', detail: { eventBody: { conversationId: 'c', queueId: 'q', eventTime: Date.now() } } }), ...bearer() },
  { where: '/ingest/webhook/matrix', body: JSON.stringify({ call: 'c', what: 'start' }), ...bearer() },
  { where: '/ingest/amazon-connect/firehose', body: JSON.stringify({ requestId: 'r', timestamp: 0, records: [] }), ...keyed('x-amz-firehose-access-key', (shown) => shown, { ...json, 'x-amz-firehose-request-id': 'r' }) },
  { where: '/ingest/webhook/signed', body: JSON.stringify({ call: 'c', what: 'start' }), ...signed('signature', secrets.signed, (body, secret) => ({ 'x-signature': `sha256=${hmac(body, secret)}` })) },
  { where: '/ingest/webhook/standard', body: JSON.stringify({ call: 'c', what: 'start' }), ...signed('signature with a time', secrets.standard, standard) },
  { where: '/ingest/jambonz', body: JSON.stringify({ call_sid: 'c', call_status: 'trying', direction: 'inbound' }), ...signed('signature with a time', secrets.jambonz, (body, secret, at) => ({ 'jambonz-signature': `t=${at},v1=${hmac(`${at}.${body}`, secret)}` })) },
  // Believed, and about no call that is known.
  { where: '/ingest/call-backs/none', body: JSON.stringify({ result: 'answered' }), ...signed('signature with a time', secrets.dialler, standard, 404) },
];

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-settings-'));
const settings = path.join(folder, 'floor.yaml');
const [, jambonz = ''] = /```yaml\nwebhooks:\n([\s\S]*?)```/.exec(await readFile('src/ingest/jambonz/README.md', 'utf8')) ?? [];
for (const [name, secret] of Object.entries(secrets)) await writeFile(path.join(folder, name), secret);
const one = 'subject: { path: call }, events: [{ type: contact.started, when: { what: start } }]';
await writeFile(settings, `webhooks:
  matrix: { ${one} }
  signed: { ${one}, proof: { is: hmac, header: x-signature, prefix: "sha256=", secretFile: ${folder}/signed } }
  standard: { ${one}, proof: { is: standard-webhooks, secretFile: ${folder}/standard } }
${jambonz.replace('/run/secrets/jambonz', `${folder}/jambonz`)}`);
const earshot = await Earshot.prepare({
  EARSHOT_SETTINGS: settings, EARSHOT_PUBLIC_URL: 'https://earshot.example.com', EARSHOT_CALLBACK_WEBHOOK_URL: 'https://dialler.example.com/calls', EARSHOT_CALLBACK_WEBHOOK_SECRET_FILE: path.join(folder, 'dialler'),
});
let key = '';
let token = '';
beforeAll(async () => {
  await earshot.start();
  [key, token] = [await earshot.command('keys', 'create', '--source', 'matrix'), await earshot.command('tokens', 'create', '--role', 'admin')];
}, 90_000);
afterAll(async () => {
  await earshot.remove();
  await rm(folder, { recursive: true });
});

describe.each(ways)('$where', ({ where, body, shows, answers, kind }) => {
  const statusOf = async (sent: string | Buffer<ArrayBuffer>, headers: Headers): Promise<number> => (await post(earshot, where, sent, headers)).status;
  const packed = { 'content-encoding': 'gzip' };

  test('takes what is proven, packed or not', async () => {
    expect(await statusOf(body, shows('us', body))).toBe(answers.taken);
    expect(await statusOf(gzipSync(body), { ...shows('us', body), ...packed })).toBe(answers.taken);
  });

  test('refuses a wrong proof, one of another kind and none', async () => {
    expect(await statusOf(body, shows('stranger', body))).toBe(401);
    expect(await statusOf(body, shows('other kind', body))).toBe(answers.otherKind);
    expect(await statusOf(body, shows('nobody', body))).toBe(401);
  });

  if (kind !== 'key') {
    test('refuses what was changed on its way, by a single byte', async () => {
      expect(await statusOf(`${body} `, shows('us', body))).toBe(401);
    });
  }

  if (kind === 'signature with a time') {
    test('refuses what is played back later, or is of another time than was signed', async () => {
      expect(await statusOf(body, shows('us', body, now() - 301))).toBe(401);
      expect(await statusOf(body, shows('us', body, now() + 310))).toBe(401);
      const late = Object.fromEntries(Object.entries(shows('us', body, now() - 301)).map(([name, held]) => [name, held.replace(/(?<=^|t=)\d{10}(?=$|,)/, String(now()))]));
      expect(await statusOf(body, late)).toBe(401);
    });
  }

  test('reads no more of a bomb than its limit, and no nonsense that says it is packed', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1_024 * 1_024, 32));
    expect(await statusOf(bomb, { ...shows('us', body), ...packed })).toBe(413);
    expect(await statusOf(body, { ...shows('us', body), ...packed })).toBe(400);
  });
});

test('Firehose reads why it was refused where it looks for it', async () => {
  const { said } = await post(earshot, '/ingest/amazon-connect/firehose', '{}', { ...json, 'x-amz-firehose-request-id': 'r-7', 'x-amz-firehose-access-key': 'nonsense' });
  expect(said).toEqual({ requestId: 'r-7', timestamp: expect.any(Number), errorMessage: expect.stringMatching(/ers_/) });
});

describe('what is refused', () => {
  const bad = { ...event, id: 'b', subject: '', data: { queue: 'support', from: '+12025550123', Digits: '4111111111111111' } };
  const list = () => earshot.get<Page<RefusedLine>>('/api/v1/refused?source=matrix', token);

  test('is listed with its reason over a restart, without numbers and typed digits', async () => {
    expect((await post(earshot, '/ingest/events', JSON.stringify([bad]), { ...json, authorization: `Bearer ${key}` })).status).toBe(400);
    await earshot.kill();
    await earshot.start();
    const [line] = (await list()).items;
    expect(line).toMatchObject({ source: 'matrix', adapter: 'events', times: 1, reason: expect.stringMatching(/^subject: /), sent: { id: 'b', subject: '', data: { from: expect.stringMatching(/^tel_/), Digits: '################' } } });
    expect(await earshot.command('refused', 'list')).toContain(line?.id);
    expect(await earshot.command('refused', 'show', line?.id ?? '')).not.toMatch(/\d{7}[^-]*4111/);
  }, 60_000);

  test('is read again from the command line and over the API, and dropped', async () => {
    const [line] = (await list()).items;
    expect(await earshot.command('refused', 'retry')).toMatch(/^Took 0, refused \d+ again, the first because: /);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await fetch(`${earshot.url}/api/v1/refused/${line?.id}/retry`, { method: 'POST', headers })).json()).toEqual({ taken: 0, refused: 1, reason: expect.stringMatching(/^subject: /) });
    expect(await earshot.command('refused', 'drop', line?.id ?? '')).toBe(`Dropped ${line?.id}.`);
    expect((await list()).items.map(({ id }) => id)).not.toContain(line?.id);
    expect((await fetch(`${earshot.url}/api/v1/refused/${line?.id}`, { method: 'DELETE', headers })).status).toBe(404);
  }, 60_000);
});

test('a key speaks for no source that has a key of its own, by any way in', async () => {
  const other = await earshot.command('keys', 'create', '--source', 'other');
  const posted = (where: string, body: object, by = key): ReturnType<typeof post> => post(earshot, where, JSON.stringify(body), { ...json, authorization: `Bearer ${by}`, 'x-amz-firehose-request-id': 'r', 'x-amz-firehose-access-key': by });
  const as = (source: string, id: string): object => ({ ...event, id, source, subject: id });
  const telling = [as('other', 'o1'), as('other/line-1', 'o2'), as('earshot/board', 'o3'), as('gateway', 'o4')];
  // What is known of the sources that have keys may be two seconds old; what is taken until then is heard of.
  await pause(2_100);
  expect((await posted('/ingest/events', telling)).said).toMatchObject({ accepted: 1, refused: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  expect((await post(earshot, '/ingest/events', telling.map((each) => JSON.stringify(each)).join('\n'), { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` })).said).toMatchObject({ accepted: 1, refused: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  const attributes = Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'data').map(([name, held]) => [`ce-${name}`, name === 'source' ? 'other' : `${held as string}`]));
  expect((await post(earshot, '/ingest/events', '{"queue":"support"}', { ...json, ...attributes, authorization: `Bearer ${key}` })).status).toBe(400);
  expect((await posted('/ingest/webhook/other', { call: 'c', what: 'start' })).status).not.toBe(200);
  expect((await posted('/ingest/webhook/matrix', { call: 'c', what: 'start', source: 'other' }, other)).status).toBe(403);
  for (const { where, body } of ways.filter(({ where: each }) => /amazon|genesys/.test(each))) await posted(where, { ...JSON.parse(body) as object, source: 'other', account: 'other', id: `other-${where}` });
  const heard = async (): Promise<readonly string[]> => (await earshot.get<Page<{ source: string }>>('/api/v1/sources', token)).items.map(({ source }) => source);
  expect(await heard()).toContain('matrix');
  expect((await heard()).filter((id) => id.startsWith('other') || id.startsWith('earshot/'))).toEqual([]);
  expect((await posted('/ingest/events', telling.slice(0, 2), other)).said).toEqual({ accepted: 2, refused: [] });
  await until(async () => (await heard()).includes('other/line-1'));
});
