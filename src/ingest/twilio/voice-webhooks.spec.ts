import { describe, expect, test } from '@jest/globals';
import { CALL, CALLER, contactOf, LINE, outline, status, tell, webhook } from './story.js';

/** A leg that <Dial> made to a browser. */
const leg = { CallSid: 'CA02', ParentCallSid: CALL, Direction: 'outbound-dial', To: 'client:alice' };

describe('status callbacks of the caller\'s call', () => {
  test('completed tells when the call began, from CallDuration in seconds', () => {
    expect(outline([status(69, 'completed', { CallDuration: '69', Duration: '2' })])).toEqual([
      [0, 'contact.started', { channel: 'voice', direction: 'inbound', from: CALLER, to: LINE }],
      [69.999, 'contact.ended', { cause: 'completed' }],
    ]);
  });

  test.each([
    ['busy', 'system'], ['failed', 'system'], ['no-answer', 'customer'], ['canceled', 'customer'],
  ])('%s: ended by %s', (how, by) => {
    expect(contactOf([status(9, how)])).toMatchObject({ endedBy: by, endCause: how });
  });

  test('come in any order, and twice', () => {
    const posts = [status(0, 'ringing', { SequenceNumber: '1' }), status(0, 'in-progress', { SequenceNumber: '2' }), status(30, 'completed', { SequenceNumber: '3', CallDuration: '30' })];
    const contact = contactOf(posts);
    expect(contactOf([...posts.toReversed(), ...posts])).toEqual(contact);
    expect(tell([...posts, ...posts]).events.length / 2).toBe(new Set(tell(posts).events.map(({ id }) => id)).size);
  });

  test('a call to a customer is outbound, and its result is told', () => {
    expect(outline([status(0, 'ringing', { Direction: 'outbound-api' }), status(20, 'no-answer', { Direction: 'outbound-api' })], 'outbound')).toEqual([
      [0, 'outbound.dialed', { to: LINE }], [20, 'outbound.result', { result: 'no-answer' }],
    ]);
    expect(outline([status(20, 'completed', { Direction: 'outbound-api', CallDuration: '15', AnsweredBy: 'machine_end_beep' })], 'outbound')).toEqual([[5, 'outbound.result', { result: 'machine' }]]);
  });

  test('an agent\'s browser or desk phone is no customer', () => {
    const { events, last } = tell([status(0, 'ringing', { From: 'client:alice' }), webhook(0, { From: 'sip:bob@office.sip.twilio.com' })]);
    expect([events, last.ignored]).toEqual([[], ['the call of an agent\'s phone']]);
    expect(outline([status(0, 'ringing', { From: 'sip:+12025550123@carrier.example' })])).toHaveLength(1);
  });
});

describe('a leg that <Dial> makes', () => {
  test('rings, answers and parts as the agent of its browser', () => {
    const posts = [status(5, 'ringing', leg), status(9, 'in-progress', leg, { queue: 'sales' }), status(60, 'completed', { ...leg, CallDuration: '51' })];
    expect(outline(posts)).toEqual([
      [5, 'agent.offered', { agent: 'alice' }],
      [9, 'agent.offer.ended', { agent: 'alice', reason: 'answered' }],
      [9, 'agent.connected', { agent: 'alice', queue: 'sales', segment: 'CA02' }],
      [9, 'agent.connected', { agent: 'alice', segment: 'CA02' }],
      [60.999, 'agent.left', { agent: 'alice', segment: 'CA02' }],
    ]);
    expect(contactOf([status(0, 'ringing'), ...posts]).segments).toEqual([expect.objectContaining({ agent: 'alice', connectedAt: expect.any(Number) })]);
  });

  test('of a telephone number nobody\'s name is made up, unless the address names the agent', () => {
    const phone = { ...leg, To: '+12025550177' };
    expect(outline([status(5, 'ringing', phone), status(5, 'ringing', phone, { agent: 'Reception' })])).toEqual([
      [5, 'agent.offered', { agent: 'unknown' }], [5, 'agent.offered', { agent: 'Reception' }],
    ]);
    expect(JSON.stringify(tell([status(5, 'ringing', phone)]).events)).not.toContain('5550177');
  });

  test.each([['busy', 'busy'], ['no-answer', 'timeout'], ['failed', 'unreachable'], ['canceled', 'cancelled']])('%s ends the offer: %s', (how, reason) => {
    expect(outline([status(25, how, leg)])).toEqual([[25, 'agent.offer.ended', { agent: 'alice', reason }]]);
  });

  test('the action of <Dial> tells the same where its address names the agent', () => {
    const action = { DialCallStatus: 'completed', DialCallSid: 'CA02', DialCallDuration: '51' };
    expect(outline([webhook(60, action, { agent: 'alice' })])).toEqual([
      [9, 'agent.connected', { agent: 'alice', segment: 'CA02' }], [60, 'agent.left', { agent: 'alice', segment: 'CA02' }],
    ]);
    expect(outline([webhook(60, action)])).toEqual([]);
  });
});

describe('<Gather>', () => {
  const posted = (fields: Readonly<Record<string, string>>, hints = {}): unknown[] => outline([webhook(4, fields, hints)], 'ivr');

  test('one key is the key; of more, only the count is known', () => {
    expect(posted({ Digits: '3' })).toEqual([[4, 'ivr.input', { kind: 'key', key: '3' }]]);
    expect(posted({ Digits: '4111111111111111' })).toEqual([[4, 'ivr.input', { kind: 'slot', length: 16 }]]);
    expect(posted({ Digits: '7' }, { slot: 'children' })).toEqual([[4, 'ivr.input', { kind: 'slot', slot: 'children', length: 1 }]]);
  });

  test('of speech nothing is kept but that there was some', () => {
    expect(posted({ SpeechResult: 'My card is four one one one', Confidence: '0.9' })).toEqual([[4, 'ivr.input', { kind: 'speech' }]]);
  });

  test('silence is posted only with actionOnEmptyResult', () => {
    expect(posted({ Digits: '' })).toEqual([[4, 'ivr.no-input', {}]]);
    expect(posted({})).toEqual([]);
  });

  test('the node is what the address says, and a key belongs to the one before', () => {
    const contact = contactOf([webhook(0, { CallStatus: 'ringing' }, { node: 'main' }), webhook(6, { Digits: '2' }, { node: 'billing' })]);
    expect(contact.menu).toEqual([expect.objectContaining({ node: 'main', inputs: [expect.objectContaining({ key: '2' })] }), expect.objectContaining({ node: 'billing', inputs: [] })]);
  });
});

describe('<Enqueue>', () => {
  const waits = { QueueSid: 'QU01', QueuePosition: '2', QueueTime: '0', CurrentQueueSize: '2', AvgQueueTime: '0' };

  test('the waitUrl is asked for again and again: the caller has entered once', () => {
    const posts = [webhook(10, waits), webhook(10.8, waits), webhook(31, { ...waits, QueueTime: '21', QueuePosition: '1' })];
    expect(contactOf(posts).visits).toEqual([expect.objectContaining({ queue: 'QU01' })]);
  });

  test('a second stay in the same queue is another visit', () => {
    const posts = [webhook(10, waits), webhook(40, { QueueResult: 'leave', QueueSid: 'QU01', QueueTime: '30' }), webhook(50, waits)];
    expect(contactOf(posts).visits.map(({ reason }) => reason)).toEqual(['exit-key', undefined]);
  });

  test.each([
    ['hangup', 'abandoned'], ['leave', 'exit-key'], ['redirected', 'withdrawn'], ['queue-full', 'full'], ['system-error', 'unavailable'], ['error', 'unavailable'], ['redirected-from-bridged', 'answered'],
  ])('%s: left as %s', (QueueResult, reason) => {
    expect(outline([webhook(40, { QueueResult, QueueSid: 'QU01', QueueTime: '30' }, { queue: 'support' })])).toEqual([[40, 'queue.left', { queue: 'support', reason, waitMs: 30_000 }]]);
  });

  test('an application knows better why it took a caller out, but not that a caller hung up', () => {
    const left = (QueueResult: string): unknown[] => outline([webhook(40, { QueueResult, QueueSid: 'QU01' }, { reason: 'timeout' })]);
    expect([left('redirected'), left('hangup')]).toEqual([[[40, 'queue.left', { queue: 'QU01', reason: 'timeout' }]], [[40, 'queue.left', { queue: 'QU01', reason: 'abandoned' }]]]);
  });

  test('the action fires after the conversation; the url of <Queue> tells the answer in its moment, with the wait', () => {
    const posts = [
      webhook(10, waits, { queue: 'support' }),
      webhook(35, { QueueSid: 'QU01', QueueTime: '25', DequeingCallSid: 'CA09' }, { queue: 'support', agent: 'alice' }),
      webhook(95, { QueueResult: 'bridged', QueueSid: 'QU01', QueueTime: '25' }, { queue: 'support' }),
    ];
    const contact = contactOf([posts[2]!, posts[0]!, posts[1]!]);
    expect(contact.visits).toEqual([expect.objectContaining({ queue: 'support', reason: 'answered', waitMs: 25_000, agent: 'alice' })]);
    expect(contact.segments).toEqual([expect.objectContaining({ agent: 'alice' })]);
  });
});

test('<Record> is voicemail, once, though action and recording callback both tell it; a recorded conversation is none', () => {
  const recording = { RecordingSid: 'RE01', RecordingUrl: 'https://api.twilio.com/RE01', RecordingDuration: '12' };
  const posts = [webhook(50, { ...recording, Digits: 'hangup' }), webhook(52, { ...recording, RecordingStatus: 'completed', RecordingSource: 'RecordVerb' })];
  expect(new Set(tell(posts).events.map(({ id }) => id)).size).toBe(1);
  expect(outline(posts.slice(0, 1))).toEqual([[50, 'voicemail.left', { seconds: 12 }]]);
  expect(outline([webhook(52, { ...recording, RecordingStatus: 'completed', RecordingSource: 'DialVerb' })])).toEqual([]);
});

test('a conference tells when the customer is on hold', () => {
  const post = (event: string, label: string): unknown[] => outline([webhook(70, { ConferenceSid: 'CF01', StatusCallbackEvent: event, SequenceNumber: '4', ParticipantLabel: label })].map((each) => (
    each.is === 'call' ? { ...each, fields: Object.fromEntries(Object.entries(each.fields).filter(([name]) => name !== 'CallStatus')) } : each)));
  expect([post('participant-hold', 'customer'), post('participant-unhold', ''), post('participant-hold', 'worker'), post('participant-join', 'customer')])
    .toEqual([[[70, 'hold.started', {}]], [[70, 'hold.ended', {}]], [], []]);
});

test('a webhook that names no call is refused, and says so', () => {
  expect(tell([webhook(0, { CallSid: '' })]).last.refused).toEqual([{ index: 0, reason: 'A voice webhook names no CallSid.' }]);
});

test('a document that is asked for again, a day later with the same token, was asked for when it was asked for first', () => {
  const first = webhook(5, {}, { node: 'main' });
  const again = { ...first, at: first.at + 86_400_000 };
  expect(contactOf([first, again])).toEqual(contactOf([first]));
  expect(contactOf([again, first])).toEqual(contactOf([first]));
});
