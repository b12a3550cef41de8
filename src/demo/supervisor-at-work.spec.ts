import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { callThoseLetDown } from './supervisor-at-work.js';

test('the supervisor has one a round called who gave up a while ago and can be, and leaves the rest to others', async () => {
  const line = (id: string, more: object = {}): object => ({ id, why: 'abandoned', reachable: true, state: 'open', attempts: 0, at: -1e6, ...more });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') asked.push(request.url ?? '');
    const items = [line('asked', { why: 'call-asked' }), line('withheld', { reachable: false }), line('called', { state: 'calling' }), line('tried', { attempts: 2 }), line('new', { at: 1e9 }), line('no-number'), line('a/b'), line('later')];
    response.writeHead(request.url?.includes('no-number') === true ? 409 : 200).end(JSON.stringify({ items }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const ending = new AbortController();
  let [now, rounds] = [0, 0];
  const pace = { now: () => now, sleep: async (duration: number) => { now += duration; if ((rounds += 1) > 2) ending.abort(); } };
  await callThoseLetDown({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'ert_1', pace, signal: ending.signal });
  expect(asked).toEqual(['no-number', 'a%2Fb', 'no-number', 'a%2Fb'].map((id) => `/api/v1/recovery/${id}/call`));
  server.closeAllConnections();
  server.close();
});
