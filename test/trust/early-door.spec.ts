import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { Earshot } from '../support/earshot.js';

const earshot = await Earshot.prepare();
let key = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'early-door');
}, 60_000);
afterAll(() => earshot.remove());

test('a stranger is told so before the body is read', async () => {
  expect(await answerTo(begun('Bearer ers_nobody_knows'))).toMatch(/^HTTP\/1\.1 401 [^]*"error":\{"what":/);
  expect(await answerTo(begun(undefined))).toMatch(/^HTTP\/1\.1 401 /);
});

test('whoever holds a key is waited for', async () => {
  expect(await answerTo(begun(`Bearer ${key}`), 500)).toBe('');
  expect(await earshot.post([], key)).toBe(200);
});

/** A post of 5 MB of which the first byte has come. */
function begun(authorization: string | undefined): string {
  const proof = authorization === undefined ? '' : `authorization: ${authorization}\r\n`;
  return `POST /ingest/events HTTP/1.1\r\nhost: earshot\r\n${proof}content-type: application/json\r\ncontent-length: 5000000\r\n\r\n[`;
}

function answerTo(request: string, patience = 5_000): Promise<string> {
  const { hostname, port } = new URL(earshot.url);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    const timer = setTimeout(() => socket.destroy(), patience);
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString())).on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(heard);
    });
  });
}
