import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockOf, type AmiBlock } from './ami-block.js';
import { MAX_BLOCK_CHARACTERS, nothingRead, readAmi, type AmiRest } from './ami-parser.js';
import { expectResync, startAmi } from './ami-state.js';
import { translateAmi } from './translate.js';

/** Names that stand in every object of the language. */
const nasty = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
const events = [
  'Newchannel', 'Newexten', 'DTMFEnd', 'QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'AgentCalled', 'AgentRingNoAnswer', 'AgentConnect', 'AgentComplete', 'Hold', 'Unhold', 'BridgeEnter', 'BridgeLeave',
  'BlindTransfer', 'AttendedTransfer', 'DialBegin', 'DialEnd', 'VarSet', 'MessageWaiting', 'HangupRequest', 'SoftHangupRequest', 'Hangup', 'UserEvent', 'QueueMemberStatus', 'QueueMember', 'QueueMemberPause', 'QueueMemberAdded',
  'QueueMemberRemoved', 'CoreShowChannel', 'QueueEntry', 'QueueStatusComplete', ...nasty,
];
const values = [...nasty, '', 'pbx1-1700000000.1', 'pbx1-1700000001.2', 'PJSIP/2001-00000001', 'support', '1', '0', '6', '-1', '9'.repeat(30), 'TIMEOUT', 'QUEUESTATUS', 'ANSWER', 'transfer', 'IVRMenu', 'IVRSlot', 'IVRZeroOut', 'Success', 's', 'i', 't', 'Queue', 'BackGround', '<unknown>'];
const keys = [
  'Uniqueid', 'Linkedid', 'Channel', 'ChannelState', 'CallerIDNum', 'Exten', 'Context', 'Priority', 'Application', 'AppData', 'Extension', 'Digit', 'Direction', 'Queue', 'Position', 'MemberName', 'Interface', 'DestUniqueid', 'DestChannel', 'DialStatus',
  'Variable', 'Value', 'Reason', 'HoldTime', 'TransfererUniqueid', 'OrigTransfererUniqueid', 'Result', 'UserEvent', 'Menu', 'Slot', 'Options', 'Level', 'Paused', 'PausedReason', 'Status', 'LoginTime', 'BridgeId', 'Wait', 'SystemName', 'Cause',
];
const stamp = fc.constantFrom('1700000000.000001', '1700000001.5', '0', '-1', 'NaN', '');
const someBlock = fc.record({ event: fc.constantFrom(...events), stamp, fields: fc.array(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)), { maxLength: 12 }) })
  .map(({ event, stamp: at, fields }): AmiBlock => blockOf([['Event', event], ['Timestamp', at], ...fields]));

test('whatever the manager interface tells is translated without an error, and memory stays bounded', () => {
  fc.assert(fc.property(fc.array(someBlock, { maxLength: 80 }), fc.nat(80), (blocks, lostAfter) => {
    let state = startAmi('pbx1');
    for (const [index, block] of blocks.entries()) {
      if (index === lostAfter) state = expectResync(state);
      state = translateAmi(state, block).state;
    }
    for (const call of state.calls.values()) expect(call.legs.size + call.visits.length + call.segments.length + call.ringing.length).toBeLessThan(400);
  }), { numRuns: 300 });
});

test('whatever bytes come over the socket are read without an error, and no more than one block is kept', () => {
  const chunk = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('\r\n', '\r\n\r\n', '\n\n', ':', 'Event: ', 'x'.repeat(40_000)));
  fc.assert(fc.property(fc.array(chunk, { maxLength: 15 }), (chunks) => {
    let rest: AmiRest = nothingRead;
    let state = startAmi();
    for (const each of chunks) {
      const reading = readAmi(rest, each);
      rest = reading.rest;
      for (const block of reading.blocks) state = translateAmi(state, block).state;
      expect(rest.text.length).toBeLessThanOrEqual(MAX_BLOCK_CHARACTERS);
    }
  }), { numRuns: 30 });
});
