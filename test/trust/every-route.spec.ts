import { request } from 'node:http';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ServedRoute } from '../../src/app/served-routes.js';
import { asks } from './matrix/asks.js';
import type { Ask } from './matrix/asks.js';
import type { Holder } from './matrix/holders.js';
import { startMatrix } from './matrix/running.js';
import type { Matrix } from './matrix/running.js';
import { wrongIn } from './matrix/verdict.js';
import type { Answered } from './matrix/verdict.js';
import { ours, theirs } from './matrix/world.js';

let matrix: Matrix;
beforeAll(async () => {
  matrix = await startMatrix();
}, 120_000);
afterAll(() => matrix?.end());

/** A request as whoever it is makes it: fetch would not let us say where it comes from. */
function send(method: string, { where, body }: Ask, headers: Holder['headers']): Promise<Answered> {
  const typed = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asking = request(new URL(where, matrix.earshot.url), { method, headers: { ...typed, ...headers }, agent: false }, (answer) => {
      answer.setEncoding('utf8').toArray().then((chunks) => resolve({ status: answer.statusCode ?? 0, text: chunks.join('') }), reject);
    });
    asking.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const nameOf = ({ method, path }: ServedRoute): string => `${method} ${path}`;
const routeIn = (line: string): string => line.replace(/ \(.*\)$/u, '');
const ruled = (): readonly ServedRoute[] => matrix.routes.filter(({ method, policy }) => policy !== undefined && method !== 'HEAD' && method !== 'SOCKET');

describe('what the running server answers', () => {
  test('has a policy, or is a file of the board or the documentation', () => {
    const board = fileURLToPath(new URL('../../dist/board', import.meta.url));
    const files = readdirSync(board, { recursive: true }).map((file) => `/${String(file)}`);
    const pages = new Set([...files, '/', '/desk', '/desk/', '/docs', '/docs/begin.js', '/docs/openapi.json', '/docs/assets/swagger-ui.css', '/docs/assets/swagger-ui-bundle.js', '/docs/assets/favicon-32x32.png']);
    const bare = matrix.routes.filter(({ policy }) => policy === undefined);
    expect(bare.length).toBeGreaterThan(20);
    expect(bare.filter(({ method, path }) => !pages.has(path) || !['GET', 'HEAD'].includes(method)).map(nameOf)).toEqual([]);
  });

  test('has a line each that says how to ask it, and no line too many', () => {
    expect(ruled().map(nameOf).toSorted()).toEqual([...new Set(Object.keys(asks).map(routeIn))].toSorted());
  });
});

/** In the order of the lines: what takes something away comes after what looks at it; who may see everything comes last. */
describe('opens to who may, and tells nobody of the other team', () => {
  test.each(Object.keys(asks))('%s', async (name) => {
    const route = ruled().find((each) => nameOf(each) === routeIn(name));
    const asked = asks[name];
    if (route === undefined || asked === undefined) throw new Error(`${name} is no route of the running server.`);
    const [own, others] = [asked(ours), asked(theirs)];
    const isOneQuestion = JSON.stringify(own) === JSON.stringify(others);
    const wrong: string[] = [];
    const note = (what: string | undefined): void => void (what !== undefined && wrong.push(what));
    for (const holder of matrix.holders) {
      const heard = await send(route.method, own, holder.headers);
      note(wrongIn(heard, holder, route, own, isOneQuestion && holder.seesAll));
      if (!isOneQuestion) note(wrongIn(await send(route.method, others, holder.headers), holder, route, others, true));
    }
    expect(wrong).toEqual([]);
  });

  test('to HEAD as to GET', async () => {
    const wrong: string[] = [];
    const strangers = matrix.holders.filter(({ name }) => ['nobody', 'an ingest key', 'a wall of one queue'].includes(name));
    for (const route of ruled().filter(({ method }) => method === 'GET')) {
      for (const { name, headers } of strangers) {
        const ask = asks[nameOf(route)]?.(ours) ?? { where: '' };
        const [head, got] = [await send('HEAD', ask, headers), await send('GET', ask, headers)];
        if (head.status !== got.status || head.text !== '') wrong.push(`${name}, HEAD ${ask.where}: ${head.status}, not ${got.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('a page of another site, a sandboxed one and one that hides where it is from change nothing with a session', async () => {
  const { headers: { cookie = '' } } = matrix.holders.find(({ headers, is }) => headers['cookie'] !== undefined && is === 'supervisor') as Holder;
  const wrong: string[] = [];
  for (const route of ruled().filter(({ method, policy }) => method !== 'GET' && policy?.is === 'reader')) {
    const ask = asks[nameOf(route)]?.(ours) ?? { where: '' };
    for (const origin of ['https://evil.example', 'null', 'http://earshot.example.com.evil.example', 'http://127.0.0.1:1', undefined]) {
      const { status, text } = await send(route.method, ask, { cookie, ...(origin === undefined ? {} : { origin }) });
      if (status !== 403 || !text.includes('from another site')) wrong.push(`${String(origin)}, ${nameOf(route)}: ${status} ${text.slice(0, 200)}`);
    }
  }
  expect(wrong).toEqual([]);
});
