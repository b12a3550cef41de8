import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { until } from '../support/until.js';
import { OURS } from './matrix/holders.js';
import type { Holder } from './matrix/holders.js';
import { startMatrix } from './matrix/running.js';
import type { Matrix } from './matrix/running.js';
import { doorFor, telltaleIn } from './matrix/verdict.js';
import { ours, theirs } from './matrix/world.js';
import type { Side } from './matrix/world.js';

let matrix: Matrix;
let open: Socket[] = [];
beforeAll(async () => {
  matrix = await startMatrix();
}, 120_000);
afterEach(() => {
  for (const socket of open) socket.close();
  open = [];
});
afterAll(() => matrix?.end());

/** What a page sends, and says of a team's. Every message of every namespace has its line here. */
const messages: Readonly<Record<string, (of: Side) => readonly unknown[]>> = {
  '/board watch': ({ queue, team }) => [{}, { queues: [queue] }, { teams: [team] }],
  '/desk answer': ({ served, agent }) => [{ prompt: `${served}~${agent}`, question: 'resolved', choice: 'yes' }],
  '/desk asked': ({ waiting }) => [{ contact: waiting }],
  '/desk kept': ({ served }) => [{ contact: served, promise: 'p' }],
};

interface Page {
  readonly socket: Socket;
  readonly heard: unknown[];
}

function enter(namespace: string, { headers }: Holder, more: Readonly<Record<string, string>> = {}): Promise<Page> {
  const socket = io(`${matrix.earshot.url}${namespace}`, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { ...headers, ...more } });
  open.push(socket);
  const heard: unknown[] = [];
  socket.onAny((...told) => void heard.push(told));
  return new Promise((resolve, reject) => void socket.on('connect', () => resolve({ socket, heard })).on('connect_error', reject));
}
const getsIn = (namespace: string, holder: Holder, more?: Readonly<Record<string, string>>): Promise<string> => enter(namespace, holder, more).then(() => 'in', (error: Error) => error.message);
const sockets = (): Matrix['routes'] => matrix.routes.filter(({ method }) => method === 'SOCKET');
const namespaces = (): string[] => [...new Set(sockets().map(({ path }) => path.split(' ')[0] ?? ''))];
const holder = (name: string): Holder => matrix.holders.find((each) => each.name === name) as Holder;
const tells = (heard: unknown): string | undefined => telltaleIn(JSON.stringify(heard), { where: '/' });

test('every message has a policy, and a line here', () => {
  expect(sockets().map(({ path }) => path).toSorted()).toEqual(Object.keys(messages).toSorted());
  expect(sockets().filter(({ policy }) => policy === undefined)).toEqual([]);
});

test('every namespace opens to the roles of its messages, and to nobody else', async () => {
  const wrong: string[] = [];
  for (const namespace of namespaces()) {
    const policy = sockets().find(({ path }) => path.startsWith(`${namespace} `))?.policy;
    for (const each of matrix.holders) {
      const said = await getsIn(namespace, each);
      if ((said === 'in') !== (doorFor(each, policy, { where: '' }) === 'in')) wrong.push(`${each.name}, ${namespace}: ${said}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what is no namespace of ours opens to nobody, the nameless one among them', async () => {
  for (const namespace of ['/', '/admin', '/board/']) {
    for (const each of [holder('nobody'), holder('an admin')]) expect([namespace, each.name, await getsIn(namespace, each)]).not.toContain('in');
  }
});

test('no page of another site, no sandboxed one and none that hides where it is from gets in with a session', async () => {
  const [token, session] = [holder('a supervisor of everything'), holder('a supervisor of one queue, signed in')];
  const { cookie = '' } = session.headers;
  for (const origin of ['https://evil.example', 'null', 'http://earshot.example.com.evil.example', 'http://127.0.0.1:1']) {
    expect([origin, await getsIn('/board', token, { origin }), await getsIn('/board', session, { origin })]).toEqual([origin, expect.stringMatching(/from another site/), expect.stringMatching(/from another site/)]);
  }
  expect(await getsIn('/board', { ...session, headers: { cookie } })).toMatch(/from another site/);
  expect(await getsIn('/board', session, { origin: OURS })).toBe('in');
});

test('there is no polling transport, from nowhere', async () => {
  const { headers } = holder('an admin');
  for (const origin of [undefined, OURS, 'https://evil.example', 'null']) {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${matrix.earshot.url}/socket.io/?EIO=4&transport=polling`, { method, headers: { ...headers, ...(origin === undefined ? {} : { origin }) } });
      expect([origin, method, answer.status, await answer.json(), answer.headers.get('access-control-allow-origin')]).toEqual([origin, method, 400, { code: 0, message: 'Transport unknown' }, null]);
    }
  }
});

describe('the board', () => {
  const watched = async (who: string): Promise<unknown[]> => {
    const all: unknown[] = [];
    for (const request of messages['/board watch']?.(theirs) ?? []) {
      const { socket, heard } = await enter('/board', holder(who));
      socket.emit('watch', request);
      // The whole of it, and some of the frames that follow: one of them is whole again.
      await until(() => heard.filter((told) => (told as [string])[0] === 'snapshot').length === 1);
      await until(() => heard.some((told) => (told as [string, { whole?: boolean }])[1].whole === true));
      socket.close();
      all.push(...heard);
    }
    return all;
  };

  test.each(['a wall of one queue', 'a supervisor of one queue', 'a supervisor of one team', 'a supervisor of one queue, signed in'])('tells %s of their own team, and nothing of the other, whatever is asked for', async (who) => {
    const heard = await watched(who);
    expect(JSON.stringify(heard)).toContain(ours.waiting);
    expect(tells(heard)).toBeUndefined();
  });

  test('tells who may see everything of the other team', async () => {
    expect(tells(await watched('a supervisor of everything'))).toBeDefined();
  });

  test('answers nothing that it does not know', async () => {
    const { socket, heard } = await enter('/board', holder('an admin'));
    for (const message of ['answer', 'settings', 'constructor', '__proto__', 'snapshot']) socket.emit(message, { queues: null });
    socket.emit('watch', {});
    await until(() => heard.length > 0);
    expect((heard[0] as [string])[0]).toBe('snapshot');
  });
});

test('a desk tells of its own agent, and takes nothing for another', async () => {
  const { socket, heard } = await enter('/desk', holder('an agent'));
  await until(() => heard.some((told) => (told as [string])[0] === 'prompt'));
  const said = JSON.stringify(heard);
  expect(said).toContain(ours.served);
  // Queues are choices of what the caller wanted, by name.
  expect(telltaleIn(said, { where: '/', namesQueues: true })).toBeUndefined();
  for (const { path } of sockets().filter((each) => each.path.startsWith('/desk '))) {
    const message = path.split(' ')[1] ?? '';
    for (const body of messages[path]?.(theirs) ?? []) {
      const taken = await socket.timeout(5_000).emitWithAck(message, body) as { ok: boolean };
      expect([message, taken.ok, tells(taken)]).toEqual([message, false, undefined]);
    }
  }
});
