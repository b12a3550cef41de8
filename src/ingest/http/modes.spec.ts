import { expect, test } from '@jest/globals';
import { MOST_EVENTS, readPost } from './modes.js';
import type { Headers } from './modes.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const event = (id: string, more: object = {}): object => ({
  specversion: '1.0', id, source: 'ivr', type: 'queue.entered', subject: 'call-1', time: '2026-03-01T09:30:00Z', data: { queue: 'support' }, ...more,
});
const bad = { ...event('bad'), time: 'noon' };
const post = (type: string | undefined, body: unknown, headers: Headers = {}) =>
  readPost({ ...(type === undefined ? {} : { 'content-type': type }), ...headers }, typeof body === 'string' ? body : JSON.stringify(body), { now, mayTell: () => true });
/** The ids taken and the places refused; or the status. */
function read(type: string | undefined, body: unknown, headers: Headers = {}): unknown {
  const posted = post(type, body, headers);
  return posted.ok ? { ids: posted.value.events.map(({ id }) => id), refused: posted.value.left.map(({ index }) => index) } : posted.reason.status;
}
const binary = {
  'ce-specversion': '1.0', 'ce-id': 'b%201', 'ce-source': 'ivr', 'ce-type': 'queue.entered', 'ce-subject': 'call-%C3%A9', 'ce-time': '2026-03-01T09:30:00Z', 'ce-sequence': '7',
};

test.each([
  ['structured', 'application/cloudevents+json; charset=utf-8', event('a'), { ids: ['a'], refused: [] }],
  ['a batch', 'application/cloudevents-batch+json', [event('a'), event('b')], { ids: ['a', 'b'], refused: [] }],
  ['a batch of none', 'application/cloudevents-batch+json', [], { ids: [], refused: [] }],
  ['plain JSON of one', 'application/json', event('a'), { ids: ['a'], refused: [] }],
  ['plain JSON of several', 'Application/JSON', [event('a'), event('b')], { ids: ['a', 'b'], refused: [] }],
  ['NDJSON', 'application/x-ndjson', `${JSON.stringify(event('a'))}\r\n\n${JSON.stringify(event('b'))}\n`, { ids: ['a', 'b'], refused: [] }],
  ['a file that begins with a byte order mark', 'application/json', `\uFEFF${JSON.stringify(event('a'))}`, { ids: ['a'], refused: [] }],
])('reads %s', (_, type, body, expected) => {
  expect(read(type, body)).toEqual(expected);
});

test('takes what is right in a post and refuses the rest by its place', () => {
  expect(read('application/cloudevents-batch+json', [event('a'), bad, 5, event('d')])).toEqual({ ids: ['a', 'd'], refused: [1, 2] });
  expect(read('application/x-ndjson', `${JSON.stringify(event('a'))}\n{"cut\n${JSON.stringify(bad)}\n`)).toEqual({ ids: ['a'], refused: [1, 2] });
});

test('reads binary mode from its headers, percent-encoded, with data in the body', () => {
  const posted = post('application/json', { queue: 'support' }, binary);
  expect(posted.ok && posted.value.events).toEqual([
    { id: 'b 1', source: 'ivr', subject: 'call-é', time: Date.parse('2026-03-01T09:30:00Z'), sequence: 7, type: 'queue.entered', data: { queue: 'support' } },
  ]);
});

test('reads binary mode without a body', () => {
  const headers = { ...binary, 'ce-type': 'ivr.no-input' };
  expect(read(undefined, '', headers)).toEqual({ ids: ['b 1'], refused: [] });
  expect(read('application/json', '', headers)).toEqual({ ids: ['b 1'], refused: [] });
});

test('takes a header that is not percent-encoded as it is', () => {
  expect(read('application/json', { queue: 'a' }, { ...binary, 'ce-id': '100%' })).toEqual({ ids: ['100%'], refused: [] });
});

test('refuses binary mode with a header missing as one event', () => {
  expect(read('application/json', { queue: 'a' }, { ...binary, 'ce-source': undefined })).toEqual({ ids: [], refused: [0] });
});

test.each([
  ['no JSON', 'application/json', '{"id":', 400],
  ['an empty body', 'application/json', '', 400],
  ['a batch that is no list', 'application/cloudevents-batch+json', event('a'), 400],
  ['another type', 'text/xml', '<event/>', 415],
  ['no type', undefined, 'hello', 415],
  ['too many lines', 'application/x-ndjson', '{}\n'.repeat(MOST_EVENTS + 1), 413],
  ['too many events', 'application/json', `[${'0,'.repeat(MOST_EVENTS)}0]`, 413],
])('refuses %s as a whole', (_, type, body, status) => {
  expect(read(type, body)).toBe(status);
});
