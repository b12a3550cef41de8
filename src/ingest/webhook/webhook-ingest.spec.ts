import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusals as accessRefusals } from '../../access/refusal.js';
import type { Doorkeeper } from '../../access/doorkeeper.js';
import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import { Hooks } from './hooks.js';
import { WebhookIngest } from './webhook-ingest.js';

const NOW = 1_614_265_330_000;
const events = [
  { type: 'contact.started', when: { event: 'start' }, time: { path: 'at', format: 'epoch-ms' } },
  { type: 'ivr.input', when: { '$.event': 'keys' }, each: 'keys', data: { kind: 'key', key: { path: 'key' } } },
  { type: 'queue.entered', when: { event: 'queued' }, data: { queue: { path: 'queue' }, position: { path: 'place', as: 'number', times: 2 } } },
];
const of = (proof: object) => ({ proof, subject: { path: 'call' }, events });
const settings = {
  keyed: of({ is: 'key' }),
  standard: of({ is: 'standard-webhooks', secretFile: 'standard' }),
  signed: of({ is: 'hmac', secretFile: 'hmac', header: 'X-Signature', prefix: 'sha256=' }),
  timed: { ...of({ is: 'hmac-with-time', secretFile: 'hmac', header: 'X-Timed' }), events: [{ type: 'contact.started', when: { event: 'start' } }] },
  lost: of({ is: 'hmac', secretFile: 'nowhere', header: 'x-signature' }),
};
const secrets: Record<string, string> = { standard: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n', hmac: 'the-old-secret-of-the-ivr\nthe-new-secret-of-the-ivr\n' };

function ingestOf(now = NOW) {
  const taken: EarshotEvent[] = [];
  const left: string[] = [];
  const strangers: string[] = [];
  const doorkeeper = { identify: async (text: string) => (text.startsWith('ers_') ? ok({ is: 'source', source: text.slice(4), credential: 'k' }) : refused(accessRefusals.unknown)) } as unknown as Doorkeeper;
  const ingest = new WebhookIngest({
    hooks: new Hooks(() => settings), doorkeeper, clock: { now: () => now },
    intake: { accept: async (told) => (taken.push(...told), { taken: true, position: 1 }) },
    refusals: { refused: async (_, __, all) => void left.push(...all.map(({ reason }) => reason)), unused: () => undefined },
    readSecret: async (file) => secrets[file] ?? Promise.reject(new Error('it is not there')), unproven: (source) => void strangers.push(source),
  });
  return { ingest, taken, left, strangers };
}
const started = '{"event":"start","call":"c","at":1614265330000}';

describe('a sender proves itself', () => {
  test('with its own source\'s key', async () => {
    const { ingest, strangers } = ingestOf();
    const statuses = await Promise.all(['Bearer ers_keyed', 'Bearer ers_other', 'Bearer nonsense', undefined].map(async (authorization) => (await ingest.take('keyed', { authorization }, started)).status));
    expect([statuses, strangers.length]).toEqual([[200, 403, 401, 401], 2]);
  });

  test('with the signature of Standard Webhooks, within five minutes', async () => {
    const body = '{"test": 2432232314}';
    const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
    const status = async (over: object, sent = body, now = NOW) => (await ingestOf(now).ingest.take('standard', { ...headers, ...over }, sent)).status;
    // 400: believed, but its mapping has nothing for it.
    expect([await status({}), await status({}, `${body} `), await status({ 'webhook-id': 'msg_2' }), await status({ 'webhook-signature': undefined }), await status({}, body, NOW + 299_000), await status({}, body, NOW + 301_000), await status({}, body, NOW - 301_000)])
      .toEqual([400, 401, 401, 401, 400, 401, 401]);
  });

  test('with an HMAC of the body, by either of two secrets', async () => {
    const { ingest } = ingestOf();
    const status = async (secret: string, prefix = 'sha256=') => (await ingest.take('signed', { 'x-signature': prefix + createHmac('sha256', secret).update(started).digest('hex') }, started)).status;
    expect([await status('the-old-secret-of-the-ivr'), await status('the-new-secret-of-the-ivr'), await status('another'), await status('the-new-secret-of-the-ivr', '')]).toEqual([200, 200, 401, 401]);
  });

  test('with a time and an HMAC over both, within five minutes; events without a time of their own are of then', async () => {
    const signed = (secret: string, at: number) => createHmac('sha256', secret).update(`${at}.${started}`).digest('hex');
    const at = NOW / 1_000 - 7;
    const { ingest, taken } = ingestOf();
    const status = async (value: string, now = NOW) => (await (now === NOW ? ingest : ingestOf(now).ingest).take('timed', { 'x-timed': value }, started)).status;
    const right = `t=${at}, v0=00, v1=00, v1=${signed('the-old-secret-of-the-ivr', at)}`;
    expect([await status(right), await status(right.replace('v1=', 'v2=').replace('v1=', 'v2=')), await status(right.replace(`t=${at}`, `t=${at + 1}`)), await status(right.replace('t=', 's=')), await status(right, NOW + 290_000), await status(right, NOW + 294_000), await status(`t=${at},v1=${signed('another', at)}`)])
      .toEqual([200, 401, 401, 401, 200, 401, 401]);
    expect(taken.map(({ time }) => time)).toEqual([at * 1_000]);
  });

  test('and is asked to come again where our own settings are at fault', async () => {
    expect(await ingestOf().ingest.take('lost', { 'x-signature': 'a' }, started)).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
  });
});

test('an address that the settings do not name takes nothing', async () => {
  const { ingest, left } = ingestOf();
  expect([(await ingest.take('constructor', {}, started)).status, (await ingest.take('nobody', {}, started)).status, left]).toEqual([404, 404, []]);
});

test('what cannot be read is kept with its reason, and read again after a fix', async () => {
  const { ingest, taken, left } = ingestOf();
  const answer = await ingest.take('keyed', { authorization: 'Bearer ers_keyed' }, `[${started},{"event":"moo","call":"c"}]`);
  expect(answer).toMatchObject({ status: 200, body: { accepted: 1, refused: [{ index: 1, reason: left[0] }] } });
  expect([await ingest.retry('keyed', { event: 'moo' }, NOW), await ingest.retry('keyed', { event: 'start', call: 'd', at: NOW }, NOW), taken.map(({ subject }) => subject)]).toMatchObject([{ ok: false }, { ok: true, value: 1 }, ['c', 'd']]);
});

test('whatever is posted, nothing throws and nothing is answered with 5xx', async () => {
  const { ingest } = ingestOf();
  const names = fc.constantFrom('event', 'call', 'at', 'keys', 'key', 'queue', 'place', '__proto__', 'constructor');
  const values = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'medium' }, fc.jsonValue(), fc.constantFrom('start', 'keys', 'queued', 'c', 1e300, -1, 8.64e15, 1e17, null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(names, tie('value'), { maxKeys: 8 }),
  }));
  const headers = { authorization: 'Bearer ers_keyed' };
  await fc.assert(fc.asyncProperty(values.object, fc.string(), async (object, text) => {
    const posts = [await ingest.take('keyed', headers, JSON.stringify(object)), await ingest.take('keyed', headers, text), await ingest.take('keyed', { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, text)];
    for (const { status } of posts) expect(status).toBeLessThan(500);
  }), { numRuns: 300 });
  expect((await ingest.take('keyed', headers, `{"event":"start","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status).toBe(400);
});

test('a form of more fields than anyone sends is refused before it is read', async () => {
  const { ingest, left } = ingestOf();
  const form = Array.from({ length: 2_000 }, (_, place) => `k${place}=`).join('&');
  expect(await ingest.take('keyed', { authorization: 'Bearer ers_keyed', 'content-type': 'application/x-www-form-urlencoded' }, form)).toMatchObject({ status: 400 });
  expect(left).toEqual(['The form holds 2000 fields; 1000 are the most. Send what the mapping reads.']);
});
