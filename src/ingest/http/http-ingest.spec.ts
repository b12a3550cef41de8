import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import type { Intake, IntakeAnswer } from '../../ports/intake.js';
import { HttpIngest } from './http-ingest.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const event = { specversion: '1.0', id: 'a', source: 'ivr', type: 'queue.entered', subject: 'call-1', time: '2026-03-01T09:30:00Z', data: { queue: 'support' } };
const bad = { ...event, subject: '' };

/** An intake that answers as it is told, and remembers what it was handed. */
function ingestOf(answer: IntakeAnswer = { taken: true, position: 1 }) {
  const handed: { events: readonly EarshotEvent[]; history: boolean | undefined }[] = [];
  const refused: [string, string, readonly unknown[]][] = [];
  const intake: Intake = {
    accept: async (events, options) => {
      handed.push({ events, history: options?.history });
      return answer;
    },
  };
  const ingest = new HttpIngest(intake, { now: () => now }, {
    refused: async (source, adapter, left) => void (left.length > 0 && refused.push([source, adapter, left.map(({ sent }) => sent)])), unused: () => undefined,
  }, { tellableBy: async () => (source) => source !== 'of-another' });
  const take = (body: unknown, history = false) => ingest.take({ 'content-type': 'application/json' }, typeof body === 'string' ? body : JSON.stringify(body), { source: 'key', history });
  return { ingest, take, handed, refused };
}

test('answers how many were taken once they are durable, and which were refused', async () => {
  const { take, handed, refused } = ingestOf();
  expect(await take([event, bad])).toEqual({ status: 200, headers: {}, body: { accepted: 1, refused: [{ index: 1, reason: expect.stringMatching(/^subject: /) }] } });
  expect([handed.map(({ events }) => events.length), refused]).toEqual([[1], [['key', 'events', [bad]]]]);
});

test('answers 400 only when nothing could be taken', async () => {
  const { take } = ingestOf();
  expect([(await take([bad])).status, (await take([])).status, (await take('{')).status]).toEqual([400, 200, 400]);
});

test('hands history over as history', async () => {
  const { take, handed } = ingestOf();
  await take([event], true);
  expect(handed[0]?.history).toBe(true);
});

test('asks to come again when the log is away, and claims nothing', async () => {
  const { take } = ingestOf({ taken: false, cause: 'log', retryAfterMs: 1_200, reason: 'the database is away' });
  expect(await take([event, bad])).toEqual({
    status: 503, headers: { 'retry-after': '2' },
    body: { error: { what: 'Nothing was taken: the database is away.', do: 'Send the same post again after the time that Retry-After names.' } },
  });
});

test('refuses what is told for another source, also when it is read again', async () => {
  const { ingest, take, handed } = ingestOf();
  const another = { ...event, id: 'b', source: 'of-another' };
  expect(await take([event, another])).toMatchObject({ status: 200, body: { accepted: 1, refused: [{ index: 1, reason: 'source: this key is another source\'s than of-another, which has keys of its own; send with one of those' }] } });
  expect(await ingest.retry('key', another)).toMatchObject({ ok: false });
  expect(handed.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['a']);
});

test('says what is wrong with a post that cannot be read', async () => {
  const { take, handed, refused } = ingestOf();
  expect(await take('{"id":')).toMatchObject({ status: 400, body: { error: { what: expect.stringMatching(/^The body is no JSON: /), do: 'Send one JSON document in UTF-8.' } } });
  expect([handed, refused]).toEqual([[], [['key', 'events', ['{"id":']]]]);
});

test('reads again what it refused, an event or a line, and says what is still wrong', async () => {
  const { ingest, handed } = ingestOf();
  expect(await ingest.retry('key', bad)).toEqual({ ok: false, reason: expect.stringMatching(/^subject: /) });
  expect(await ingest.retry('key', event)).toEqual({ ok: true, value: 1 });
  expect(await ingest.retry('key', JSON.stringify(event))).toEqual({ ok: true, value: 1 });
  expect(handed.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['a', 'a']);
});
