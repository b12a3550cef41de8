import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTurn } from './hostile/asking.js';
import type { Asked } from './hostile/asking.js';
import { HostileServer } from './hostile/hostile-server.js';
import { jsonBodies } from './hostile/json.js';
import { encoded, hostileValues, isWhole, someTexts, spoilt } from './hostile/texts.js';

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: unknown }>> };
}

let server: HostileServer;
let described: Readonly<Record<string, Readonly<Record<string, Described>>>> = {};

beforeAll(async () => {
  server = await HostileServer.start();
  ({ paths: described } = JSON.parse((await server.ask({ method: 'GET', path: '/docs/openapi.json' })).text) as { paths: typeof described });
}, 120_000);
afterAll(() => server?.remove());

/** Whole: every text at every place. In `npm test` each place gets a few. */
const few = (many: number): number => (isWhole ? Infinity : many);
const LONG = isWhole ? 3_600_000 : 120_000;

async function throws(asked: Iterable<Asked>): Promise<number> {
  const before = server.asked;
  await inTurn(asked, 8, async (each) => void await server.ask(each));
  return server.asked - before;
}

test('the routes are those of the running server', () => {
  expect(server.routes.length).toBeGreaterThan(100);
  for (const path of ['/ingest/events', '/ingest/twilio/voice', '/ingest/webhook/:source', '/surveys/twilio/message', '/ingest/twilio/voice', '/ingest/call-backs/:id', '/desk', '/health/live']) expect(server.routes.map((route) => route.path)).toContain(path);
});

describe('naughty strings', () => {
  test('as parts of every address and values of every query break nothing', async () => {
    expect(await throws(addresses())).toBeGreaterThan(1_000);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);
});

describe('bodies', () => {
  test('of the JSON parsing test suite, of any kind and none, break no route', async () => {
    expect(await throws(bodies())).toBeGreaterThan(1_000);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);

  test('that are nearly right, each place of them filled by something else, break no route', async () => {
    expect(await throws(nearlyRight())).toBeGreaterThan(100);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);
});

function describedOf(method: string, path: string): Described | undefined {
  return described[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
}

function* addresses(): Generator<Asked> {
  for (const { method, path } of server.routes) {
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
    const plain = path.replaceAll(/:\w+/g, 'x');
    const names = (describedOf(method, path)?.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const queries = ['__proto__=1', '__proto__[isAdmin]=1', 'constructor[prototype][isAdmin]=1', 'constructor=1', 'toString=1', '%00=%00', '&&&===', '=', 'a[]=1&a[]=2', `${'a=1&'.repeat(2_000)}`, '%', '%zz=%zz', '%ED%A0%80=%C0%80'];
    for (const query of queries) yield { method, path: `${plain}?${query}`, ...body };
    if (plain !== path) for (const text of someTexts(few(4))) yield { method, path: path.replaceAll(/:\w+/g, encoded(text)), ...body };
    for (const raw of plain === path ? [] : ['%00', '%', '%zz', '%ED%A0%80', '%C0%80', '%2e%2e%2f', 'a'.repeat(600), '%F0%9F']) yield { method, path: path.replaceAll(/:\w+/g, raw), ...body };
    for (const name of names) {
      for (const text of someTexts(few(2))) yield { method, path: `${plain}?${name}=${encoded(text)}`, ...body };
      for (const raw of ['', '%00', '%zz', '%ED%A0%80', `1&${name}=2`, '-1', '1e309', '9'.repeat(30), '0.5', 'NaN', '-9007199254740993', 'null']) yield { method, path: `${plain}?${name}=${raw}`, ...body };
    }
  }
}

const types = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json', 'application/x-ndjson', 'application/x-www-form-urlencoded', 'text/xml', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', '', ';;;', 'application/json\u00ff'];

function* bodies(): Generator<Asked> {
  for (const [place, { method, path }] of server.routes.filter((route) => route.method !== 'GET' && route.method !== 'HEAD').entries()) {
    const plain = path.replaceAll(':source', 'hostile').replaceAll(/:\w+/g, 'x');
    for (const [index, body] of jsonBodies.entries()) {
      if (!isWhole && !path.startsWith('/ingest/') && index % 12 !== place % 12) continue;
      yield { method, path: plain, body, headers: { 'content-type': 'application/json' } };
    }
    for (const type of types) for (const body of ['{}', '[', 'a=1&__proto__=2&constructor=3&a[b]=c', '\0', '']) yield { method, path: plain, body, headers: { 'content-type': type } };
    yield { method, path: plain, body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } };
    yield { method, path: plain, body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'br, gzip, \u00ff' } };
  }
}

/** What the documentation gives as an example, with something else in each of its places. */
function* nearlyRight(): Generator<Asked> {
  for (const { method, path } of server.routes) {
    for (const [type, { example }] of Object.entries(describedOf(method, path)?.requestBody?.content ?? {})) {
      const document = typeof example === 'string' ? JSON.parse(example) as unknown : example;
      for (const worse of spoilt(document, () => [...hostileValues, ...someTexts(few(8))])) {
        yield { method, path: path.replaceAll(/:\w+/g, 'x'), body: JSON.stringify(worse), headers: { 'content-type': type } };
      }
    }
  }
}
