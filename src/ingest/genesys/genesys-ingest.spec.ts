import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { GenesysIngest } from './genesys-ingest.js';
import { genesys, served } from './story.js';

function ingestOf(answer: IntakeAnswer = { taken: true, position: 1 }) {
  const taken: EarshotEvent[] = [];
  const left: { reason: string; sent: unknown }[] = [];
  const unused: string[] = [];
  const ingest = new GenesysIngest(
    { accept: async (events) => (taken.push(...events), answer) },
    { refused: async (_, __, refused) => void left.push(...refused.map(({ reason, sent }) => ({ reason, sent }))), unused: (_, names) => void unused.push(...names) },
  );
  return { ingest, taken, left, unused, post: (body: unknown) => ingest.events('genesys', typeof body === 'string' ? body : JSON.stringify(body)) };
}

test('EventBridge is answered once the events are durable', async () => {
  const { post, taken } = ingestOf();
  expect(await post(genesys(20, 'acd.start', 'c', { queueId: 'support' }))).toEqual({ status: 200, headers: {}, body: { accepted: 1, refused: [] } });
  expect(taken).toMatchObject([{ source: 'genesys', type: 'queue.entered', subject: 'c' }]);
});

test('what was not taken comes again, and meets the state that it met before', async () => {
  const busy = ingestOf({ taken: false, cause: 'log', retryAfterMs: 2_000, reason: 'the database is away' });
  const [first, again] = [await busy.post(served('c')), busy.taken.splice(0)];
  expect(first).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  await busy.post(served('c'));
  expect(busy.taken).toEqual(again);
});

test('what is not used is taken and counted, so that nobody sends it again', async () => {
  const { post, unused, left } = ingestOf();
  expect(await post(genesys(0, 'attributes', 'c', { attributes: { pin: '4711' } }))).toMatchObject({ status: 200, body: { accepted: 0, refused: [] } });
  expect([unused, left]).toEqual([['attributes'], []]);
});

test('what cannot be read is kept with its reason, without what people wrote, and read again after a fix', async () => {
  const { ingest, post, left, taken } = ingestOf();
  const spoilt = genesys(9, 'acw', 'c', { eventTime: undefined, userId: 'anna', queueId: 'support', wrapupNotes: 'Frau Schmidt', subject: 'My bill', callbackUserName: 'Schmidt' });
  const bare = (spoilt as { detail: object }).detail;
  expect(await post(bare)).toMatchObject({ status: 400, body: { accepted: 0, refused: [{ index: 0, reason: expect.stringMatching(/has no eventTime/) }] } });
  expect(JSON.stringify(left)).not.toMatch(/Schmidt|bill/);
  expect(await ingest.retry('genesys', { ...spoilt })).toEqual({ ok: true, value: 1 });
  expect(taken.at(-1)).toMatchObject({ type: 'wrapup.ended' });
});

test('nonsense is refused and listed without what stood in it', async () => {
  const { post, left } = ingestOf();
  expect(await post('{"half":')).toMatchObject({ status: 400, body: { error: { what: 'The body is no JSON.' } } });
  expect(await post(Array.from({ length: 1_001 }, () => ({})))).toMatchObject({ status: 400, body: { error: { what: expect.stringMatching(/1000 are the most/) } } });
  expect(left.map(({ sent }) => sent)).toEqual([null, null]);
});

test('nonsense as deep as a post is long is refused as any other', async () => {
  const { post, left } = ingestOf();
  expect(await post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toMatchObject({ status: 400 });
  expect(await post(`${'{"detail":'.repeat(20_000)}1${'}'.repeat(20_000)}`)).toMatchObject({ status: 400 });
  expect(left.length).toBe(2);
});
