import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCloudEvent } from '../../src/ingest/cloud-event.js';
import { toCloudEvent } from '../../src/views/cloud-event.js';
import { TwilioDoor } from '../support/twilio-door.js';
import { form, json, PUBLIC, send, type SignedRequest } from '../support/twilio-posts.js';

const door = new TwilioDoor();
beforeAll(() => door.open());
afterAll(() => door.close());
beforeEach(() => {
  door.events.length = 0;
  door.refused.length = 0;
  door.isLogAway = false;
});

const call = { CallSid: 'CA01', From: '+12025550123', To: '+12025550100', Direction: 'inbound', CallStatus: 'completed', Timestamp: 'Mon, 02 Nov 2026 09:59:00 +0000', SequenceNumber: '1', CallbackSource: 'call-progress-events', CallDuration: '30' };
const task = { Sid: 'EV01', EventType: 'task.created', TaskSid: 'WT01', TaskAttributes: '{}', TimestampMs: '1793527000000' };
const streamed = [{ id: 'NO1', type: 'com.twilio.studio.flow.execution.started', datacontenttype: '2025-10-08T07:17:02.363Z', data: { execution_sid: 'FN01', started_by: 'CA01', date_created: '2026-11-02T09:59:00Z' } }];
type Options = Parameters<typeof form>[2];
const doors: readonly (readonly [string, number, (options?: Options) => SignedRequest])[] = [
  ['voice', 200, (options) => form('/ingest/twilio/voice?node=main', call, options)],
  ['status', 204, (options) => form('/ingest/twilio/status', call, options)],
  ['taskrouter', 204, (options) => form('/ingest/twilio/taskrouter', task, options)],
  ['events', 200, (options) => json('/ingest/twilio/events', streamed, options)],
];
const statusOf = async (post: SignedRequest): Promise<number> => (await send(door.url, post)).status;

describe.each(doors)('a post to /ingest/twilio/%s', (_, good, post) => {
  test('is taken with the right signature', async () => {
    expect(await statusOf(post())).toBe(good);
    expect(door.events.length).toBeGreaterThan(0);
  });

  test.each<[string, SignedRequest]>([
    ['another account\'s', post({ token: 'another' })],
    ['over another public address', post({ publicUrl: 'https://attacker.example.com' })],
    ['over the address behind the proxy', post({ publicUrl: 'http://127.0.0.1:3000' })],
    ['none', { ...post(), headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['an empty one', { ...post(), headers: { ...post().headers, 'x-twilio-signature': '' } }],
    ['one cut short', { ...post(), headers: { ...post().headers, 'x-twilio-signature': post().headers['x-twilio-signature']?.slice(0, -2) ?? '' } }],
    ['right for another body', { ...post(), body: `${post().body.slice(0, -1)}9` }],
    ['right for another address', { ...post(), path: `${post().path}${post().path.includes('?') ? '&' : '?'}agent=me` }],
  ])('is refused with 403 and a sentence, and nothing of it taken: %s', async (_why, forged) => {
    const { status, text } = await send(door.url, forged);
    expect([status, door.events, door.refused]).toEqual([403, [], ['twilio 1 signature']]);
    expect(JSON.parse(text)).toEqual({ error: { what: expect.stringMatching(/^Refused a Twilio callback for \/ingest\/twilio\//), do: expect.stringContaining('EARSHOT_PUBLIC_URL') } });
    expect(text).not.toContain(post().headers['x-twilio-signature']);
  });

  test('does not believe what a proxy\'s headers say of the address', async () => {
    const forged = post({ publicUrl: 'https://attacker.example.com' });
    expect(await statusOf({ ...forged, headers: { ...forged.headers, 'x-forwarded-host': 'attacker.example.com', 'x-forwarded-proto': 'https', 'x-original-url': PUBLIC } })).toBe(403);
    expect(await statusOf({ ...post(), headers: { ...post().headers, 'x-forwarded-host': 'attacker.example.com', 'x-forwarded-proto': 'http' } })).toBe(good);
  });

  test('played back says nothing new', async () => {
    const again = { ...post(), headers: { ...post().headers, 'i-twilio-idempotency-token': 'a-token' } };
    expect([await statusOf(again), await statusOf(again)]).toEqual([good, good]);
    const { events } = door;
    expect(events.slice(events.length / 2)).toEqual(events.slice(0, events.length / 2));
  });

  test('is to come again while the log is away', async () => {
    door.isLogAway = true;
    expect(await send(door.url, post())).toMatchObject({ status: 503, text: expect.stringContaining('the log is away') });
  });

  test('larger than any of Twilio\'s is cut off', async () => {
    expect(await statusOf({ ...post(), body: 'a'.repeat(400_000) })).toBe(413);
  });
});

describe('whatever is posted', () => {
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('CA01', 'completed', 'task.created', 'reservation.accepted', '{"call_sid":"CA01"}', 'Fri, 02 Nov 2018 10:52:29 +0000', 'WT01', '1'));
  const name = fc.constantFrom('CallSid', 'CallStatus', 'SequenceNumber', 'Timestamp', 'Digits', 'QueueResult', 'QueuePosition', 'RecordingSid', 'EventType', 'TaskSid', 'TaskAttributes', 'WorkerName', 'ReservationSid');
  const posts = fc.oneof(
    fc.tuple(fc.constantFrom('voice', 'status', 'taskrouter'), fc.dictionary(name, value, { noNullPrototype: true })).map(([where, fields]) => form(`/ingest/twilio/${where}`, { ...fields })),
    fc.json().map((body) => json('/ingest/twilio/events', body)),
    fc.array(fc.record({ id: fc.string(), type: fc.constantFrom('com.twilio.taskrouter.task.created', 'com.twilio.studio.flow.step.ended', 'com.twilio.voice.twiml.x'), data: fc.jsonValue() })).map((events) => json('/ingest/twilio/events', events)),
    fc.tuple(fc.constantFrom('voice', 'events'), fc.string({ unit: 'binary' })).map(([where, body]) => ({ path: `/ingest/twilio/${where}`, body, headers: { 'content-type': 'application/json', 'x-twilio-signature': 'x' } })),
  );

  test('never an error of ours, and every event is one that anyone may read', async () => {
    await fc.assert(fc.asyncProperty(posts, async (post) => {
      expect([200, 204, 403]).toContain(await statusOf(post));
      for (const event of door.events.splice(0)) expect(readCloudEvent(JSON.parse(JSON.stringify(toCloudEvent(event))), door.now)).toMatchObject({ ok: true });
    }), { numRuns: 400 });
  });

  test('strangers fill neither the log nor the memory: a kind of sentence is written once a minute', async () => {
    const before = door.notes.length;
    for (let nth = 0; nth < 20; nth += 1) await statusOf(form('/ingest/twilio/status', { CallSid: `CA${nth}` }, { token: 'another' }));
    expect(door.notes.length - before).toBeLessThanOrEqual(1);
    expect(door.refused).toHaveLength(20);
  });
});
