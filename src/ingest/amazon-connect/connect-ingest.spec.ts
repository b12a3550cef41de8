import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../domain/event.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { ConnectIngest } from './connect-ingest.js';
import { agentEvent, contactEvent, contactRecord, flowLine, logMessage } from './story.js';

const NOW = 1_772_442_000_000;
const headers = { 'x-amz-firehose-request-id': 'r-1', 'content-type': 'application/json' };

function ingestOf(answer: IntakeAnswer = { taken: true, position: 1 }) {
  const taken: EarshotEvent[] = [];
  const left: { reason: string; sent: unknown }[] = [];
  const ingest = new ConnectIngest(
    { accept: async (events) => (taken.push(...events), answer) },
    { refused: async (_, __, refused) => void left.push(...refused.map(({ reason, sent }) => ({ reason, sent }))), unused: () => undefined }, { now: () => NOW },
  );
  return { ingest, taken, left, records: (...datas: readonly (string | Buffer)[]) => ingest.records('connect', headers, bodyOf(...datas)) };
}

const bodyOf = (...datas: readonly (string | Buffer)[]): string => JSON.stringify({ requestId: 'r-1', timestamp: NOW, records: datas.map((data) => ({ data: Buffer.from(data).toString('base64') })) });
const call = contactEvent(20, 'QUEUED', 'a', { began: 0, queued: 20 });
const record = contactRecord('a', { began: 0, queued: 20, ended: 61, updated: 70 });

describe('Firehose', () => {
  test('is acknowledged in its own form once the events are durable', async () => {
    const { records, taken } = ingestOf();
    expect(await records(JSON.stringify(record))).toEqual({ status: 200, headers: {}, body: { requestId: 'r-1', timestamp: NOW } });
    expect(taken.map(({ type }) => type)).toEqual(['contact.started', 'queue.entered', 'contact.ended']);
  });

  test('hands over records packed by CloudWatch, on lines, and one behind the other', async () => {
    const { records, taken, left } = ingestOf();
    await records(gzipSync(JSON.stringify(logMessage(flowLine(5, 'a', 'GetUserInput', { Results: '1' })))), `${JSON.stringify(record)}\n${JSON.stringify(call)}\n`, JSON.stringify(agentEvent(9, 'LOGIN', { status: 'Available' })) + JSON.stringify({ ...call, note: '}{"' }));
    expect([new Set(taken.map(({ type }) => type)), left]).toEqual([new Set(['contact.started', 'ivr.node.entered', 'ivr.input', 'queue.entered', 'contact.ended', 'agent.signed-in', 'agent.state']), []]);
  });

  test('sends again what was not taken, and is told why', async () => {
    const { ingest, records } = ingestOf({ taken: false, cause: 'log', retryAfterMs: 2_000, reason: 'the database is away' });
    expect(await records(JSON.stringify(record))).toEqual({ status: 503, headers: { 'retry-after': '2' }, body: { requestId: 'r-1', timestamp: NOW, errorMessage: 'Nothing was taken: the database is away.' } });
    expect(await ingest.event('connect', JSON.stringify(call))).toMatchObject({ status: 503 });
  });

  test('is not asked to send again what nobody could read: it is kept with its reason', async () => {
    const { records, taken, left } = ingestOf();
    const bomb = gzipSync(Buffer.alloc(9 * 1_024 * 1_024, 32));
    expect(await records('{"half":', JSON.stringify({ some: 'thing' }), bomb, JSON.stringify(record))).toMatchObject({ status: 200, body: { requestId: 'r-1' } });
    expect([taken.length, left.map(({ reason }) => reason.split(/[:.]/)[0])]).toEqual([3, ['A record is no JSON', 'A record could not be unpacked', 'It is none of contact event, contact record, agent event and flow log']]);
  });

  test('is told to hand over less at a time where records would be too much together, though none is alone', async () => {
    const { records, taken } = ingestOf();
    const packed = gzipSync(`{"a":"${'x'.repeat(5 * 1_024 * 1_024)}"}`);
    expect(await records(packed, packed, packed)).toMatchObject({ status: 413, body: { errorMessage: expect.stringMatching(/smaller buffer/) } });
    expect(taken).toEqual([]);
  });

  test('hands over a record of too many values: it is kept with its reason, the others are taken', async () => {
    const { records, taken, left } = ingestOf();
    expect(await records(gzipSync(`[${'{},'.repeat(400_000)}{}]`), JSON.stringify(record))).toMatchObject({ status: 200 });
    expect([taken.length, left.map(({ reason }) => reason)]).toEqual([3, [expect.stringMatching(/^A record holds more than 300000 values/)]]);
  });

  test('learns in errorMessage what is wrong with a body that is not its own', async () => {
    const { ingest } = ingestOf();
    expect(await ingest.records('connect', headers, '{}')).toMatchObject({ status: 400, body: { requestId: 'r-1', errorMessage: expect.stringMatching(/^The body has no records\./) } });
  });
});

test('EventBridge is answered as everyone is', async () => {
  const { ingest } = ingestOf();
  expect(await ingest.event('connect', JSON.stringify(call))).toEqual({ status: 200, headers: {}, body: { accepted: 2, refused: [] } });
  expect(await ingest.event('connect', '{')).toMatchObject({ status: 400, body: { error: { do: expect.stringContaining('input transformer') } } });
});

test('a post of too many events is refused whole: none is dropped unsaid', async () => {
  const { ingest, taken } = ingestOf();
  expect(await ingest.event('connect', `[${'{},'.repeat(20_000)}{}]`)).toMatchObject({ status: 413, body: { error: { what: 'The post holds more than 20000 documents.' } } });
  expect(await ingest.event('connect', '{}'.repeat(100_000))).toMatchObject({ status: 413 });
  expect(taken).toEqual([]);
});

test('texts that end nowhere are told from documents in one go', async () => {
  const { ingest } = ingestOf();
  for (const text of [`"${'\\"'.repeat(1_000_000)}`, `{"a": "${'\\"{'.repeat(500_000)}`, `${'"'.repeat(1_000_001)}`]) expect(await ingest.event('connect', text)).toMatchObject({ status: 400 });
  expect(await ingest.event('connect', `${JSON.stringify({ ...call, note: '} " {\\' })} \n ${JSON.stringify({ detail: 1, 'detail-type': 'x' })}`)).toMatchObject({ status: 200, body: { accepted: 2 } });
});

test('what was refused is read again after a fix', async () => {
  const { ingest, taken } = ingestOf();
  expect(await ingest.retry('connect', { contactId: 'x' })).toMatchObject({ ok: false });
  expect([await ingest.retry('connect', call), taken.length]).toEqual([{ ok: true, value: 2 }, 2]);
});

test('whatever is posted, nothing throws and nothing is answered with 5xx', async () => {
  const { ingest } = ingestOf();
  const names = fc.constantFrom('detail', 'detail-type', 'contactId', 'EventType', 'queueInfo', 'agentInfo', 'AgentARN', 'CurrentAgentSnapshot', 'EventTimestamp', 'messageType', 'logEvents', 'message', 'Results', 'ContactFlowModuleType', 'Timestamp', 'time', 'InitiationMethod', 'initiationTimestamp', '__proto__', 'constructor');
  const values = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'medium' }, fc.jsonValue(), fc.constantFrom('QUEUED', 'GetUserInput', 'DATA_MESSAGE', '2026-03-02T09:00:00Z', '1970-01-01T00:00:00.001Z', '+275760-09-13T00:00:00.000Z', 'c', 1e300, null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(names, tie('value'), { maxKeys: 8 }),
  }));
  await fc.assert(fc.asyncProperty(values.object, fc.string(), async (object, text) => {
    const posts = [await ingest.event('connect', JSON.stringify(object)), await ingest.event('connect', text), await ingest.records('connect', headers, bodyOf(JSON.stringify(object), text)), await ingest.records('connect', {}, text)];
    for (const { status } of posts) expect(status).toBeLessThan(500);
  }), { numRuns: 300 });
});
