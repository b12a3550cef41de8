import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { field, eventIn } from './esl-event.js';
import { MAX_BODY_BYTES, MAX_HEADER_BYTES, nothingRead, readEsl, type EslRest } from './esl-parser.js';
import { startEsl } from './state.js';
import { translateEsl } from './translate.js';

const frame = (body: string, type = 'text/event-plain'): string => `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n\n${body}`;

test.each([1, 7, 1_000])('cuts the stream into messages, in chunks of %i bytes', (size) => {
  const stream = Buffer.from(`Content-Type: auth/request\n\n${frame('Event-Name: DTMF\nCaller: Zo%C3%AB\n\n')}${frame('größer', 'api/response')}Content-Type: command/reply\nReply-Text: +OK\n\n`);
  let rest = nothingRead;
  const frames = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) => {
    const reading = readEsl(rest, stream.subarray(index * size, (index + 1) * size));
    rest = reading.rest;
    return [...reading.frames];
  }).flat();
  expect(frames.map(({ headers, body }) => [headers.get('Content-Type'), body])).toEqual([
    ['auth/request', ''], ['text/event-plain', 'Event-Name: DTMF\nCaller: Zo%C3%AB\n\n'], ['api/response', 'größer'], ['command/reply', ''],
  ]);
  expect(rest.length).toBe(0);
});

test('passes over a message that is too large, and reads on behind it', () => {
  const huge = MAX_BODY_BYTES + 1;
  let reading = readEsl(nothingRead, Buffer.from(`Content-Length: ${huge}\n\n`));
  expect([reading.oversized, reading.rest]).toEqual([1, { ...nothingRead, skip: huge }]);
  for (let left = huge; left > 0; left -= 1_000_000) reading = readEsl(reading.rest, Buffer.alloc(Math.min(left, 1_000_000), 'x'));
  expect(readEsl(reading.rest, Buffer.from(frame('a', 'api/response'))).frames.map(({ body }) => body)).toEqual(['a']);
});

test('a length that no message has is no length: the stream is out of step, and whoever waited for it would be deaf', () => {
  const reading = readEsl(nothingRead, Buffer.from(`${frame('a', 'api/response')}Content-Length: 999999999999\n\n${frame('b')}`));
  expect([reading.isOutOfStep, reading.frames.length, reading.rest]).toEqual([true, 1, nothingRead]);
  expect(readEsl(nothingRead, Buffer.from(frame('a'))).isOutOfStep).toBe(false);
});

test('decodes values when they are read, and leaves alone what is no encoding', () => {
  const event = eventIn('A: 100%25\nB: 50%\nC: \nD: _undef_\nA: second\n\nContent-Length: 9\n');
  expect(['A', 'B', 'C', 'D', 'Content-Length'].map((key) => field(event, key))).toEqual(['100%', '50%', undefined, undefined, undefined]);
});

const nasty = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''];
const names = ['CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_BRIDGE', 'CHANNEL_HOLD', 'CHANNEL_UNHOLD', 'CHANNEL_EXECUTE', 'CHANNEL_HANGUP_COMPLETE', 'DTMF', 'HEARTBEAT', 'CUSTOM', ...nasty];
const fields = {
  'Event-Subclass': ['callcenter%3A%3Ainfo', 'menu%3A%3Aenter', 'menu%3A%3Aexit', 'vm%3A%3Amaintenance'],
  'CC-Action': ['member-queue-start', 'member-queue-resume', 'member-queue-end', 'agent-offering', 'bridge-agent-start', 'bridge-agent-fail', 'bridge-agent-end', 'agent-status-change', 'agent-state-change', ...nasty],
  'CC-Cause': ['Cancel', 'Terminated', ...nasty], 'CC-Cancel-Reason': ['BREAK_OUT', 'TIMEOUT', ...nasty], 'CC-Hangup-Cause': ['NO_ANSWER', ...nasty],
  'CC-Queue': ['q', ...nasty], 'CC-Agent': ['a', ...nasty], 'CC-Agent-State': ['Waiting', 'Receiving', ...nasty], 'CC-Agent-Status': ['On Break', 'Logged Out', ...nasty],
  'CC-Member-UUID': ['m1', 'm2', ...nasty], 'CC-Member-Session-UUID': ['c1', 'c2', ''], 'CC-Agent-UUID': ['b1', ''], 'Unique-ID': ['c1', 'c2', 'b1', ...nasty],
  'Other-Leg-Unique-ID': ['c1', ''], 'Call-Direction': ['inbound', 'outbound', ...nasty], 'Answer-State': ['answered', 'hangup'], 'Channel-State-Number': ['2', '4', '10', 'x'],
  'Menu-Name': ['main', ...nasty], 'DTMF-Digit': ['1', '0', '#', ...nasty], Application: ['play_and_get_digits', 'read', ...nasty], 'Application-Data': ['', '1 2 3 4 5 6 7 acct'],
  'Event-Date-Timestamp': ['1700000000000000', '1700000005000000', '0', '-1', '99999999999999999999', ''], 'Event-Sequence': ['1', '2', 'x'],
  variable_cc_side: ['member', 'agent'], variable_cc_member_uuid: ['m1'], variable_cc_queue: ['q'], variable_cc_cause: ['answered', 'cancel', ...nasty], variable_dialed_user: ['1001', ''],
  variable_transfer_destination: ['blind:7001', '%', ...nasty], variable_sip_hangup_disposition: ['recv_bye', 'send_bye', ''],
};
const someEvent = fc.record({ 'Event-Name': fc.constantFrom(...names), ...Object.fromEntries(Object.entries(fields).map(([key, values]) => [key, fc.constantFrom(...values)])) }, { requiredKeys: ['Event-Name'] });

test('whatever comes over the socket is read without an error, and memory stays bounded', () => {
  const anything = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string().map((text) => Buffer.from(`Content-Length: ${text}\n\n`)), fc.string({ unit: 'grapheme', maxLength: 80 }).map((text) => Buffer.from(frame(text))),
    fc.nat(20_000_000).map((length) => Buffer.from(`Content-Length: ${length}\n\n`)), someEvent.map((event) => Buffer.from(frame(`${Object.entries(event).map(([key, value]) => `${key}: ${value}`).join('\n')}\n\n`))));
  fc.assert(fc.property(fc.array(anything, { maxLength: 60 }), (chunks) => {
    let rest: EslRest = nothingRead;
    let state = startEsl();
    for (const chunk of chunks) {
      const reading = readEsl(rest, chunk);
      rest = reading.rest;
      for (const { body } of reading.frames) state = translateEsl(state, { kind: 'event', event: eventIn(body) }).state;
      expect(rest.length).toBeLessThanOrEqual(MAX_BODY_BYTES + MAX_HEADER_BYTES);
    }
    for (const call of state.calls.values()) expect(call.legs.size + call.visits.length + call.segments.length + call.told.size).toBeLessThan(300);
  }), { numRuns: 300 });
});

test('a header without an end is not kept', () => {
  let rest: EslRest = nothingRead;
  for (let chunk = 0; chunk < 100; chunk++) {
    rest = readEsl(rest, Buffer.alloc(10_000, 'x')).rest;
    expect(rest.length).toBeLessThanOrEqual(MAX_HEADER_BYTES + 10_000);
  }
});

test('answers of any text are read without an error', () => {
  const question = fc.constantFrom('callcenter_config tier list', 'callcenter_config agent list', 'show channels as json', 'callcenter_config queue list members q', 'all answered', 'strepoch');
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.json(), fc.array(fc.constantFrom('queue|agent|name', 'a|b|__proto__', '|', 'x', '+OK'), { maxLength: 6 }).map((lines) => lines.join('\n')),
    fc.json().map((rows) => `{"row_count":1,"rows":${rows}}`));
  fc.assert(fc.property(fc.array(fc.tuple(question, text)), (answers) => {
    let state = startEsl();
    for (const [asked, told] of answers) state = translateEsl(state, { kind: 'answer', question: asked, text: told, at: 1_700_000_000_000 }).state;
  }));
});
