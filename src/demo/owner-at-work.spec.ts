import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { mendTheMenu } from './owner-at-work.js';

test('the owner of the menus acknowledges what is found, says why and since when it is mended, once', async () => {
  const asked: string[] = [];
  const lists = [[], [{ id: 'f/1', trouble: 'flag.menu-maze' }, { id: 'f/2', trouble: 'flag.long-wait' }]];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'POST') asked.push(`${request.url} ${body === '' ? '' : (JSON.parse(body) as { since?: number }).since ?? 'text'}`.trim());
      response.end(JSON.stringify({ items: request.method === 'GET' ? lists.shift() ?? [] : [] }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  let now = 0;
  const pace = { now: () => now, sleep: async (duration: number) => void (now += duration) };
  await mendTheMenu({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'ert_1', mendedAt: 77, pace, signal: new AbortController().signal });
  expect(asked).toEqual(['/api/v1/findings/f%2F1/acknowledged', '/api/v1/findings/f%2F1/cause text', '/api/v1/findings/f%2F1/action 77']);
  expect(lists).toEqual([]);
  server.closeAllConnections();
  server.close();
});
