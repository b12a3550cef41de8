import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { EarshotEvent } from '../../src/domain/event.js';
import { Hooks } from '../../src/ingest/webhook/hooks.js';
import { translateWebhook } from '../../src/ingest/webhook/translate.js';

const [, yaml = ''] = /```yaml\n(webhooks:[\s\S]*?)```/.exec(readFileSync('src/ingest/jambonz/README.md', 'utf8')) ?? [];
const { webhooks } = parse(yaml) as { webhooks: Record<string, unknown> };
const hook = new Hooks(() => webhooks).of('jambonz');
const AT = Date.UTC(2026, 10, 2, 9);

/** What the mapping on the page makes of posts: type, contact, data; or what it let pass or refused. */
function told(...posts: readonly unknown[]) {
  if (hook === undefined) throw new Error('The mapping on the page of jambonz is none.');
  const { events, refused, unused } = translateWebhook({ source: 'jambonz' }, { read: hook.read, things: posts, at: AT });
  return { events, refused, unused };
}
const outline = (events: readonly EarshotEvent[]): unknown[] => events.map(({ type, subject, time, data }) => [type, subject, time - AT, data]);
const of = (status: string, more: object = {}) => ({
  call_sid: 'c', direction: 'inbound', from: '+16173333456', to: '15083084809', call_id: '252d9b5a', sip_status: 200, sip_reason: 'OK', call_status: status, account_sid: 'ed649e33', application_sid: '0e0681b0', fs_sip_address: '10.0.0.7:5060', ...more,
});

describe('the call status webhook', () => {
  test('trying and completed are the call, what lies between says nothing', () => {
    const { events, unused, refused } = told(of('trying'), of('ringing'), of('in-progress'), of('completed', { call_termination_by: 'caller', duration: 30 }));
    expect(outline(events)).toEqual([
      ['contact.started', 'c', 0, { channel: 'voice', direction: 'inbound', from: '+16173333456', to: '15083084809' }], ['contact.ended', 'c', 0, { by: 'customer', cause: 'OK' }],
    ]);
    expect([unused?.length, refused]).toEqual([2, []]);
  });

  test('a withheld number is none', () => {
    expect(told(of('trying', { from: 'anonymous' })).events[0]?.data).toEqual({ channel: 'voice', direction: 'inbound', to: '15083084809' });
  });

  test('a leg of dial is the agent of the call above it', () => {
    const leg = (status: string, more: object = {}) => of(status, { call_sid: 'leg', parent_call_sid: 'c', direction: 'outbound', to: 'sip:bert@sip.example.com', ...more });
    expect(outline(told(leg('trying'), leg('ringing'), leg('in-progress'), leg('completed')).events)).toEqual([['agent.offered', 'c', 0, { agent: 'bert' }], ['agent.connected', 'c', 0, { agent: 'bert' }], ['agent.left', 'c', 0, { agent: 'bert' }]]);
    const ended = (status: string, sip_status: number) => told(leg(status, { sip_status })).events[0]?.data;
    expect([ended('no-answer', 487), ended('no-answer', 480), ended('busy', 486), ended('failed', 503)]).toEqual(['cancelled', 'timeout', 'busy', 'unreachable'].map((reason) => ({ agent: 'bert', reason })));
  });
});

describe('the queue event webhook', () => {
  const queue = (event: string, more: object) => of('in-progress', { event, queue: 'support', ...more });

  test('join is of its own time, and so is leave of who was fetched', () => {
    expect(outline(told(queue('join', { join_time: AT + 500, length: 3 }), queue('leave', { leave_time: AT + 9_250, leave_reason: 'dequeued', dequeuer: { from: 'alice' } })).events)).toEqual([
      ['queue.entered', 'c', 500, { queue: 'support', position: 3 }], ['queue.left', 'c', 9_250, { queue: 'support', reason: 'answered' }], ['agent.connected', 'c', 9_250, { agent: 'alice' }],
    ]);
  });

  test('leave with "abandoned" decides nothing: the hook of the enqueue does', () => {
    expect(told(queue('leave', { leave_time: AT, leave_reason: 'abandoned' }))).toMatchObject({ events: [], refused: [], unused: [expect.any(String)] });
    const result = (queue_result: string) => told(of('in-progress', { queue_sid: 'queue:ed649e33:support', queue_time: 43, queue_result })).events[0]?.data;
    expect(['hangup', 'leave', 'error'].map(result)).toEqual(['abandoned', 'timeout', 'unavailable'].map((reason) => ({ queue: 'support', reason, waitMs: 43_000 })));
    expect(result('bridged')).toBeUndefined();
  });
});

test('the actionHook of gather: the key and the menu that it leads to, of speech nothing but that there was some', () => {
  const heard = (more: object) => told(of('in-progress', { answered: 'main', ...more })).events;
  expect(outline(heard({ reason: 'dtmfDetected', digits: '2', shown: 'billing' }))).toEqual([['ivr.input', 'c', 0, { kind: 'key', node: 'main', key: '2' }], ['ivr.node.entered', 'c', 0, { node: 'billing' }]]);
  const speech = heard({ reason: 'speechDetected', speech: { alternatives: [{ transcript: 'my PIN is 4711' }] } });
  expect(outline(speech)).toEqual([['ivr.input', 'c', 0, { kind: 'speech', node: 'main' }]]);
  expect(outline(heard({ reason: 'timeout' }))).toEqual([['ivr.no-input', 'c', 0, { node: 'main' }]]);
});

test('whatever is posted in the names of jambonz, nothing is thrown, and what is told is bounded', () => {
  const names = fc.constantFrom('call_sid', 'parent_call_sid', 'call_status', 'direction', 'from', 'to', 'event', 'queue', 'queue_sid', 'queue_result', 'queue_time', 'join_time', 'leave_time', 'leave_reason', 'dequeuer', 'reason', 'digits', 'answered', 'shown', 'matched', 'sip_status', '__proto__');
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('c', 'trying', 'in-progress', 'completed', 'busy', 'inbound', 'join', 'leave', 'dequeued', 'abandoned', 'hangup', 'dtmfDetected', 'timeout', '2', '47114711', 'sip:', AT, -1, 1e300, '', false, { from: 'alice' }));
  fc.assert(fc.property(fc.array(fc.oneof(fc.dictionary(names, values, { noNullPrototype: false }), fc.jsonValue()), { maxLength: 4 }), (posts) => {
    for (const { id, subject, time } of told(...posts).events) expect(id.length > 0 && subject.length > 0 && subject.length <= 256 && Number.isSafeInteger(time)).toBe(true);
  }), { numRuns: 500 });
});
