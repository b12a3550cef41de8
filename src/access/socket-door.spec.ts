import { expect, test } from '@jest/globals';
import { movedParts, valueOf } from '../../test/support/access.js';
import { Doorkeeper } from './doorkeeper.js';
import { createKey, createToken, revokeToken } from './keys.js';
import { refusals } from './refusal.js';
import { startSession } from './sessions.js';
import { AccessSettings } from './settings.js';
import { SocketDoor, type GuardedSocket } from './socket-door.js';
import { changeRole, createUser } from './users.js';
import { SessionWatch } from './watch.js';

const HOST = { host: 'localhost:3000' };
const OURS = { ...HOST, origin: 'http://localhost:3000' };

const opened = async () => {
  const parts = movedParts();
  const watch = new SessionWatch(parts.credentials, parts.clock);
  const door = new SocketDoor(new Doorkeeper(parts.credentials, parts.clock), watch, new AccessSettings());
  await createUser(parts, { user: 'sue', role: 'supervisor' });
  const cookie = `theme=dark; earshot_session=${await startSession(parts, 'sue')}`;
  const { secret: token } = valueOf(await createToken(parts, { role: 'supervisor', queues: ['billing'] }));
  return { parts, watch, door, cookie, token };
};

test('a cookie opens from our own page only, a token also where no origin is said', async () => {
  const { door, cookie, token } = await opened();
  const asked = async (headers: object, auth: object = {}) => {
    const held = await door.readerOfHandshake({ headers: { ...headers }, auth: { ...auth } });
    return held.ok ? held.value.reader.role : held.reason;
  };
  expect(await asked({ ...OURS, cookie })).toBe('supervisor');
  expect(await asked({ ...HOST, cookie })).toBe(refusals.foreign);
  expect(await asked({ ...HOST, origin: 'https://evil.example', cookie })).toBe(refusals.foreign);
  expect(await asked({ ...HOST, origin: 'null', cookie })).toBe(refusals.foreign);
  expect(await asked(HOST, { token })).toBe('supervisor');
  expect(await asked(OURS, { token })).toBe('supervisor');
  expect(await asked({ ...HOST, origin: 'https://evil.example' }, { token })).toBe(refusals.foreign);
  expect(await asked(OURS)).toBe(refusals.nobody);
  expect(await asked({ ...OURS, cookie }, { token: 'ert_wrong' })).toBe(refusals.malformed);
  expect(await asked({ ...OURS, cookie }, { token: { toString: 'x' } })).toBe('supervisor');
});

test('an ingest key opens no board', async () => {
  const { parts, door } = await opened();
  const { secret } = valueOf(await createKey(parts, { source: 'pbx' }));
  expect(await door.readerOfHandshake({ headers: HOST, auth: { token: secret } })).toEqual({ ok: false, reason: refusals.wantsReader });
});

/** A socket as far as the door is concerned, and what became of it. */
function socket(headers: object, auth: object): GuardedSocket & { readonly said: string[]; connect(door: SocketDoor, action: 'board' | 'desk'): Promise<string> } {
  const said: string[] = [];
  const self: GuardedSocket = {
    handshake: { headers: { ...headers }, auth: { ...auth } },
    data: {},
    emit: (_, { reason }) => said.push(reason),
    disconnect: () => said.push('cut'),
    on: () => undefined,
  };
  return {
    ...self, said,
    connect: (door, action) => new Promise((resolve) => {
      let connected: (socket: GuardedSocket) => void = () => undefined;
      door.guard({
        on: (_, listener) => void (connected = listener),
        use: middleware => setImmediate(() => middleware(self, (error) => {
          if (error === undefined) connected(self);
          resolve(error?.message ?? 'in');
        })),
      }, action);
    }),
  };
}

test('who may not is turned away with a sentence', async () => {
  const { door, token } = await opened();
  expect(await socket(HOST, {}).connect(door, 'board')).toBe(`${refusals.nobody.what} ${refusals.nobody.do}`);
  expect(await socket(HOST, { token }).connect(door, 'desk')).toMatch(/^The role supervisor may not do this\./);
});

test('an open socket is cut when its token is revoked, its session ends or its rights change', async () => {
  const { parts, door, watch, cookie, token } = await opened();
  const byToken = socket(HOST, { token });
  const byCookie = socket({ ...OURS, cookie }, {});
  expect(await Promise.all([byToken.connect(door, 'board'), byCookie.connect(door, 'board')])).toEqual(['in', 'in']);
  await watch.sweep();
  expect([...byToken.said, ...byCookie.said]).toEqual([]);

  await revokeToken(parts, token);
  await watch.sweep();
  expect(byToken.said).toEqual([`${refusals.revoked.what} ${refusals.revoked.do}`, 'cut']);
  expect(byCookie.said).toEqual([]);

  await changeRole(parts, 'sue', { role: 'supervisor', queues: ['sales'] });
  await watch.sweep();
  await watch.sweep();
  expect(byCookie.said).toEqual([`${refusals.rightsChanged.what} ${refusals.rightsChanged.do}`, 'cut']);
});

test('an open socket is cut when its session runs out', async () => {
  const { parts, door, watch, cookie } = await opened();
  const one = socket({ ...OURS, cookie }, {});
  await one.connect(door, 'board');
  parts.pass(12 * 3_600_000);
  await watch.sweep();
  expect(one.said).toEqual([`${refusals.sessionOver.what} ${refusals.sessionOver.do}`, 'cut']);
});
