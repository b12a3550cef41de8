import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contactOf } from '../../../test/support/story.js';
import type { EarshotEvent } from '../../domain/event.js';
import { startConnect } from './state.js';
import { contactEvent, contactRecord, EPOCH, translated } from './story.js';
import { translateConnect } from './translate.js';

const contacts = (posts: readonly (readonly object[])[]): Record<string, ReturnType<typeof contactOf>> => {
  const events = translated(posts).filter(({ type }) => !type.startsWith('agent.s'));
  return Object.fromEntries([...new Set(events.map(({ subject }) => subject))].map((id) => [id, contactOf(events.filter(({ subject }) => subject === id))]));
};
const at = (second: number): number => EPOCH + second * 1_000;
const seconds = (instant: number | undefined): number | undefined => (instant === undefined ? undefined : (instant - EPOCH) / 1_000);

/** An inbound call as Connect tells it, each event knowing what came before. */
const served = [
  contactEvent(0, 'INITIATED', 'a', { began: 0 }),
  contactEvent(1, 'CONNECTED_TO_SYSTEM', 'a', { began: 0, system: 0 }),
  contactEvent(20, 'QUEUED', 'a', { began: 0, system: 0, queued: 20 }),
  contactEvent(52, 'CONNECTED_TO_AGENT', 'a', { began: 0, system: 0, queued: 20, agent: 52 }),
  contactEvent(200, 'DISCONNECTED', 'a', { began: 0, system: 0, queued: 20, agent: 52, ended: 200, disconnectReason: 'CUSTOMER_DISCONNECT' }),
];

/** Anna hands the caller on to billing, where Bert answers. */
const handedOn = [
  ...served.slice(0, 4),
  contactEvent(150, 'INITIATED', 'b', { began: 150, initiationMethod: 'TRANSFER', initialContactId: 'a', previousContactId: 'a' }),
  contactEvent(151, 'QUEUED', 'b', { began: 150, initiationMethod: 'TRANSFER', initialContactId: 'a', previousContactId: 'a', queued: 151, queue: 'billing' }),
  contactEvent(155, 'DISCONNECTED', 'a', { began: 0, system: 0, queued: 20, agent: 52, ended: 155, disconnectReason: 'AGENT_DISCONNECT' }),
  contactEvent(180, 'CONNECTED_TO_AGENT', 'b', { began: 150, initiationMethod: 'TRANSFER', initialContactId: 'a', previousContactId: 'a', queued: 151, queue: 'billing', agent: 180, agentId: 'bert' }),
  contactEvent(300, 'DISCONNECTED', 'b', {
    began: 150, initiationMethod: 'TRANSFER', initialContactId: 'a', previousContactId: 'a', queued: 151, queue: 'billing', agent: 180, agentId: 'bert', ended: 300, disconnectReason: 'CUSTOMER_DISCONNECT',
  }),
];

describe('contact events', () => {
  test('of a call that is served are its wait, its agent and its end', () => {
    const { a } = contacts(served.map((event) => [event]));
    expect(a).toMatchObject({ id: 'a', channel: 'voice', direction: 'inbound', startedAt: at(0), endedAt: at(200), endedBy: 'customer', endCause: 'CUSTOMER_DISCONNECT' });
    expect(a?.visits).toEqual([{ id: 'a:queue', queue: 'support', enteredAt: at(20), leftAt: at(52), reason: 'answered', waitMs: 32_000, agent: 'anna', direct: false, transferredIn: false }]);
    expect(a?.segments).toMatchObject([{ id: 'a:agent', agent: 'anna', queue: 'support', connectedAt: at(52), leftAt: at(200), by: 'customer' }]);
  });

  test('make good for those that were lost: each tells all that came before', () => {
    expect(contacts([served.slice(-1)])).toEqual(contacts([served]));
  });

  test('of a caller who hangs up in the queue are an abandon', () => {
    const gone = contactEvent(61, 'DISCONNECTED', 'a', { began: 0, system: 0, queued: 20, ended: 61, disconnectReason: 'CUSTOMER_DISCONNECT' });
    expect(contacts([[...served.slice(0, 3), gone]])['a']?.visits).toMatchObject([{ queue: 'support', reason: 'abandoned', leftAt: at(61), waitMs: 41_000 }]);
  });

  test('of a caller whom the flow hangs up on in the queue are no abandon', () => {
    const gone = contactEvent(61, 'DISCONNECTED', 'a', { began: 0, system: 0, queued: 20, ended: 61, disconnectReason: 'CONTACT_FLOW_DISCONNECT' });
    expect(contacts([[...served.slice(0, 3), gone]])['a']).toMatchObject({ endedBy: 'system', visits: [{ reason: 'unavailable' }] });
  });

  test('of a transfer are one contact with two parts, over when the last is', () => {
    const known = contacts(handedOn.map((event) => [event]));
    expect(Object.keys(known)).toEqual(['a']);
    expect(known['a']).toMatchObject({ startedAt: at(0), endedAt: at(300), endedBy: 'customer' });
    expect(known['a']?.visits.map(({ queue, reason, agent, transferredIn }) => [queue, reason, agent, transferredIn])).toEqual([['support', 'answered', 'anna', false], ['billing', 'answered', 'bert', true]]);
    expect(known['a']?.segments.map(({ agent, connectedAt, leftAt, transfer }) => [agent, seconds(connectedAt), seconds(leftAt), transfer?.toQueue])).toEqual([['anna', 52, 155, 'billing'], ['bert', 180, 300, undefined]]);
  });

  test('leave the caller on the line while one agent has hung up and the next has not answered', () => {
    const meanwhile = contacts(handedOn.slice(0, 7).map((event) => [event]))['a'];
    expect([meanwhile?.endedAt, meanwhile?.visits.map(({ queue, leftAt }) => [queue, seconds(leftAt)])]).toEqual([undefined, [['support', 52], ['billing', undefined]]]);
  });

  test('of a caller who is put from one queue into another are no abandon of the first', () => {
    const chain = { initiationMethod: 'QUEUE_TRANSFER', initialContactId: 'a', previousContactId: 'a', began: 60 };
    const moved = [
      ...served.slice(0, 3), contactEvent(60, 'INITIATED', 'b', chain), contactEvent(60, 'DISCONNECTED', 'a', { began: 0, queued: 20, ended: 60 }),
      contactEvent(61, 'QUEUED', 'b', { ...chain, queued: 61, queue: 'billing' }), contactEvent(90, 'DISCONNECTED', 'b', { ...chain, queued: 61, queue: 'billing', ended: 90, disconnectReason: 'CUSTOMER_DISCONNECT' }),
    ];
    expect(contacts(moved.map((event) => [event]))['a']?.visits.map(({ queue, reason }) => [queue, reason])).toEqual([['support', 'transferred'], ['billing', 'abandoned']]);
  });

  test('of a call-back are a contact of its own, and what became of it stands with the caller\'s', () => {
    const chain = { initiationMethod: 'CALLBACK', initialContactId: 'a', previousContactId: 'a', began: 60 };
    const known = contacts([
      [...served.slice(0, 3), contactEvent(60, 'INITIATED', 'c', chain)], [contactEvent(62, 'DISCONNECTED', 'a', { began: 0, queued: 20, ended: 62, disconnectReason: 'CUSTOMER_DISCONNECT' })],
      [contactEvent(900, 'CONNECTED_TO_AGENT', 'c', { ...chain, queued: 60, agent: 900 }), contactEvent(910, 'CONNECTED_TO_SYSTEM', 'c', { ...chain, queued: 60, agent: 900, system: 910 })],
      [contactEvent(1_000, 'DISCONNECTED', 'c', { ...chain, queued: 60, agent: 900, system: 910, ended: 1_000 })],
    ]);
    expect(known['a']).toMatchObject({ endedAt: at(62), visits: [{ reason: 'callback' }], callback: { requestedAt: at(60), attempts: 1, lastAttemptBy: 'anna', reachedAt: at(910) } });
    expect(known['c']).toMatchObject({ direction: 'callback', endedAt: at(1_000), links: [{ contact: 'a', relation: 'callback' }], segments: [{ agent: 'anna' }] });
  });

  test('of calls that agents make are nobody\'s wait', () => {
    const call = { initiationMethod: 'OUTBOUND', began: 0, queued: 0, queue: 'outbound', agent: 1 };
    expect(contacts([[contactEvent(40, 'DISCONNECTED', 'o', { ...call, ended: 40 })]])['o']).toMatchObject({ direction: 'outbound', visits: [], segments: [{ agent: 'anna' }], endedAt: at(40) });
  });

  test('to one agent\'s own queue are answered without a queue', () => {
    const direct = contactEvent(9, 'CONNECTED_TO_AGENT', 'a', { began: 0, queued: 5, agent: 9, queue: 'agent/anna' });
    expect(contacts([[direct]])['a']).toMatchObject({ visits: [], segments: [{ agent: 'anna' }] });
  });

  test('without a contact are refused with what to do, others are let pass and counted', () => {
    const { events, refused, unused } = translateConnect(startConnect('connect'), [
      { 'detail-type': 'Amazon Connect Contact Event', detail: { eventType: 'QUEUED' }, time: '2026-03-02T09:00:00Z' }, { detail: { eventType: 'QUEUED', contactId: 'x' } }, 7, null, {},
      { 'detail-type': 'Contact Lens Post Call Rules Matched', detail: {} }, contactEvent(0, 'INITIATED', 'm', { initiationMethod: 'MONITOR', began: 0 }),
    ]);
    expect([events, unused, refused.map(({ index }) => index)]).toEqual([[], ['Contact Lens Post Call Rules Matched', 'MONITOR'], [0, 1, 2, 3, 4]]);
    expect(refused.map(({ reason }) => reason.split('.')[0])).toEqual([
      'It has no contactId', 'The contact event QUEUED of x has no date', ...Array.from({ length: 3 }, () => 'It is none of contact event, contact record, agent event and flow log'),
    ]);
  });
});

describe('contact records', () => {
  const record = (more: object = {}): object => contactRecord('a', {
    began: 0, system: 0, queued: 20, agent: 52, ended: 200, updated: 260, from: '+12025550123', to: '+12025550100', DisconnectReason: 'CUSTOMER_DISCONNECT', ...more,
  });

  test('tell what contact events tell, under the same ids, and who called', () => {
    const fromEvents = new Set(translated([served]).map(({ id, type, time }) => `${id} ${type} ${time}`));
    const fromRecord = translated([[record()]]);
    expect(fromRecord.filter(({ id, type, time }) => !fromEvents.has(`${id} ${type} ${time}`))).toEqual([]);
    expect(contacts([served, [record()]])['a']).toEqual({ ...contacts([served])['a'], customer: '+12025550123', number: '+12025550123', entry: '+12025550100' });
  });

  test('that are sent again with more in them count by their newest', () => {
    const first = record({ DisconnectReason: 'OTHER' });
    const newer = record({ updated: 400, wrapUp: [201, 380] });
    const newest = contacts([[newer]])['a'];
    expect(newest?.segments).toMatchObject([{ wrapUpStartedAt: at(201), wrapUpEndedAt: at(380) }]);
    for (const order of [[first, newer], [newer, first], [newer, first, newer]]) expect(contacts(order.map((each) => [each]))['a']).toEqual(newest);
  });

  test('with a queue and no agent are an abandon', () => {
    expect(contacts([[contactRecord('a', { began: 0, queued: 20, ended: 61, updated: 70, DisconnectReason: 'CUSTOMER_DISCONNECT' })]])['a']).toMatchObject({ visits: [{ reason: 'abandoned' }], segments: [] });
  });
});

describe('in any order, twice, in posts of any size', () => {
  const chain = { initiationMethod: 'QUEUE_TRANSFER', initialContactId: 'q', previousContactId: 'q', began: 60 };
  const all = [
    ...handedOn, contactRecord('a', { began: 0, system: 0, queued: 20, agent: 52, ended: 155, updated: 200, DisconnectReason: 'AGENT_DISCONNECT', NextContactId: 'b' }),
    contactEvent(0, 'QUEUED', 'q', { began: 0, queued: 20 }), contactEvent(60, 'DISCONNECTED', 'q', { began: 0, queued: 20, ended: 60 }),
    contactEvent(60, 'INITIATED', 'r', chain), contactEvent(90, 'DISCONNECTED', 'r', { ...chain, queued: 61, queue: 'billing', ended: 90, disconnectReason: 'CUSTOMER_DISCONNECT' }),
  ];

  test('the contacts are the same', () => {
    const inOrder = contacts([all]);
    fc.assert(fc.property(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), fc.integer({ min: 1, max: 9 }), (told, size) => {
      const posts = told.flatMap((_, index) => (index % size === 0 ? [told.slice(index, index + size)] : []));
      expect(contacts(posts)).toEqual(inOrder);
    }), { numRuns: 100 });
  });
});

const samples = '../shared/data/amazon-connect/contact-events-docs.json';
const printed = existsSync(samples) ? JSON.parse(readFileSync(samples, 'utf8')) as object[] : [];
if (printed.length === 0) test.skip('the vendor\'s sample events are not at ../shared/data/amazon-connect, so nothing is checked against them', () => undefined);

(printed.length > 0 ? describe : describe.skip)('contact events as printed in the vendor\'s guide', () => {
  const told = (index: number): unknown[] => translated([[printed[index] as object]]).map(({ type, time, subject, data }: EarshotEvent) => [type, new Date(time).toISOString(), subject, (data as { queue?: string }).queue]);

  test('connected to an agent', () => {
    const id = '11111111-1111-1111-1111-111111111111';
    expect(told(0)).toEqual([
      ['contact.started', '2021-08-04T17:17:53.000Z', id, undefined],
      ['queue.entered', '2021-08-04T17:29:04.000Z', id, '12345678-1234-1234-1234-123456789012'],
      ['queue.left', '2021-08-04T17:29:09.000Z', id, '12345678-1234-1234-1234-123456789012'],
      ['agent.connected', '2021-08-04T17:29:09.000Z', id, '12345678-1234-1234-1234-123456789012'],
    ]);
  });

  test('disconnected, with nothing but the event\'s own time', () => {
    expect(told(1)).toEqual([['contact.ended', '2021-08-29T18:39:44.000Z', '58092a11-6075-4025-a57d-6ada88b26d5b', undefined]]);
  });

  test('a later part of a chain belongs to the contact that it began with', () => {
    expect(new Set(told(2).map((each) => (each as unknown[])[2]))).toEqual(new Set(['11111111-2222-3333-4444-555555555555']));
  });

  test('a chat whose dates of 1970 are unset waits in its queue', () => {
    expect(told(3)).toEqual([['contact.started', '2023-10-24T02:39:15.000Z', 'c', undefined], ['queue.entered', '2023-10-24T02:39:15.000Z', 'c', 'q']]);
  });

  test('EventType with a capital letter is read as eventType', () => {
    expect(told(4).map((each) => (each as unknown[])[0])).toEqual(['contact.started', 'queue.entered', 'queue.left', 'agent.connected']);
  });
});
