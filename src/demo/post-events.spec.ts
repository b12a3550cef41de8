import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { postEvents } from './post-events.js';

const event: EarshotEvent = {
  id: 'd1-7', source: 'demo', type: 'queue.entered', time: Date.UTC(2025, 10, 24, 9, 0, 0, 250), subject: 'd1-c3', sequence: 4,
  data: { queue: 'billing', visit: 'd1-c3-v1' },
};
const taken = (): Response => Response.json({ accepted: 1, refused: [] });
const busy = (status: number, retryAfter?: string): Response => new Response('', { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });

async function post(answers: readonly (() => Response)[]): Promise<{ requests: Request[]; slept: number[] }> {
  const requests: Request[] = [];
  const slept: number[] = [];
  const left = [...answers];
  const send = postEvents({
    url: 'http://localhost:3000',
    key: 'ers_test',
    signal: new AbortController().signal,
    pace: { now: () => Date.UTC(2025, 10, 24), sleep: async (duration) => void slept.push(duration) },
    fetch: async (url, init) => {
      requests.push(new Request(url, init));
      return (left.shift() ?? taken)();
    },
  });
  await send([event]);
  return { requests, slept };
}

test('posts a CloudEvents batch with the key', async () => {
  const { requests: [request] } = await post([taken]);
  expect([request?.method, request?.url]).toEqual(['POST', 'http://localhost:3000/ingest/events']);
  expect([request?.headers.get('content-type'), request?.headers.get('authorization')]).toEqual(['application/cloudevents-batch+json', 'Bearer ers_test']);
  expect(await request?.json()).toEqual([{
    specversion: '1.0', id: 'd1-7', source: 'demo', type: 'queue.entered', time: '2025-11-24T09:00:00.250Z', subject: 'd1-c3', sequence: 4,
    data: { queue: 'billing', visit: 'd1-c3-v1' },
  }]);
});

test('sends the same batch again after the pause that a busy server asks for', async () => {
  const { requests, slept } = await post([() => busy(503, '3'), () => busy(429, 'Mon, 24 Nov 2025 00:00:07 GMT'), () => busy(503)]);
  expect(slept).toEqual([3_000, 7_000, 1_000]);
  const bodies = await Promise.all(requests.map((request) => request.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(bodies).toHaveLength(4);
});

test('tries again when nobody listens yet', async () => {
  const { slept } = await post([() => { throw new TypeError('fetch failed'); }, taken]);
  expect(slept).toEqual([1_000]);
});

test('gives up with the reason when the server will never take it', async () => {
  await expect(post([() => new Response('unknown key', { status: 401 })])).rejects.toThrow('refused 1 events with 401: unknown key');
  await expect(post([() => Response.json({ accepted: 0, refused: [{ index: 0, reason: 'no time' }] })])).rejects.toThrow('the first (index 0) because: no time');
});
