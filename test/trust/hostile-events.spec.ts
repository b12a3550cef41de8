import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LARGEST_POST } from '../../src/app/body-parsers.js';
import type { ContactLane } from '../../src/contract/contact.js';
import type { Page } from '../../src/contract/session.js';
import { contactEvent, agentEvent, flowLine, logMessage } from '../../src/ingest/amazon-connect/story.js';
import { calledBack, handedOn, served } from '../../src/ingest/genesys/story.js';
import { callsOf as jambonzCalls } from '../sources/jambonz-calls.js';
import { form, json as signedJson } from '../support/twilio-posts.js';
import { samplesOf } from '../twilio/samples.js';
import { dataWith } from './hostile/any-field.js';
import { inTurn } from './hostile/asking.js';
import type { Asked } from './hostile/asking.js';
import { HostileServer, SOURCE } from './hostile/hostile-server.js';
import { encoded, hostileTexts, hostileValues, isWhole, rows, someTexts, spoilt } from './hostile/texts.js';

const LONG = isWhole ? 3_600_000 : 120_000;
const BATCH = 400;
const NEARLY_ALL = LARGEST_POST - 100_000;
let server: HostileServer;

beforeAll(async () => {
  server = await HostileServer.start();
}, 120_000);
afterAll(() => server?.remove());

const few = (many: number): number => (isWhole ? Infinity : many);
const json = { 'content-type': 'application/json' };
const time = (): string => new Date(Date.now() - 60_000).toISOString();

async function throws(asked: Iterable<Asked>): Promise<number> {
  const before = server.asked;
  await inTurn(asked, 4, async (each) => {
    // A server that has too much to do says so, and is asked again; for some things it would wait for others that never come.
    for (let tries = 0; tries < 4 && (await server.ask(each)).status === 503; tries += 1) await new Promise((resolve) => setTimeout(resolve, 200));
  });
  return server.asked - before;
}

describe('naughty strings', () => {
  test('in every field of every type of event are taken or refused one by one', async () => {
    expect(await throws(batches())).toBeGreaterThan(10);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);

  test('in the headers of binary mode and in lines are taken or refused', async () => {
    expect(await throws(otherModes())).toBeGreaterThan(50);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);

  test('in every field of the forms and documents of platforms break nothing', async () => {
    expect(await throws(ofPlatforms())).toBeGreaterThan(300);
    expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  }, LONG);
});

test('long rows of one sign hold nobody up, taken or refused', async () => {
  expect(await throws(inRows())).toBeGreaterThan(20);
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
}, LONG);

/** As many as fit into a post: whoever is held up for more than a minute by it gets no answer. */
function* inRows(): Generator<Asked> {
  for (const [place, row] of rows.entries()) {
    if (!isWhole && place % 5 !== 0) continue;
    const event = (more: object) => (each: number): object => ({ specversion: '1.0', id: `row-${place}-${each}`, source: SOURCE, subject: `row-${place}`, time: time(), type: each % 2 === 0 ? 'contact.started' : 'note', data: { from: row.slice(-200), note: row }, ...more });
    yield { method: 'POST', path: '/ingest/events', headers: json, body: filled(event({})) };
    yield { method: 'POST', path: '/ingest/events', headers: json, body: filled(event({ specversion: row, subject: row })) };
    yield { method: 'POST', path: `/ingest/webhook/${SOURCE}`, headers: json, body: filled(() => ({ call: row.slice(-200), what: 'start', from: row, who: row })) };
    for (const path of ['/ingest/amazon-connect/events', '/ingest/genesys/events', '/ingest/events']) yield { method: 'POST', path, headers: json, body: `{"a":${row.repeat(Math.floor(NEARLY_ALL / Buffer.byteLength(row)))}` };
  }
}

/** A list that is nearly as long as a post may be. */
function filled(each: (place: number) => object): string {
  return JSON.stringify(Array.from({ length: Math.floor(NEARLY_ALL / Buffer.byteLength(JSON.stringify(each(0)))) }, (_, place) => each(place)));
}

test('what was taken is told by every list and page, also after a kill and after a clean stop', async () => {
  await readsEverything();
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  await server.earshot.kill();
  await server.earshot.start();
  await readsEverything();
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
  await server.earshot.stop();
  await server.earshot.start();
  expect([server.faults, await server.isWell()]).toEqual([[], 'well']);
}, LONG);

function eventsWith(text: string, place: number): readonly object[] {
  const plain = { specversion: '1.0', source: SOURCE, time: time(), type: 'queue.entered', data: { queue: 'support' } };
  const ofData = [...dataWith(text)].map(({ type, data }, index) => ({ ...plain, type, data, subject: `naughty-${place}`, id: `${place}-${index}` }));
  const ofEnvelope = ['id', 'source', 'subject', 'type', 'time', 'sequence', 'specversion', 'datacontenttype', text].map((name, index) => ({ ...plain, subject: `odd-${place}`, id: `odd-${place}-${index}`, [name]: text }));
  // One caller of a strange name, from start to end.
  const whole = ['contact.started', 'ivr.node.entered', 'queue.entered', 'agent.connected', 'agent.left', 'contact.ended'].map((type, index) => (
    { ...plain, type, subject: text, id: `whole-${place}-${index}`, data: { from: text, to: text, customer: text, node: text, queue: text, agent: text, cause: text } }));
  return [...ofData, ...ofEnvelope, ...whole];
}

function* batches(): Generator<Asked> {
  let batch: object[] = [];
  for (const [place, text] of someTexts(few(8)).entries()) {
    for (const event of eventsWith(text, place)) if (batch.push(event) >= BATCH) yield posted(batch.splice(0));
  }
  if (batch.length > 0) yield posted(batch);
  for (const value of hostileValues) {
    yield posted([value, { ...eventsWith('x', 0)[0], data: value }, { ...eventsWith('x', 0)[0], data: { queue: value } }, { ...eventsWith('x', 0)[0], subject: value, time: value, sequence: value }]);
  }
}

function posted(events: readonly unknown[]): Asked {
  return { method: 'POST', path: '/ingest/events', body: JSON.stringify(events), headers: { 'content-type': 'application/cloudevents-batch+json' } };
}

function* otherModes(): Generator<Asked> {
  for (const text of someTexts(few(30))) {
    const ours = { ...json, 'ce-specversion': '1.0', 'ce-id': 'b', 'ce-source': SOURCE, 'ce-type': 'queue.entered', 'ce-subject': 'binary', 'ce-time': time() };
    const name = ['ce-id', 'ce-source', 'ce-type', 'ce-subject', 'ce-time', 'ce-sequence', 'ce-__proto__'][text.length % 7] ?? 'ce-id';
    yield { method: 'POST', path: '/ingest/events', body: '{"queue":"support"}', headers: { ...ours, [name]: encoded(text) } };
    yield { method: 'POST', path: '/ingest/events?history', body: `${text}\n${JSON.stringify({ id: text })}\n\n\r\r`, headers: { 'content-type': 'application/x-ndjson' } };
    yield { method: 'POST', path: `/ingest/webhook/${SOURCE}`, body: JSON.stringify({ call: text, what: 'start', from: text, who: text }), headers: json };
    yield { method: 'POST', path: `/ingest/webhook/${SOURCE}`, body: new URLSearchParams({ call: text, what: 'queue', queue: text, __proto__x: text, ['__proto__']: text, constructor: text }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
}

/** Any of the texts for a form, which holds nothing else; any of the values too for a document. */
function* ofPlatforms(): Generator<Asked> {
  for (const { path, body, headers } of samplesOf('h', Date.now() - 300_000)) {
    if (headers['content-type']?.startsWith('application/json')) {
      for (const worse of spoilt(JSON.parse(body), () => aFew())) yield { method: 'POST', ...signedJson('/ingest/twilio/events', worse) };
      continue;
    }
    const fields = Object.fromEntries(new URLSearchParams(body));
    for (const name of [...Object.keys(fields), '__proto__', 'constructor', 'Digits', 'SpeechResult']) {
      for (const text of someTexts(few(1))) yield { method: 'POST', ...form(path, { ...fields, [name]: text.replace(/[\ud800-\udfff]/gu, '\ufffd') }) };
    }
  }
  // Where Twilio waits for what to do next: signed, and about nobody we know.
  for (const { path } of server.routes.filter(({ method, path: route }) => method === 'POST' && /^\/(?:surveys|call-backs|voice)\b/.test(route))) {
    for (const text of ['\0', '__proto__', ...someTexts(few(3))]) {
      const fields = { CallSid: text, From: text, To: text, Body: text, Digits: text, MessageSid: text, MessageStatus: text, SpeechResult: text, OptOutType: text };
      yield { method: 'POST', ...form(path.replaceAll(/:\w+/g, encoded(text).replaceAll('%2F', '%252F')), Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replace(/[\ud800-\udfff]/gu, '\ufffd')]))) };
    }
  }
  const connect = [contactEvent(1, 'QUEUED', 'c', {}), agentEvent(2, 'STATE_CHANGE', { status: 'Available' }), logMessage(flowLine(3, 'c', 'GetUserInput'))];
  for (const document of connect) for (const worse of spoilt(document, () => aFew())) {
    yield { method: 'POST', path: '/ingest/amazon-connect/events', body: JSON.stringify(worse), headers: json };
    yield { method: 'POST', path: '/ingest/amazon-connect/firehose', body: JSON.stringify({ requestId: 'r', timestamp: 0, records: [{ data: Buffer.from(JSON.stringify(worse)).toString('base64') }, worse] }), headers: { ...json, 'x-amz-firehose-request-id': 'r' } };
  }
  for (const document of [...served('g'), ...handedOn('g2'), ...calledBack('g3')]) for (const worse of spoilt(document, () => aFew())) {
    yield { method: 'POST', path: '/ingest/genesys/events', body: JSON.stringify(worse), headers: json };
  }
  for (const { body } of jambonzCalls('j', Math.floor(Date.now() / 1_000) - 300)) for (const worse of spoilt(body, () => aFew())) {
    yield { method: 'POST', path: `/ingest/webhook/${SOURCE}`, body: JSON.stringify({ call: 'j', what: 'start', from: worse, who: worse }), headers: json };
  }
}

let turn = 0;
function aFew(): readonly unknown[] {
  if (isWhole) return [...hostileValues, ...hostileTexts.filter((_, place) => place % 9 === (turn += 1) % 9)];
  turn += 1;
  return turn % 4 === 0 ? [hostileValues[turn / 4 % hostileValues.length], ...someTexts(1)] : [];
}

/** Every list to its end, and the page of each contact and customer in it. */
async function readsEverything(): Promise<void> {
  await server.earshot.caughtUp(server.admin);
  for (const where of server.routes.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path)) await server.ask({ method: 'GET', path: where });
  const customers = new Set<string>();
  let next: string | null = '';
  for (let pages = 0; next !== null && pages < few(2); pages += 1) {
    const { text } = await server.ask({ method: 'GET', path: `/api/v1/contacts?limit=200${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}` });
    const page = JSON.parse(text) as Page<ContactLane>;
    for (const { customer } of page.items) if (customer !== undefined) customers.add(customer);
    await inTurn(page.items, 4, async ({ id }) => {
      for (const more of isWhole ? ['', '/vcon'] : ['']) await server.ask({ method: 'GET', path: `/api/v1/contacts/${encoded(id)}${more}` });
    });
    next = page.next;
  }
  await inTurn(customers, 4, async (key) => void await server.ask({ method: 'GET', path: `/api/v1/customers/${encoded(key)}` }));
}
