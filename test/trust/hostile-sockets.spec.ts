import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import WebSocket from 'ws';
import { HostileServer } from './hostile/hostile-server.js';
import { hostileTexts, hostileValues } from './hostile/texts.js';

let server: HostileServer;
let agent = '';
let open: Socket[] = [];

beforeAll(async () => {
  server = await HostileServer.start();
  agent = await server.earshot.command('tokens', 'create', '--role', 'agent', '--for', 'anna');
}, 120_000);
afterEach(() => {
  for (const each of open) each.close();
  open = [];
});
afterAll(() => server?.remove());

async function joined(namespace: string): Promise<Socket> {
  const socket = io(`${server.url}${namespace}`, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token: namespace === '/desk' ? agent : server.admin } });
  open.push(socket);
  return new Promise((resolve, reject) => void socket.on('connect', () => resolve(socket)).on('connect_error', reject));
}

/** Whether it is still answered: a ping of our own would not be heard. */
async function isAnswered(socket: Socket): Promise<boolean> {
  const answer = new Promise<boolean>((resolve) => {
    socket.once('snapshot', () => resolve(true)).once('disconnect', () => resolve(false));
    setTimeout(() => resolve(false), 15_000).unref();
  });
  socket.emit('watch', {});
  return answer;
}

test('whatever is sent as a message is answered or refused, and the socket stays', async () => {
  const named = server.messages.map(({ namespace, message }) => `${namespace} ${message}`).toSorted();
  expect(named).toEqual(expect.arrayContaining(['/board watch', '/desk answer', '/desk asked', '/desk kept']));
  for (const { namespace, message } of server.messages) {
    const socket = await joined(namespace);
    // What is larger than a frame may be ends the socket, and has a test of its own.
    const bodies = [...hostileValues.filter((value) => JSON.stringify(value).length < 10_000), ...hostileTexts.filter((_, place) => place % 5 === 0)].flatMap((value) => [value, { queues: [value], teams: value, since: value, contact: value, promise: value, prompt: value, question: value, answer: value, __proto__x: value }]);
    for (const body of bodies) socket.emit(message, body);
    for (const name of ['__proto__', 'constructor', 'toString', 'disconnecting', 'newListener', '\0', 'x'.repeat(10_000)]) socket.emitWithAck(name, {}, [], null).catch(() => undefined);
    socket.emit(message);
    socket.emit(message, Buffer.alloc(1_000), { deep: Buffer.alloc(10) });
    if (namespace === '/board') expect(await isAnswered(socket)).toBe(true);
    else expect(await socket.timeout(15_000).emitWithAck('asked', {})).toMatchObject({ ok: false });
  }
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
}, 120_000);

/** The bytes of socket.io and engine.io as no client of theirs would send them. */
const packets = [
  '', '4', '40', '40{', '40/board,{"token":{"__proto__":{"isAdmin":true}}}', '40/board,[]', '40/board,null', '40/__proto__,', '40/constructor,{}', '40/nowhere,{}', `40/${'n'.repeat(50_000)},`, '42', '42[', '42[]', '42["watch"]', '42/board,["watch",{}]',
  '42/board,[null,{}]', '42/board,[{"a":1}]', '42/board,["__proto__",{}]', '42/board,999999999999999999999["watch",{}]', '42/board,["error","x"]', '42/board,["disconnect"]', '43/board,0[]', '44/board,{}', '45', '451-["watch",{"_placeholder":true,"num":0}]',
  '4599999-["watch"]', '451-["watch",{"_placeholder":true,"num":-1}]', '451-["watch",{"_placeholder":true,"num":"__proto__"}]', '46', '49', '1', '2', '2probe', '3', '5', '6', '9', '\0', '\ud800', `42/board,${'['.repeat(30_000)}`, `42/board,["watch",${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]`,
  `42/board,["watch",${JSON.stringify('x'.repeat(60_000))}]`, `42/board,["watch",{"queues":${JSON.stringify(Array.from({ length: 5_000 }, () => 'q'))}}]`,
] as const;

/** One socket of its own for each: many of them end it. Resolves when it was cut, or was still there a moment later. */
function throwAt(path: string, begin: readonly (string | Buffer)[], headers: Readonly<Record<string, string>> = {}): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
    const done = setTimeout(() => socket.terminate(), 400);
    socket.on('open', () => begin.forEach((each) => socket.send(each, () => undefined)));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(done);
      resolve();
    });
  });
}

const PATH = '/socket.io/?EIO=4&transport=websocket';

test('frames that no client sends end their own socket at most', async () => {
  const held = await joined('/board');
  const login = `40/board,${JSON.stringify({ token: server.admin })}`;
  await Promise.all(packets.flatMap((packet) => [throwAt(PATH, [packet]), throwAt(PATH, [login, packet]), throwAt(PATH, [login, Buffer.from(packet)])]));
  await Promise.all(['', '?EIO=3&transport=websocket', '?EIO=99&transport=websocket', '?transport=polling', '?EIO=4&transport=__proto__', '?EIO=4&transport=websocket&sid=__proto__', '?EIO=4&transport=websocket&sid=x', '?%00', `?EIO=4&transport=websocket&b64=1&${'a=1&'.repeat(500)}`]
    .map((query) => throwAt(`/socket.io/${query}`, ['40'], { origin: 'null' })));
  await Promise.all(['/', '/nowhere', '/board', '/api/v1/board', '//', '/%', '/%00', '/socket.io', '/socket.io/../x'].map((path) => throwAt(path, ['40'])));
  expect(await isAnswered(held)).toBe(true);
  expect(await server.isWell()).toBe('well');
}, 120_000);

test('a frame past its bound is not kept, nor many that are begun and never ended', async () => {
  const held = await joined('/board');
  await throwAt(PATH, [Buffer.alloc(8 * 1_024 * 1_024, 120)]);
  await throwAt(PATH, [`40/board,${JSON.stringify({ token: server.admin })}`, 'x'.repeat(70_000)]);
  await Promise.all(Array.from({ length: 50 }, () => throwAt(PATH, [Buffer.alloc(1_024 * 1_024)], { 'sec-websocket-extensions': 'permessage-deflate' })));
  expect(await isAnswered(held)).toBe(true);
  expect(await server.isWell()).toBe('well');
}, 120_000);
