import { describe, expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { startEsl } from './state.js';
import { alice, CALLER, hangsUp, isHungUp, messagesOf, onAlice, rings, support, tell, type Line } from './story.js';
import { SUBSCRIPTION, translateEsl } from './translate.js';

const waits: readonly Line[] = [rings, [4, 'callcenter member-queue-start', support]];
const talks: readonly Line[] = [...waits, [5, 'callcenter agent-offering', alice], [5, 'CHANNEL_CREATE', onAlice], [9, 'callcenter bridge-agent-start', { ...alice, 'Unique-ID': onAlice['Unique-ID'] }]];

test('subscribes to what it reads, with the subclasses last', () => {
  expect(SUBSCRIPTION).toBe('event plain CHANNEL_CREATE CHANNEL_ANSWER CHANNEL_BRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_EXECUTE CHANNEL_HANGUP_COMPLETE DTMF HEARTBEAT CUSTOM callcenter::info menu::enter menu::exit vm::maintenance earshot::ivr');
});

test('tells one answered call, from the ring to the hang-up', () => {
  const { events } = tell([...talks, [30, 'CHANNEL_HANGUP_COMPLETE', hangsUp], [30, 'CHANNEL_HANGUP_COMPLETE', { ...onAlice, ...isHungUp }], [30.1, 'callcenter bridge-agent-end', alice], [30.1, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Terminated' }]]);
  expect(outline(events, 'contact', 'queue', 'agent.')).toEqual([
    [0, 'contact.started', { direction: 'inbound', from: '6175550157', to: '2565552000' }],
    [4, 'queue.entered', { queue: 'support@default' }],
    [5, 'agent.offered', { agent: 'alice@default', queue: 'support@default' }],
    [9, 'agent.offer.ended', { agent: 'alice@default', reason: 'answered' }],
    [9, 'queue.left', { queue: 'support@default', reason: 'answered' }],
    [9, 'agent.connected', { agent: 'alice@default', queue: 'support@default' }],
    [30, 'agent.left', { agent: 'alice@default', by: 'customer' }],
    [30, 'contact.ended', { by: 'customer', cause: 'NORMAL_CLEARING' }],
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['freeswitch/fs1']));
});

describe('why a caller left the queue', () => {
  test.each<[string, readonly Line[], Record<string, unknown>]>([
    ['abandoned: broken off by a hang-up', [[11, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'BREAK_OUT', 'Answer-State': 'hangup' }]], { reason: 'abandoned' }],
    ['transferred: broken off, and the caller is still there', [[11, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'BREAK_OUT' }]], { reason: 'transferred' }],
    ['timeout', [[11, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'TIMEOUT' }]], { reason: 'timeout' }],
    ['empty: nobody is logged in', [[11, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'NO_AGENT_TIMEOUT' }]], { reason: 'empty' }],
    ['exit key: the one pressed just before', [[10.9, 'DTMF', { 'DTMF-Digit': '1' }], [11, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'EXIT_WITH_KEY' }]], { reason: 'exit-key', key: '1' }],
    ['abandoned: the channel vanished', [[11, 'CHANNEL_HANGUP_COMPLETE', hangsUp]], { reason: 'abandoned' }],
  ])('%s', (_why, lines, left) => {
    expect(outline(tell([...waits, ...lines]).events, 'queue.left')).toEqual([[11, 'queue.left', { queue: 'support@default', ...left }]]);
  });
});

test('a place that was kept is the same stay, resumed', () => {
  const away = { ...support, 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'EXIT_WITH_KEY' };
  const { events } = tell([...waits, [8, 'callcenter member-queue-end', away], [12, 'callcenter member-queue-resume', support], [20, 'callcenter member-queue-end', away]]);
  expect(outline(events, 'queue')).toEqual([
    [4, 'queue.entered', { queue: 'support@default' }], [8, 'queue.left', { queue: 'support@default', reason: 'exit-key' }],
    [12, 'queue.entered', { queue: 'support@default', resumed: true }], [20, 'queue.left', { queue: 'support@default', reason: 'exit-key' }],
  ]);
  expect(new Set(events.filter(({ type }) => type.startsWith('queue')).map(({ data }) => data.visit)).size).toBe(1);
});

test.each([
  ['ORIGINATOR_CANCEL', 'cancelled'], ['NO_ANSWER', 'timeout'], ['USER_BUSY', 'busy'], ['CALL_REJECTED', 'rejected'],
  ['NORMAL_TEMPORARY_FAILURE', 'unreachable'], ['USER_NOT_REGISTERED', 'unreachable'], ['LOSE_RACE', 'elsewhere'],
])('an offer that ends with %s was %s', (cause, reason) => {
  expect(outline(tell([...waits, [8, 'callcenter bridge-agent-fail', { ...alice, 'Unique-ID': '', 'CC-Hangup-Cause': cause }]]).events, 'agent.offer.ended')).toEqual([[8, 'agent.offer.ended', { agent: 'alice@default', reason }]]);
});

test('phones that are cancelled because another was picked up rang elsewhere', () => {
  const bob = { ...support, 'CC-Agent': 'bob@default', 'CC-Hangup-Cause': 'ORIGINATOR_CANCEL' };
  expect(outline(tell([...talks, [9.1, 'callcenter bridge-agent-fail', { ...bob, 'Unique-ID': '' }]]).events, 'agent.offer.ended')).toEqual([
    [9, 'agent.offer.ended', { agent: 'alice@default', reason: 'answered' }], [9.1, 'agent.offer.ended', { agent: 'bob@default', reason: 'elsewhere' }],
  ]);
});

test('a transfer into another queue begins there before the talk is said to be over', () => {
  const cards = { 'CC-Queue': 'cards@default', 'CC-Member-UUID': 'm2' };
  const { events } = tell([...talks,
    [20, 'CHANNEL_HANGUP_COMPLETE', { ...onAlice, ...isHungUp, variable_transfer_destination: 'blind%3A7001' }],
    [20, 'callcenter member-queue-start', cards],
    [20.1, 'callcenter bridge-agent-end', alice], [20.1, 'callcenter member-queue-end', { ...support, 'CC-Cause': 'Terminated' }],
    [25, 'callcenter bridge-agent-start', { ...cards, 'CC-Agent': 'dan@default', 'CC-Agent-UUID': 'a1' }]]);
  expect(outline(events, 'transfer', 'agent.left', 'queue').slice(2)).toEqual([
    [20, 'transfer.started', { kind: 'blind', toNumber: '7001' }], [20, 'agent.left', { agent: 'alice@default', by: 'transfer' }],
    [20, 'queue.entered', { queue: 'cards@default' }], [25, 'queue.left', { queue: 'cards@default', reason: 'answered' }],
    [25, 'transfer.completed', { kind: 'blind', toQueue: 'cards@default', toAgent: 'dan@default' }],
  ]);
});

test('an agent whose channel the switch hangs up while the caller stays was taken the caller from', () => {
  expect(outline(tell([...talks, [20, 'CHANNEL_HANGUP_COMPLETE', { ...onAlice, ...isHungUp }], [20.1, 'callcenter bridge-agent-end', alice]]).events, 'agent.left')).toEqual([[20, 'agent.left', { agent: 'alice@default', by: 'transfer' }]]);
});

test('who hangs up just before the switch does ends the call', () => {
  const agentFirst: readonly Line[] = [...talks, [20, 'CHANNEL_HANGUP_COMPLETE', { ...onAlice, ...hangsUp }]];
  expect(outline(tell([...agentFirst, [20.1, 'CHANNEL_HANGUP_COMPLETE', isHungUp]]).events, 'contact.ended')).toEqual([[20.1, 'contact.ended', { by: 'agent', cause: 'NORMAL_CLEARING' }]]);
  expect(outline(tell([...agentFirst, [80, 'CHANNEL_HANGUP_COMPLETE', isHungUp]]).events, 'contact.ended')).toEqual([[80, 'contact.ended', { by: 'system', cause: 'NORMAL_CLEARING' }]]);
});

test('a hold counts between the agent\'s HOLD and UNHOLD', () => {
  const { events } = tell([...talks, [12, 'CHANNEL_HOLD', onAlice], [15, 'CHANNEL_UNHOLD', onAlice], [16, 'CHANNEL_UNHOLD', onAlice], [18, 'CHANNEL_HOLD']]);
  expect(outline(events, 'hold')).toEqual([[12, 'hold.started', { agent: 'alice@default' }], [15, 'hold.ended', { agent: 'alice@default' }]]);
});

test('who hangs up on hold was on hold to the end, though the switch takes the hold off first', () => {
  const { events } = tell([...talks, [12, 'CHANNEL_HOLD', onAlice], [40, 'CHANNEL_UNHOLD', onAlice], [40.1, 'CHANNEL_HANGUP_COMPLETE', hangsUp]]);
  expect(outline(events, 'hold', 'agent.left')).toEqual([
    [12, 'hold.started', { agent: 'alice@default' }], [40, 'hold.ended', { agent: 'alice@default' }], [40.1, 'hold.ended', { agent: 'alice@default' }], [40.1, 'agent.left', { agent: 'alice@default', by: 'customer' }],
  ]);
  expect(new Set(events.filter(({ type }) => type === 'hold.ended').map(({ id }) => id)).size).toBe(1);
});

test('phones that the dialplan rings without a queue are agents, where they are users of the directory', () => {
  const user = { 'Unique-ID': 'b1', 'Call-Direction': 'outbound', 'Other-Leg-Unique-ID': CALLER, variable_dialed_user: '1001', variable_dialed_domain: 'pbx.example' };
  const trunk = { 'Unique-ID': 'b2', 'Call-Direction': 'outbound', 'Other-Leg-Unique-ID': CALLER };
  const { events, state } = tell([rings, [1, 'CHANNEL_CREATE', user], [4, 'CHANNEL_ANSWER', user], [4, 'CHANNEL_BRIDGE', { 'Bridge-A-Unique-ID': CALLER, 'Bridge-B-Unique-ID': 'b1' }], [9, 'CHANNEL_HANGUP_COMPLETE', { ...user, ...hangsUp }],
    [10, 'CHANNEL_CREATE', trunk], [12, 'CHANNEL_ANSWER', trunk], [20, 'CHANNEL_HANGUP_COMPLETE', { ...trunk, ...hangsUp }]]);
  expect(outline(events, 'agent', 'party')).toEqual([
    [1, 'agent.offered', { agent: '1001@pbx.example' }], [4, 'agent.offer.ended', { agent: '1001@pbx.example', reason: 'answered' }], [4, 'agent.connected', { agent: '1001@pbx.example' }],
    [9, 'agent.left', { agent: '1001@pbx.example', by: 'agent' }], [12, 'party.joined', { role: 'external', party: 'b2' }], [20, 'party.left', { role: 'external', party: 'b2' }],
  ]);
  expect(state.calls.size).toBe(1);
});

test('a call that one of our own phones makes is outbound, and its customer is the other end', () => {
  const own = { variable_user_name: '1001', 'Caller-Destination-Number': '16175550157' };
  const far = { 'Unique-ID': 'b2', 'Call-Direction': 'outbound', 'Other-Leg-Unique-ID': CALLER };
  const { events } = tell([[0, 'CHANNEL_CREATE', own], [1, 'CHANNEL_CREATE', far], [5, 'CHANNEL_ANSWER', far], [9, 'CHANNEL_HANGUP_COMPLETE', { ...own, ...hangsUp }]]);
  expect(outline(events, 'contact', 'outbound')).toEqual([
    [0, 'contact.started', { direction: 'outbound', to: '16175550157' }], [1, 'outbound.dialed', {}], [5, 'outbound.result', { result: 'answered' }],
    [9, 'contact.ended', { by: 'agent', cause: 'NORMAL_CLEARING' }],
  ]);
});

test('a call that was originated for a contact is a call-back of it', () => {
  const ours = { 'Unique-ID': 'o1', 'Call-Direction': 'outbound', variable_earshot_contact: CALLER, 'Caller-Destination-Number': '1001' };
  expect(outline(tell([[0, 'CHANNEL_CREATE', ours]]).events, 'contact')).toEqual([
    [0, 'contact.started', { direction: 'callback', to: '1001' }], [0, 'contact.linked', { contact: CALLER, relation: 'callback' }],
  ]);
});

test('channels inside the switch are nobody\'s call, and an anonymous caller has no number', () => {
  const inside = { 'Channel-Name': 'loopback/2001-b', 'Unique-ID': 'l1' };
  const { events } = tell([[0, 'CHANNEL_CREATE', inside], [1, 'CHANNEL_EXECUTE', inside], [2, 'CHANNEL_CREATE', { 'Caller-Caller-ID-Number': 'anonymous' }]]);
  expect(outline(events, 'contact')).toEqual([[0, 'contact.started', { direction: 'inbound', to: '2565552000' }]]);
});

test('a call of which only the end is heard is told by what its channel remembers', () => {
  const last = {
    ...hangsUp, variable_cc_side: 'member', variable_cc_member_uuid: 'm1', variable_cc_queue: 'support%40default', variable_cc_queue_joined_epoch: '1700000004',
    variable_cc_cause: 'answered', variable_cc_agent: 'alice%40default', variable_cc_queue_answered_epoch: '1700000009', variable_cc_queue_terminated_epoch: '1700000030', variable_sip_req_user: '2565552000', 'Caller-Destination-Number': 'support',
  };
  expect(outline(tell([[31, 'CHANNEL_HANGUP_COMPLETE', last]]).events, 'contact', 'queue', 'agent.c', 'agent.l')).toEqual([
    [0, 'contact.started', { direction: 'inbound', from: '6175550157', to: '2565552000' }],
    [4, 'queue.entered', { queue: 'support@default' }], [9, 'queue.left', { queue: 'support@default', reason: 'answered' }], [9, 'agent.connected', { agent: 'alice@default', queue: 'support@default' }],
    [30, 'agent.left', { agent: 'alice@default' }], [31, 'contact.ended', { by: 'customer', cause: 'NORMAL_CLEARING' }],
  ]);
});

test('what comes late for a call that is over opens none', () => {
  const { state } = tell([[0, 'CHANNEL_EXECUTE', { 'Answer-State': 'hangup' }], [1, 'callcenter bridge-agent-end', alice], [2, 'menu::exit', { 'Menu-Name': 'main' }]]);
  expect(state.calls.size).toBe(0);
});

test('a message kept by the mailbox', () => {
  expect(outline(tell([rings, [9, 'vm leave-message', { 'Unique-ID': '', 'VM-Action': 'leave-message', 'VM-UUID': CALLER, 'VM-Message-Len': '12' }]]).events, 'voicemail')).toEqual([[9, 'voicemail.left', { seconds: 12 }]]);
});

test('an event without a time is refused', () => {
  const [message] = messagesOf([[0, 'CHANNEL_CREATE', { 'Event-Date-Timestamp': '' }]]);
  if (!message) throw new Error('the story has no event');
  expect(translateEsl(startEsl(), message).refused).toEqual([{ index: 0, reason: 'Left out a CHANNEL_CREATE: it has no Event-Date-Timestamp, so nobody can say when it happened.' }]);
});
