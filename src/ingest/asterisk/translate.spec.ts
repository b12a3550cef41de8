import { describe, expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { expectResync, startAmi } from './ami-state.js';
import { alice, blocksOf, CALLER, onAlice, rings, support, tell, type Line } from './story.js';
import { translateAmi } from './translate.js';

const waits: readonly Line[] = [rings, [4, 'QueueCallerJoin', support]];
const talks: readonly Line[] = [...waits, [5, 'AgentCalled', alice], [9, 'QueueCallerLeave', support], [9, 'AgentConnect', { ...alice, HoldTime: '5' }]];

describe('why a caller left the queue', () => {
  test('answered, though the leave comes first and gives no reason', () => {
    expect(outline(tell(talks).events, 'queue', 'agent.')).toEqual([
      [4, 'queue.entered', { queue: 'support', position: 1 }],
      [5, 'agent.offered', { agent: 'Alice Agent', queue: 'support' }],
      [5, 'agent.state', { state: 'ringing' }],
      [9, 'agent.offer.ended', { agent: 'Alice Agent', reason: 'answered' }],
      [9, 'queue.left', { queue: 'support', reason: 'answered', waitMs: 5_000 }],
      [9, 'agent.connected', { agent: 'Alice Agent', queue: 'support' }],
      [9, 'agent.state', { state: 'on-contact' }],
    ]);
  });

  test.each<[string, readonly Line[], Record<string, unknown>]>([
    ['abandoned: the caller hung up before', [[11, 'HangupRequest'], [11, 'QueueCallerAbandon', support], [11, 'QueueCallerLeave', support]], { reason: 'abandoned' }],
    ['timeout: the caller goes on in the dialplan', [[11, 'QueueCallerAbandon', support], [11, 'QueueCallerLeave', support], [11.1, 'Newexten', { Application: 'Playback', Extension: 'support', Context: 'q' }]], { reason: 'timeout' }],
    ['timeout: nothing but a later hang-up is let through', [[11, 'QueueCallerAbandon', support], [11, 'QueueCallerLeave', support], [12, 'Hangup', { Cause: '16' }]], { reason: 'timeout' }],
    ['empty: the queue says so itself', [[11, 'QueueCallerAbandon', support], [11, 'QueueCallerLeave', support], [11, 'VarSet', { Variable: 'QUEUESTATUS', Value: 'LEAVEEMPTY' }]], { reason: 'empty' }],
    ['exit key: no abandon, and the key is the next extension', [[11, 'QueueCallerLeave', { ...support, Exten: '1', Priority: '0' }]], { reason: 'exit-key', key: '1' }],
    ['abandoned: the channel vanished', [[11, 'Hangup', { Cause: '16' }]], { reason: 'abandoned' }],
  ])('%s', (_why, lines, left) => {
    expect(outline(tell([...waits, ...lines]).events, 'queue.left')).toEqual([[11, 'queue.left', { queue: 'support', waitMs: 7_000, ...left }]]);
  });

  test('turned away at the door, which Asterisk tells by a variable only', () => {
    const story: readonly Line[] = [rings, [4, 'Newexten', { Application: 'Queue', AppData: 'support,,,,40', Extension: 's' }], [4, 'VarSet', { Variable: 'QUEUESTATUS', Value: 'FULL' }]];
    expect(outline(tell(story).events, 'queue')).toEqual([[4, 'queue.entered', { queue: 'support' }], [4, 'queue.left', { queue: 'support', reason: 'full', waitMs: 0 }]]);
  });
});

test('a transferred caller joins again under the same Uniqueid: another visit, and the transfer is completed by the next answer', () => {
  const story: readonly Line[] = [...talks,
    [20, 'Unhold', onAlice],
    [20, 'BlindTransfer', { Uniqueid: '', TransfererUniqueid: onAlice.Uniqueid, TransfererLinkedid: CALLER, Result: 'Success', Extension: '7001' }],
    [20, 'QueueCallerJoin', support],
    [21, 'AgentComplete', { ...alice, Reason: 'transfer' }],
    [30, 'QueueCallerLeave', support], [30, 'AgentConnect', { ...alice, MemberName: 'Bob Agent', DestUniqueid: 'pbx1-1700000020.3' }]];
  const { events } = tell(story);
  expect(events.filter(({ type }) => type === 'queue.entered').map(({ data }) => data.visit)).toEqual([`${CALLER}:support:1`, `${CALLER}:support:2`]);
  expect(outline(events, 'transfer', 'hold', 'agent.left')).toEqual([
    [20, 'transfer.started', { kind: 'blind', toNumber: '7001' }],
    [21, 'agent.left', { agent: 'Alice Agent', by: 'transfer' }],
    [30, 'transfer.completed', { kind: 'blind', toQueue: 'support', toAgent: 'Bob Agent' }],
  ]);
});

test('a late AgentComplete without a channel ends the part of the agent it names, when the agent left the bridge', () => {
  const { DestUniqueid: _gone, ...nameless } = alice;
  const { events } = tell([...talks, [20, 'BridgeLeave', onAlice], [20, 'Hangup', onAlice], [23, 'AgentComplete', { ...nameless, Reason: 'caller' }]]);
  expect(outline(events, 'agent.left')).toEqual([[20, 'agent.left', { agent: 'Alice Agent', by: 'customer' }]]);
});

test('a hold counts between Hold and Unhold of the agent, and ends with the call', () => {
  const { events } = tell([...talks, [12, 'Hold', onAlice], [15, 'Unhold', onAlice], [16, 'Unhold', onAlice], [18, 'Hold'], [20, 'Hold', onAlice], [25, 'HangupRequest'], [25, 'Hangup']]);
  expect(outline(events, 'hold', 'contact.ended')).toEqual([
    [12, 'hold.started', { agent: 'Alice Agent' }], [15, 'hold.ended', { agent: 'Alice Agent' }],
    [20, 'hold.started', { agent: 'Alice Agent' }], [25, 'hold.ended', { agent: 'Alice Agent' }],
    [25, 'contact.ended', { by: 'customer' }],
  ]);
});

test('who talks while we start is known from the bridge: the end of a hold that began before, another one, and who left', () => {
  const channels: readonly Line[] = [[50, 'CoreShowChannel', { Application: 'Queue', ApplicationData: 'support,tT,,,60', BridgeId: 'b' }], [50, 'CoreShowChannel', { ...onAlice, Application: 'AppQueue', ApplicationData: '(Outgoing Line)', BridgeId: 'b' }]];
  const answers: readonly Line[] = [...channels, [50, 'QueueMember', { Queue: 'support', Name: 'Alice Agent', Location: 'PJSIP/2001', Status: '2' }], [50, 'QueueStatusComplete']];
  const goesOn: readonly Line[] = [[60, 'Unhold', onAlice], [61, 'Unhold', onAlice], [70, 'Hold', onAlice], [80, 'Unhold', onAlice], [90, 'AgentComplete', { ...alice, Reason: 'agent', TalkTime: '80' }]];
  const before = tell([...talks, [40, 'Hold', onAlice]]);
  const { events } = tell([...answers, ...goesOn], expectResync(startAmi()));
  expect(outline(events, 'hold', 'agent.connected', 'agent.left')).toEqual([
    [60, 'hold.ended', { agent: 'Alice Agent' }], [70, 'hold.started', { agent: 'Alice Agent' }], [80, 'hold.ended', { agent: 'Alice Agent' }], [90, 'agent.left', { agent: 'Alice Agent', by: 'agent' }],
  ]);
  const ofType = (type: string, told: typeof events) => told.filter((event) => event.type === type);
  // The same part of the call as before, and another hold.
  const [was, is] = [before.events, events].map((told) => ofType('hold.started', told)[0]);
  expect([is?.id === was?.id, JSON.stringify(is?.data) === JSON.stringify(was?.data)]).toEqual([false, true]);
});

test.each<[string, readonly Line[], readonly [number, string, object][]]>([
  ['told by the dialplan', [
    [51, 'Newexten', { Application: 'WaitExten', Context: 'bank-main', Extension: 's' }], [55, 'UserEvent/IVRTimeout', { Menu: 'main' }], [56, 'UserEvent/IVRMenu', { Menu: 'main' }], [60, 'UserEvent/IVRMenu', { Menu: 'cards' }],
  ], [[55, 'ivr.no-input', { node: 'main' }], [60, 'ivr.node.left', { node: 'main' }], [60, 'ivr.node.entered', { node: 'cards', menu: 'cards' }]]],
  ['inferred', [[51, 'Newexten', { Application: 'WaitExten', Context: 'bank-main', Extension: 's' }], [55, 'QueueCallerJoin', support]], [[55, 'ivr.node.left', { node: 'bank-main' }]]],
])('a menu in which a caller is when we start is entered by nobody anew: %s', (_, lines, told) => {
  const listed: Line = [50, 'CoreShowChannel', { Application: 'BackGround', Context: 'bank-main', Exten: 's' }];
  expect(outline(tell([listed, [50, 'QueueStatusComplete'], ...lines], expectResync(startAmi())).events, 'ivr')).toEqual(told);
});

test('ringing all tells each phone how its ring ended', () => {
  const bob = { ...alice, MemberName: 'Bob Agent', DestUniqueid: 'pbx1-1700000005.3' };
  const { events } = tell([...waits, [5, 'AgentCalled', alice], [5, 'AgentCalled', bob], [8, 'DialEnd', { ...bob, DialStatus: 'BUSY' }], [8, 'AgentRingNoAnswer', bob], [8, 'AgentCalled', bob],
    [9, 'QueueCallerLeave', support], [9, 'AgentConnect', alice]]);
  expect(outline(events, 'agent.offer.ended')).toEqual([
    [8, 'agent.offer.ended', { agent: 'Bob Agent', reason: 'busy' }],
    [9, 'agent.offer.ended', { agent: 'Alice Agent', reason: 'answered' }],
    [9, 'agent.offer.ended', { agent: 'Bob Agent', reason: 'elsewhere' }],
  ]);
});

test('an anonymous caller has no number', () => {
  const { events } = tell([[0, 'Newchannel', { ChannelState: '4', CallerIDNum: 'anonymous', Exten: '2565552000' }]]);
  expect(outline(events, 'contact')).toEqual([[0, 'contact.started', { direction: 'inbound', to: '2565552000' }]]);
});

test('an attended transfer leaves both contacts their own names and links them', () => {
  const consult = { Uniqueid: 'pbx1-1700000012.4', Channel: 'PJSIP/2001-00000004' };
  const own = { ...consult, Linkedid: consult.Uniqueid };
  const { events } = tell([...talks,
    [12, 'Newchannel', { ...own, ChannelState: '4', CallerIDNum: '2001', Exten: '7001' }],
    [13, 'QueueCallerJoin', { ...own, Queue: 'cards', Position: '1' }],
    [20, 'QueueCallerLeave', { ...consult, Queue: 'cards' }],
    [20, 'AgentConnect', { ...consult, Queue: 'cards', MemberName: 'Dan Agent', DestUniqueid: 'pbx1-1700000013.5' }]]);
  expect(events.filter(({ data }) => 'queue' in data && data.queue === 'cards').map(({ subject }) => subject)).toEqual(Array(3).fill(consult.Uniqueid));
  expect(events.filter(({ type }) => type === 'contact.linked').map(({ subject, data }) => [subject, data])).toEqual([[CALLER, { contact: consult.Uniqueid, relation: 'consult' }]]);
});

test('an event without a Timestamp is refused with what to set', () => {
  const [block] = blocksOf([[0, 'Hangup', { Timestamp: '' }]]);
  if (!block) throw new Error('the story has no block');
  expect(translateAmi(startAmi(), block).refused).toEqual([{ index: 0, reason: 'Left out a Hangup: it has no Timestamp. Set timestampevents = yes in manager.conf and reload the manager.' }]);
});
