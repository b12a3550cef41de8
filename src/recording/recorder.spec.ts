import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Heard } from '../ports/recording.js';
import { Recorder } from './recorder.js';

const NOW = Date.UTC(2026, 2, 2, 9);
const pseudonyms = { customerOf: (number: string) => (/anonymous/.test(number) ? undefined : `tel_${number.replace(/^\D*1?/, '').replaceAll(/\D/g, '')}`) };
const floor = { entries: { '+12025550100': {} }, webhooks: { ivr: { proof: { is: 'hmac', secretFile: '/run/secrets/ivr' }, subject: { path: 'call' }, events: [{ type: 'contact.started', when: { who: ['+12025550123', 'front desk of the house'] } }] } } };

function recorderOf(): { recorder: Recorder; pass: (millis: number) => void } {
  let now = NOW;
  return { recorder: new Recorder({ clock: { now: () => now }, pseudonyms, floor: () => floor, lines: {} }), pass: (millis) => { now += millis; } };
}
const posted = (body: unknown, { type = 'application/json', source = 'ivr', path = '/ingest/events' } = {}): Heard => ({
  at: NOW, source, way: 'post', sent: { path, type, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
});
function recorded(...things: readonly Heard[]): { head: Record<string, unknown>; things: Heard[] } {
  const { recorder } = recorderOf();
  recorder.begin(undefined, 1);
  for (const thing of things) recorder.heard(thing);
  const [head, ...rest] = (recorder.take() ?? '').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  return { head: head as Record<string, unknown>, things: rest as Heard[] };
}
const bodyOf = (body: unknown, more: Parameters<typeof posted>[1] = {}): string => ((recorded(posted(body, more)).things[0] ?? { sent: { body: '' } }).sent as { body: string }).body;
const scrubbed = (body: unknown): unknown => JSON.parse(bodyOf(body));

describe('what leaves', () => {
  test('has one stand-in for a number, however it is written, and it rings nowhere', () => {
    const { from, cli, uri, note, dialled, hidden } = scrubbed({ from: '+12025550123', cli: '(202) 555-0123', uri: 'sip:+12025550123@10.0.0.7', note: 'tel 12025550123 please call back soon', dialled: '+12025550100', hidden: 'anonymous' }) as Record<string, string>;
    expect(from).toMatch(/^\+999\d{12}$/);
    expect([cli, uri, note?.includes('202555'), dialled, hidden]).toEqual([from?.slice(1), `sip:${from}@192.0.2.1`, false, '+12025550100', 'anonymous']);
  });

  test('has one stand-in for a person, and keeps what is no person', () => {
    const sent = { agent: { login: 'Anna', id: '7' }, agentName: 'anna', queue: { name: 'Private customers' }, CallerName: 'Jo Doe', contactId: 'c-7', status: 'talking', worker: 'anna@bank.example', event: 'agent joined the long queue here', who: 'Jo Doe' };
    const { agent, agentName, queue, CallerName, contactId, status, worker, event } = scrubbed(sent) as typeof sent;
    expect(agent.login).toMatch(/^person-[0-9a-f]{8}$/);
    expect([agentName, queue, contactId, status, event]).toEqual([agent.login, sent.queue, 'c-7', 'talking', sent.event]);
    expect(JSON.stringify([CallerName, worker])).not.toMatch(/Jo|Doe|anna/);
  });

  test('has no secret, no words of a caller, no place where one lives', () => {
    expect(scrubbed({ authToken: 'abc', 'x-api-key': 'k', FromCity: 'Ulm', SpeechResult: 'my pin is 12', comment: 'he is ill', author: 'me' })).toEqual({ authToken: 'removed', 'x-api-key': 'removed', FromCity: 'removed', SpeechResult: 'xx xxx xx xx', comment: 'xx xx xxx', author: 'me' });
  });

  test('has single menu keys, six of a call; of everything else that was typed its length', () => {
    expect(scrubbed({ call: 'a', digits: '2', dtmf: '4711', keys: [{ pressed: 0 }, { pressed: '12345678' }], options: [{ key: '9' }] })).toEqual({ call: 'a', digits: '2', dtmf: '5555', keys: [{ pressed: 0 }, { pressed: '55555555' }], options: [{ key: '9' }] });
    const one = (key: string) => posted({ call: 'a', key });
    expect(recorded(...'41111111111111'.split('').map(one)).things.map(({ sent }) => (JSON.parse((sent as { body: string }).body) as { key: string }).key).join('')).toBe('41111155555555');
  });

  test('is looked into where it is packed, and packed again', () => {
    const inner = { CustomerEndpoint: { Address: '+12025550123' }, ContactId: 'c', Agent: { Username: 'anna' } };
    const out = scrubbed({ records: [{ data: Buffer.from(JSON.stringify(inner)).toString('base64') }, { data: gzipSync(JSON.stringify({ logEvents: [{ message: JSON.stringify(inner) }] })).toString('base64') }, { data: gzipSync('Jo Doe +12025550123').toString('base64') }] }) as { records: { data: string }[] };
    const plain = Buffer.from(out.records[0]?.data ?? '', 'base64').toString();
    const zipped = gunzipSync(Buffer.from(out.records[1]?.data ?? '', 'base64')).toString();
    for (const text of [plain, zipped]) expect([text.includes('999'), /202555|anna/.test(text), text.includes('ContactId')]).toEqual([true, false, true]);
    expect(out.records[2]?.data).toBe('removed');
  });

  test('of what is neither JSON nor a form, the length', () => {
    expect(bodyOf('Jo called +12025550123')).toBe('xx xxxxxx +xxxxxxxxxxx');
    expect(bodyOf('From=%2B12025550123&Digits=4711&CallSid=CA0123456789abcdef0123456789abcdef', { type: 'application/x-www-form-urlencoded' })).toMatch(/^From=%2B999\d{12}&Digits=5555&CallSid=CA0123456789abcdef0123456789abcdef$/);
  });

  test('names the mapping by which it is read, without the proof, and with the same stand-ins', () => {
    const hook = { path: '/ingest/webhook/ivr' };
    const { head, things } = recorded(posted({ call: 'c', who: '+12025550123' }, hook), posted({ call: 'd', who: 'front desk of the house', hint: 'Anna', other: { deep: 'Jo 12' } }, hook));
    const bodies = things.map(({ sent }) => JSON.parse((sent as { body: string }).body) as { who: string });
    expect(head).toEqual({ earshot: 'recording', version: 1, from: NOW, until: NOW, source: null, webhooks: { ivr: { subject: { path: 'call' }, events: [{ type: 'contact.started', when: { who: [bodies[0]?.who, 'front desk of the house'] } }] } } });
    // What no path of the mapping looks at does not leave.
    expect(bodies[1]).toEqual({ call: 'd', who: 'front desk of the house', hint: 'xxxx', other: { deep: 'xx xx' } });
  });

  test('carries no card number in any field, nor a number that was a caller\'s', () => {
    const field = fc.constantFrom('digits', 'note', 'id', 'customer', 'value', 'data', 'from', 'queue', 'anything', 'at', 'name', 'key');
    const wrapped = fc.constantFrom<(field: string, value: string) => unknown>((name, value) => ({ [name]: value }), (name, value) => ({ a: { [name]: [value] } }), (name, value) => ({ [name]: `it is ${value}, yes.` }), (name, value) => ({ [value]: name }), (name, value) => ({ inner: JSON.stringify({ [name]: value }) }), (name, value) => ({ [name]: Number(value) }));
    fc.assert(fc.property(fc.constantFrom('4111111111111111', '5500005555555559', '4916338506082832', '12025550123', '4930123456'), field, wrapped, (number, name, wrap) => {
      expect(bodyOf(wrap(name, number))).not.toContain(number.slice(0, 7));
    }), { numRuns: 400 });
  });
});

test('one runs at a time, of one source where it is asked for, ends with its time, and is forgotten when nobody fetches it', () => {
  const { recorder, pass } = recorderOf();
  expect([recorder.state(), recorder.take(), recorder.begin('ivr', 5), recorder.begin('ivr', 5)]).toEqual([{ is: 'none' }, undefined, true, false]);
  recorder.heard(posted({ call: 'a' }));
  recorder.heard(posted({ call: 'b' }, { source: 'other' }));
  pass(5 * 60_000);
  recorder.heard({ ...posted({ call: 'c' }), at: NOW + 300_001 });
  expect(recorder.state()).toEqual({ is: 'over', source: 'ivr', from: NOW, until: NOW + 300_000, things: 1, full: false });
  pass(11 * 60_000);
  expect([recorder.state(), recorder.take()]).toEqual([{ is: 'none' }, undefined]);
});
