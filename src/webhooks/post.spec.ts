import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { httpsPost } from './post.js';
import type { Delivery, PostOptions } from './post.js';

let server: Server;
let ca = '';
let heard: { readonly url: string; readonly host: string; readonly body: string; readonly header: unknown }[] = [];

/** A receiver with a certificate of its own making for crm.example; it answers with the status that the path names. */
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'earshot-webhook-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=crm.example', '-addext', 'subjectAltName=DNS:crm.example', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  ca = readFileSync(cert, 'utf8');
  server = createServer({ key: readFileSync(key), cert: ca }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', host: request.headers.host ?? '', body, header: request.headers['webhook-id'] });
      const status = Number(request.url?.slice(1));
      response.writeHead(status, status === 302 ? { location: 'https://crm.example/200' } : status === 503 ? { 'retry-after': '7' } : {}).end('thanks');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  rmSync(folder, { recursive: true });
});
afterAll(() => void server.close());

function post(status: number | string, options: PostOptions = {}): Promise<Delivery> {
  heard = [];
  const { port } = server.address() as AddressInfo;
  const send = httpsPost({ ca, resolve: async () => [{ address: '127.0.0.1', family: 4 }], isAllowed: () => true, ...options });
  return send({ url: `https://crm.example:${port}/${status}`, headers: { 'webhook-id': 'msg_1' }, body: '{"a":"ä"}' });
}

test('posts to the address that was looked at, under the name that was given', async () => {
  expect(await post(204)).toEqual({ is: 'delivered' });
  expect(heard).toEqual([{ url: '/204', host: expect.stringMatching(/^crm\.example:/), body: '{"a":"ä"}', header: 'msg_1' }]);
});

test('follows no redirect, and tells what became of it', async () => {
  expect(await post(302)).toEqual({ is: 'failed', why: 'it answered 302, and redirects are not followed' });
  expect(heard.map(({ url }) => url)).toEqual(['/302']);
  expect(await post(503)).toEqual({ is: 'failed', why: 'it answered 503', retryAfterMs: 7_000 });
  expect(await post(410)).toMatchObject({ is: 'gone' });
});

test('connects to nothing inside, though only one of a name\'s addresses is', async () => {
  for (const inside of ['127.0.0.1', '169.254.169.254', '10.0.0.8', '::1']) {
    const addresses = [{ address: '93.184.216.34', family: 4 }, { address: inside, family: inside.includes(':') ? 6 : 4 }];
    const { isAllowed: _, ...options }: PostOptions = { resolve: async () => addresses };
    expect(await httpsPost({ ...options, ca })({ url: 'https://crm.example/', headers: {}, body: '' })).toEqual({ is: 'gone', why: 'crm.example lies in a private network' });
  }
  expect(await httpsPost()({ url: 'https://127.0.0.1/', headers: {}, body: '' })).toMatchObject({ is: 'gone' });
  expect(await httpsPost()({ url: 'https://[::1]/', headers: {}, body: '' })).toMatchObject({ is: 'gone' });
  expect(await httpsPost()({ url: 'http://crm.example/', headers: {}, body: '' })).toEqual({ is: 'gone', why: 'only https is sent to' });
  expect(heard.filter(({ url }) => url === '/')).toEqual([]);
});

test.each([
  '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '127.0.0.1.', '0', '10.0.0.8', '0x0a000008', '192.168.1.1', '3232235777', '169.254.169.254', '2852039166', '0251.0376.0251.0376',
  '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[::7f00:1]', '[64:ff9b::7f00:1]', '[64:ff9b::169.254.169.254]', '[2002:7f00:1::]', '[fe80::1]', '[fd00::1]', '１２７.0.0.1', 'localhost',
])('https://%s/ is inside, however it is written', async (host) => {
  expect(await httpsPost()({ url: `https://${host}/`, headers: {}, body: '' })).toMatchObject({ is: 'gone', why: expect.stringContaining('lies in a private network') });
});

test('asks once where a name leads, so that one that leads inside a moment later leads nowhere', async () => {
  let asked = 0;
  const rebinding = async (): Promise<{ address: string; family: number }[]> => [{ address: (asked += 1) === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
  const { port } = server.address() as AddressInfo;
  // The first stands in for an address outside: what was looked at is connected to, whatever the name says by then.
  const send = httpsPost({ ca, resolve: rebinding, isAllowed: (address) => address === '127.0.0.1' });
  expect(await send({ url: `https://crm.example:${port}/204`, headers: {}, body: '' })).toEqual({ is: 'delivered' });
  expect(asked).toBe(1);
  expect(await send({ url: `https://crm.example:${port}/204`, headers: {}, body: '' })).toEqual({ is: 'gone', why: 'crm.example lies in a private network' });
});

test('fails where nobody is, where the name is not known and where the certificate is another\'s', async () => {
  expect(await post(200, { resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toEqual({ is: 'failed', why: 'crm.example is not found' });
  const { ca: _, ...without } = { ca };
  const unknown = httpsPost({ ...without, resolve: async () => [{ address: '127.0.0.1', family: 4 }], isAllowed: () => true });
  expect(await unknown({ url: `https://crm.example:${(server.address() as AddressInfo).port}/200`, headers: {}, body: '' })).toMatchObject({ is: 'failed', why: expect.stringContaining('certificate') });
});
