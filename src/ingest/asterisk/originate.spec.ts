import { expect, test } from '@jest/globals';
import type { CallOrder, CallStep } from '../../ports/dialler.js';
import { blockOf } from './ami-block.js';
import { expectResync, startAmi } from './ami-state.js';
import { Originates, originateOf } from './originate.js';
import { translateAmi } from './translate.js';

const order: CallOrder = { id: 'c1', contact: '1795289363.113', agent: 'anna', phone: 'PJSIP/2001', number: '+493012345', callerId: '+4930999', ringMs: 30_000 };

test('rings the agent, then sends them on in the dialplan or straight to a trunk', () => {
  expect(originateOf(order, { context: 'out', exten: '00{digits}' })).toEqual({
    Action: 'Originate', ActionID: 'call-back:c1', ChannelId: 'earshot-c1', Channel: 'PJSIP/2001', Context: 'out', Exten: '00493012345', Priority: '1', Timeout: '30000', CallerID: '+4930999', Async: 'true',
    Variable: '__EARSHOT_CALLBACK=c1,__EARSHOT_CONTACT=1795289363.113',
  });
  expect(originateOf(order, { channel: 'PJSIP/{number}@trunk' })).toMatchObject({ Application: 'Dial', Data: 'PJSIP/+493012345@trunk,30' });
});

test('lets nothing in a name begin another header or variable', () => {
  const sly = originateOf({ ...order, contact: 'a,SHELL=1', phone: 'PJSIP/1\r\nAction: Command' }, { context: 'out', exten: '{number}' });
  expect([sly['Variable'], sly['Channel']]).toEqual(['__EARSHOT_CALLBACK=c1', 'PJSIP/1Action: Command']);
});

test('tells Asterisk\'s answer, that the agent did not pick up, and that a connection was lost before it', async () => {
  const heard: (readonly [string, CallStep])[] = [];
  const originates = new Originates({ heard: async (id, step) => heard.push([id, step]) > 0 });
  const says = (...fields: (readonly [string, string])[]): void => originates.heard(blockOf([...fields, ['ActionID', 'call-back:c1']]));
  const taken = originates.begin('c1');
  says(['Response', 'Success'], ['Message', 'Originate successfully queued']);
  expect(await taken).toEqual({ is: 'taken', call: 'earshot-c1', isReported: true });
  const denied = originates.begin('c1');
  says(['Response', 'Error'], ['Message', 'Permission denied']);
  expect(await denied).toMatchObject({ is: 'refused', reason: expect.stringContaining('write = originate') });
  const lost = originates.begin('c1');
  originates.lost('Asterisk hung up.');
  expect(await lost).toEqual({ is: 'unclear', reason: 'Asterisk hung up.' });
  says(['Event', 'OriginateResponse'], ['Response', 'Failure'], ['Reason', '1']);
  expect(heard).toEqual([['c1', { is: 'agent-not-reached' }]]);
});

test('a call with the variable is a call-back of the contact that it names', () => {
  const at = (second: number) => ['Timestamp', `${1_795_289_400 + second}.000000`] as const;
  const call = [['Uniqueid', 'earshot-c1'], ['Linkedid', 'earshot-c1'], ['Channel', 'PJSIP/2001-00000001']] as const;
  const begun = translateAmi(startAmi(), blockOf([['Event', 'Newchannel'], at(0), ...call, ['ChannelState', '0']]));
  const set = translateAmi(begun.state, blockOf([['Event', 'VarSet'], at(1), ...call, ['Variable', '__EARSHOT_CONTACT'], ['Value', '1795289363.113']]));
  expect([...begun.events, ...set.events].map(({ subject, type, data }) => [subject, type, data])).toEqual([
    ['earshot-c1', 'contact.started', { channel: 'voice', direction: 'callback' }],
    ['earshot-c1', 'contact.started', { channel: 'voice', direction: 'callback' }],
    ['earshot-c1', 'contact.linked', { contact: '1795289363.113', relation: 'callback' }],
  ]);
});

test('a call of ours that is met after a restart is one still, though it shows our number as its caller\'s', () => {
  const call = [['Uniqueid', 'earshot-c1'], ['Linkedid', 'earshot-c1'], ['Channel', 'PJSIP/2001-00000001']] as const;
  const listed = translateAmi(expectResync(startAmi()), blockOf([['Event', 'CoreShowChannel'], ['ActionID', 'CoreShowChannels'], ['Timestamp', '1795289400.000000'], ...call, ['ChannelState', '6'], ['CallerIDNum', '+4930999'], ['Context', 'out'], ['Exten', '00493012345']]));
  const dial = [...call, ['DestUniqueid', 'earshot-c1-2'], ['DestChannel', 'PJSIP/trunk-00000002']] as const;
  const began = translateAmi(listed.state, blockOf([['Event', 'DialBegin'], ['Timestamp', '1795289401.000000'], ...dial]));
  const ended = translateAmi(began.state, blockOf([['Event', 'DialEnd'], ['Timestamp', '1795289402.000000'], ...dial, ['DialStatus', 'ANSWER']]));
  expect([listed, began, ended].flatMap(({ events }) => events.map(({ type, data }) => [type, data]))).toEqual([
    ['contact.started', { channel: 'voice', direction: 'callback' }], ['outbound.dialed', {}], ['outbound.result', { result: 'answered' }],
  ]);
});
