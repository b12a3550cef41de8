import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contactOf } from '../../../test/support/story.js';
import { startGenesys } from './state.js';
import { activity, at, calledBack, EPOCH, genesys, handedOn, served, translated } from './story.js';
import { translateGenesys } from './translate.js';

type Known = Record<string, ReturnType<typeof contactOf>>;

function contacts(posts: readonly (readonly unknown[])[]): Known {
  const events = translated(posts).filter(({ type }) => !type.startsWith('agent.s'));
  return Object.fromEntries([...new Set(events.map(({ subject }) => subject))].map((id) => [id, contactOf(events.filter(({ subject }) => subject === id))]));
}
const each = (events: readonly object[]): object[][] => events.map((event) => [event]);
const seconds = (instant: number | undefined): number | undefined => (instant === undefined ? undefined : (instant - EPOCH) / 1_000);
const visitsOf = (contact: Known[string] | undefined): unknown => contact?.visits.map(({ queue, enteredAt, leftAt, reason }) => [queue, seconds(enteredAt), seconds(leftAt), reason]);
const partsOf = (contact: Known[string] | undefined): unknown => contact?.segments.map(({ agent, connectedAt, leftAt, by }) => [agent, seconds(connectedAt), seconds(leftAt), by]);

/** What happens after the first four events of a call that is served: the caller is in the queue, since second 20. */
const waits = (...then: readonly object[]): object[][] => each([...served('c').slice(0, 4), ...then]);
const flowOut = (second: number, more: object = {}): object => genesys(second, 'acd.end', 'c', { queueId: 'support', acdOutcome: 'FLOW_OUT', ...more });
const inQueue = (second: number, more: object): object => genesys(second, 'flow.end', 'c', { flowId: 'wait', flowType: 'INQUEUECALL', ...more });

describe('a call', () => {
  test('that is served is its menu, its wait, its agent and its end', () => {
    const { c } = contacts(each(served('c')));
    expect(c).toMatchObject({
      id: 'c', channel: 'voice', direction: 'inbound', entry: '+12025550100', startedAt: at(0), endedAt: at(200), endedBy: 'customer', endCause: 'ENDPOINT',
      menu: [{ node: 'menu', flow: 'menu', flowVersion: '7.0', purpose: 'route', enteredAt: at(1), leftAt: at(20) }],
      visits: [{ queue: 'support', enteredAt: at(20), leftAt: at(52), reason: 'answered', waitMs: 32_000, agent: 'anna', direct: false }],
      offers: [{ agent: 'anna', queue: 'support', at: at(45), endedAt: at(52), reason: 'answered' }],
      segments: [{ agent: 'anna', queue: 'support', connectedAt: at(52), leftAt: at(200), by: 'customer', wrapUpStartedAt: at(200), wrapUpEndedAt: at(230), disposition: 'rebate' }],
    });
    expect(c?.segments).toHaveLength(1);
  });

  test('is with its agent as soon as the queue says who answered', () => {
    expect(partsOf(contacts(each(served('c').slice(0, 6)))['c'])).toEqual([['anna', 52, undefined, undefined]]);
  });

  test('whose event from the queue was lost is made good by the agent\'s', () => {
    const events = served('c').filter((_, index) => index !== 5);
    expect([visitsOf(contacts(each(events))['c']), partsOf(contacts(each(events))['c'])]).toEqual([[['support', 20, 52, 'answered']], [['anna', 52, 200, 'customer']]]);
  });

  test('that rings in vain is offered, and nobody\'s part', () => {
    const missed = genesys(45, 'user.end', 'c', { queueId: 'support', userId: 'carl', disconnectType: 'NO_ANSWER_TRANSFER', interactingDurationMs: 0, heldDurationMs: 0, alertingDurationMs: 15_000 });
    const { c } = contacts(waits(genesys(30, 'user.start', 'c', { queueId: 'support', userId: 'carl' }), missed, ...served('c').slice(4)));
    expect([c?.offers.map(({ agent, reason }) => [agent, reason]), partsOf(c)]).toEqual([[['carl', 'timeout'], ['anna', 'answered']], [['anna', 52, 200, 'customer']]]);
  });

  test('that an agent hangs up on is ended by the agent, whichever of the two events comes first', () => {
    const ends = [genesys(200, 'customer.end', 'c', { disconnectType: 'PEER' }), genesys(200.3, 'user.end', 'c', { queueId: 'support', userId: 'anna', disconnectType: 'CLIENT', interactingDurationMs: 148_300 })];
    for (const order of [ends, ends.toReversed()]) expect(contacts(waits(...served('c').slice(4, 6), ...order))['c']).toMatchObject({ endedAt: at(200), endedBy: 'agent', endCause: 'PEER' });
  });

  test('that the flow hangs up on is ended by the system', () => {
    const { c } = contacts(each([...served('c').slice(0, 2), genesys(9, 'flow.end', 'c', { flowId: 'menu', flowType: 'INBOUNDCALL', exitReason: 'FLOW_ERROR_DISCONNECT' }), genesys(9.1, 'customer.end', 'c', { disconnectType: 'PEER' })]));
    expect([c?.endedBy, c?.outcomes]).toEqual(['system', [{ at: at(9), name: 'flow', result: 'failure' }]]);
  });
});

describe('who leaves a queue without an agent', () => {
  test('and hangs up has abandoned it', () => {
    const gone = [genesys(61, 'acd.end', 'c', { queueId: 'support', acdOutcome: 'ABANDON', disconnectType: 'PEER' }), genesys(61, 'customer.end', 'c', { disconnectType: 'ENDPOINT' })];
    expect(contacts(waits(...gone))['c']).toMatchObject({ endedBy: 'customer', visits: [{ reason: 'abandoned', waitMs: 41_000 }], segments: [] });
  });

  test.each([
    ['whom the system hangs up on is turned away', [genesys(61, 'acd.end', 'c', { queueId: 'support', acdOutcome: 'ABANDON', disconnectType: 'SYSTEM' })], 'unavailable', undefined],
    ['whom the flow in the queue hangs up on is turned away', [genesys(61, 'acd.end', 'c', { queueId: 'support', acdOutcome: 'ABANDON', disconnectType: 'PEER' }), inQueue(60.9, { exitReason: 'FLOW_DISCONNECT' })], 'unavailable', undefined],
    ['and speaks to the machine has left a voicemail', [flowOut(61), genesys(62, 'voicemail.start', 'c', { queueId: 'support' })], 'voicemail', undefined],
    ['and whom the flow sends to the machine has left for a voicemail', [flowOut(61), inQueue(61, { exitReason: 'TRANSFER', transferType: 'ACD_VOICEMAIL' })], 'voicemail', undefined],
    ['and waits on in another has flowed over to it', [flowOut(61), genesys(61, 'acd.start', 'c', { queueId: 'second' })], 'overflow', 'second'],
    ['and is sent to a number has been transferred', [flowOut(61), inQueue(61, { exitReason: 'TRANSFER', transferType: 'NUMBER' })], 'transferred', undefined],
    ['for a reason that nobody tells has flowed out', [flowOut(61)], 'overflow', undefined],
    ['long before the next thing is told is not taken for it', [flowOut(61), genesys(67, 'voicemail.start', 'c', { queueId: 'support' })], 'overflow', undefined],
  ])('%s', (_, then, reason, toQueue) => {
    for (const order of [then, then.toReversed()]) {
      const left = translated(waits(...order)).filter(({ id }) => id === 'c-acd-support-1:unqueued').toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)).at(-1);
      expect(left).toMatchObject({ type: 'queue.left', time: at(61), data: { queue: 'support', reason, ...(toQueue === undefined ? {} : { toQueue }) } });
      expect(contacts(waits(...order))['c']?.visits[0]?.reason).toBe(reason);
    }
  });

  test('what the machine took is told with its length', () => {
    const spoken = (ms: number) => translated(waits(genesys(90, 'voicemail.end', 'c', { queueId: 'support', voicemailDurationMs: ms }))).filter(({ type }) => type === 'voicemail.left').map(({ data }) => data);
    expect([spoken(17_400), spoken(0)]).toEqual([[{ queue: 'support', seconds: 17 }], []]);
  });
});

describe('who is passed on', () => {
  test('into another queue is one contact with two agents', () => {
    const { c } = contacts(each(handedOn('c')));
    expect(visitsOf(c)).toEqual([['support', 20, 52, 'answered'], ['billing', 150, 180, 'answered']]);
    expect(partsOf(c)).toEqual([['anna', 52, 150, 'transfer'], ['bert', 180, 300, 'agent']]);
    expect([c?.segments.map(({ transfer }) => transfer?.kind), c?.endedBy]).toEqual([['blind', undefined], 'agent']);
  });

  test('after a consultation was passed on by the first agent, not by the one who is on the line already', () => {
    const { c } = contacts(waits(
      ...served('c').slice(4, 6), genesys(100, 'user.start', 'c', { userId: 'dora' }),
      genesys(150, 'user.end', 'c', { queueId: 'support', userId: 'anna', disconnectType: 'CONSULT_TRANSFER', interactingDurationMs: 58_000, heldDurationMs: 40_000 }),
      genesys(260, 'user.end', 'c', { userId: 'dora', disconnectType: 'PEER', interactingDurationMs: 150_000 }), genesys(260, 'customer.end', 'c', { disconnectType: 'ENDPOINT' }),
    ));
    expect(partsOf(c)).toEqual([['anna', 52, 150, 'transfer'], ['dora', 110, 260, 'customer']]);
    expect(c?.segments.map(({ transfer }) => transfer?.kind)).toEqual(['consult', undefined]);
  });

  test('and meets a colleague who is called in from outside stays the same customer\'s contact', () => {
    const expert = { sessionId: 'c-expert-1', participantId: 'c-expert', direction: 'OUTBOUND', ani: 'tel:+12025550100', dnis: 'tel:+12025550177' };
    const told = each([...served('c').slice(0, 6), genesys(100, 'customer.start', 'c', expert), genesys(160, 'customer.end', 'c', { ...expert, disconnectType: 'ENDPOINT' })]);
    expect(contacts(told)['c']).toMatchObject({ direction: 'inbound', customer: '+12025550123' });
    expect(contacts(told)['c']?.endedAt).toBeUndefined();
  });
});

describe('a call-back', () => {
  test('is a contact of its own, and what became of it stands with the caller\'s', () => {
    const known = contacts(each(calledBack('c')));
    expect(known['c']).toMatchObject({
      direction: 'inbound', endedAt: at(95), segments: [], visits: [{ queue: 'support', reason: 'callback' }],
      callback: { requestedAt: at(80), due: at(3_600), attempts: 1, lastAttemptBy: 'anna', lastAttemptAt: at(970), reachedAt: at(980) },
    });
    expect(known['c:callback']).toMatchObject({ direction: 'callback', customer: '+12025550123', startedAt: at(900), endedAt: at(1_090), links: [{ contact: 'c', relation: 'callback' }] });
    expect([visitsOf(known['c:callback']), partsOf(known['c:callback'])]).toEqual([[['support', 900, 965, 'answered']], [['anna', 965, 1_080, 'customer']]]);
    expect(Object.keys(known)).toEqual(['c', 'c:callback']);
  });

  test('that was asked for on the web is nobody else\'s contact', () => {
    const known = contacts(each(calledBack('c').slice(4).filter((_, index) => index !== 1 && index !== 2)));
    expect(Object.keys(known)).toEqual(['c:callback']);
    expect(known['c:callback']?.links).toEqual([]);
  });

  test('that is taken back before anybody works on it is over for the caller, and was no contact', () => {
    const known = contacts(each([...calledBack('c').slice(0, 7), genesys(500, 'customer.end', 'c', { mediaType: 'CALLBACK', sessionId: 'c-caller-2', disconnectType: 'SYSTEM' })]));
    expect([Object.keys(known), known['c']?.callback?.cancelledAt]).toEqual([['c'], at(500)]);
  });

  test('that is reached after Earshot was restarted counts for the caller all the same', () => {
    const events = calledBack('c');
    const known = [...translated([events.slice(0, 7)]), ...translated([events.slice(7)])].filter(({ subject }) => subject === 'c');
    expect(contactOf(known).callback).toMatchObject({ attempts: 1, reachedAt: at(980) });
  });
});

describe('other conversations', () => {
  test('in writing have their messenger\'s name as channel', () => {
    const chat = { mediaType: 'MESSAGE', messageType: 'WHATSAPP', ani: undefined, dnis: undefined, addressFrom: '4915112345678', addressTo: 'shop', externalContactId: 'kim' };
    const { m } = contacts(each([genesys(0, 'customer.start', 'm', chat), genesys(1, 'acd.start', 'm', { ...chat, queueId: 'chat' }), genesys(9, 'acd.end', 'm', { ...chat, queueId: 'chat', acdOutcome: 'ANSWERED', answeredUserId: 'anna' })]));
    expect(m).toMatchObject({ channel: 'whatsapp', direction: 'inbound', customer: 'kim', entry: 'shop', visits: [{ queue: 'chat', reason: 'answered' }], segments: [{ agent: 'anna' }] });
  });

  test('that agents begin are nobody\'s wait', () => {
    const call = { direction: 'OUTBOUND', ani: 'sip:6178655f@org.orgspan.com', dnis: 'tel:+12025550123' };
    const anna = { ...call, userId: 'anna', queueId: 'sales' };
    const story = (talked: number) => contacts(each([
      genesys(0, 'user.start', 'o', anna), genesys(1, 'customer.start', 'o', call), genesys(40, 'customer.end', 'o', { ...call, disconnectType: 'ENDPOINT', interactingDurationMs: talked }),
      genesys(40, 'user.end', 'o', { ...anna, disconnectType: 'PEER', interactingDurationMs: talked, dialingDurationMs: 8_000 }),
    ]))['o'];
    expect(story(30_000)).toMatchObject({ direction: 'outbound', customer: '+12025550123', visits: [], offers: [], endedAt: at(40) });
    expect([partsOf(story(30_000)), partsOf(story(0))]).toEqual([[['anna', 10, 40, 'customer']], []]);
  });

  test('between two agents are none, until a customer is on the line', () => {
    const talk = [genesys(0, 'user.start', 'i', { userId: 'anna', direction: 'OUTBOUND' }), genesys(0, 'user.start', 'i', { userId: 'bert' }), genesys(60, 'user.end', 'i', { userId: 'bert', disconnectType: 'PEER', interactingDurationMs: 50_000 })];
    expect(contacts(each(talk))).toEqual({});
    expect(partsOf(contacts(each([...talk, genesys(0, 'customer.start', 'i')]))['i'])).toEqual([['bert', 10, 60, 'customer']]);
  });

  test('are told by the detail alone, as an input transformer and the websocket send it', () => {
    const details = served('c').map((event) => (event as { detail: object }).detail);
    expect(contacts(each(details))).toEqual(contacts(each(served('c'))));
  });
});

test('what agents and callers wrote or said is not in what is told', () => {
  expect(JSON.stringify(translated(each([...served('c'), ...calledBack('d')])))).not.toMatch(/Schmidt/);
});

test('what cannot be read is refused with what to do, what is not used is counted', () => {
  const { events, refused, unused } = translateGenesys(startGenesys('genesys'), [
    7, null, {}, { 'detail-type': 'v2.detail.events.conversation.{id}.acd.start', detail: { eventBody: { eventTime: EPOCH } } }, { topicName: 'v2.detail.events.conversation.c.acd.start', eventBody: { conversationId: 'c' } },
    { topicName: 'v2.users.u.activity', eventBody: {} }, genesys(0, 'attributes', 'c'), genesys(0, 'customer.start', 'c', { mediaType: 'SCREENSHARE' }),
    { 'detail-type': 'v2.analytics.queues.{id}.observations', detail: { topicName: 'v2.analytics.queues.0f1d0f1d-0f1d-4f1d-8f1d-0f1d0f1d0f1d.observations', eventBody: {} } }, genesys(0, 'constructor', 'c'),
  ]);
  expect([events, unused]).toEqual([[], ['attributes', 'customer.start of SCREENSHARE', 'v2.analytics.queues.observations', 'constructor']]);
  expect(refused.map(({ index, reason }) => [index, reason.split('.')[0]?.split(',')[0]])).toEqual([
    ...[0, 1, 2].map((index) => [index, 'It says neither detail-type nor topicName']), [3, 'The acd'], [4, 'The acd'], [5, 'The activity of a user has no id'],
  ]);
  expect(refused.slice(3, 5).map(({ reason }) => reason)).toEqual([expect.stringMatching(/has no conversationId/), expect.stringMatching(/of c has no eventTime/)]);
});

describe('in any order, twice, in posts of any size', () => {
  const all = [
    ...served('a'), ...handedOn('b'),
    ...served('f').slice(0, 4), genesys(61, 'acd.end', 'f', { queueId: 'support', acdOutcome: 'FLOW_OUT' }), genesys(62, 'voicemail.start', 'f', { queueId: 'support' }),
    genesys(80, 'voicemail.end', 'f', { queueId: 'support', voicemailDurationMs: 17_000 }), genesys(81, 'customer.end', 'f', { disconnectType: 'ENDPOINT' }),
  ];

  test('the contacts are the same', () => {
    const inOrder = contacts([all]);
    fc.assert(fc.property(fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), fc.integer({ min: 1, max: 9 }), (told, size) => {
      const posts = told.flatMap((_, index) => (index % size === 0 ? [told.slice(index, index + size)] : []));
      expect(contacts(posts)).toEqual(inOrder);
    }), { numRuns: 150 });
  });

  test('call-backs too, where their first event comes first and their last one last', () => {
    const events = calledBack('c');
    const [first, asked, last] = [events[0], events[4], events.at(-1)] as [object, object, object];
    const between = events.filter((event) => ![first, asked, last].includes(event));
    const inOrder = contacts([events]);
    fc.assert(fc.property(fc.shuffledSubarray([...between, ...between], { minLength: between.length * 2 }), (told) => {
      expect(contacts(each([first, asked, ...told, last]))).toEqual(inOrder);
    }), { numRuns: 100 });
  });
});

test('whatever is sent, something is said about it and nothing is thrown', () => {
  const word = fc.oneof(fc.constantFrom('VOICE', 'CALLBACK', 'OUTBOUND', 'TRANSFER', 'c', 'constructor', '__proto__', ''), fc.string(), fc.integer(), fc.constant(null));
  const body = fc.dictionary(fc.constantFrom('eventTime', 'conversationId', 'sessionId', 'mediaType', 'direction', 'queueId', 'userId', 'acdOutcome', 'disconnectType', 'interactingDurationMs', 'callbackNumbers', 'flowId', 'ani', 'id', 'routingStatus'), fc.oneof(word, fc.integer({ min: EPOCH, max: EPOCH + 1e6 })));
  const kind = fc.constantFrom('customer.start', 'customer.end', 'acd.start', 'acd.end', 'user.start', 'user.end', 'flow.start', 'flow.end', 'flow.outcome', 'acw', 'voicemail.end', 'contact', 'toString');
  const sent = fc.oneof(fc.anything(), fc.record({ topicName: kind.map((each) => `v2.detail.events.conversation.c.${each}`), eventBody: body }), fc.record({ topicName: fc.constant('v2.users.u.activity'), eventBody: body }));
  fc.assert(fc.property(fc.array(sent, { maxLength: 12 }), (documents) => {
    const { events, refused, unused = [] } = translateGenesys(startGenesys('genesys'), documents);
    expect(refused.length + unused.length).toBeLessThanOrEqual(documents.length);
    expect(events.every(({ id, time, subject }) => id !== '' && Number.isFinite(time) && subject !== '')).toBe(true);
  }), { numRuns: 300 });
});

describe('an agent\'s activity', () => {
  const told = (...documents: readonly object[]): unknown[] => translated(each(documents)).map(({ type, subject, time, data }) => [type, subject, seconds(time), data]);

  test('is a state, and the queues that are worked in', () => {
    expect(told(activity(10, 'anna', 'IDLE', 'ON_QUEUE', ['support', 'billing']), activity(70, 'anna', 'INTERACTING', 'ON_QUEUE', ['support']))).toEqual([
      ['agent.signed-in', 'anna', 10, { queues: ['support', 'billing'] }], ['agent.state', 'anna', 10, { state: 'available' }],
      ['agent.signed-out', 'anna', 70, { queues: ['billing'] }], ['agent.signed-in', 'anna', 70, { queues: ['support'] }], ['agent.state', 'anna', 70, { state: 'on-contact' }],
    ]);
  });

  test.each([
    ['OFF_QUEUE', 'BREAK', { state: 'away', reason: 'Break' }], ['OFF_QUEUE', 'AVAILABLE', { state: 'away', reason: 'Available' }], ['OFF_QUEUE', 'OFFLINE', { state: 'offline' }],
    ['NOT_RESPONDING', 'ON_QUEUE', { state: 'not-responding' }], ['COMMUNICATING', 'ON_QUEUE', { state: 'on-contact' }],
  ])('%s with presence %s', (routing, presence, data) => {
    expect(told(activity(10, 'anna', routing, presence, []))).toEqual([['agent.state', 'anna', 10, data]]);
  });
});
