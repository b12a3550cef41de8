import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import { EPOCH, outline } from '../story.js';
import { startQueueLog, systemNameOfQueueLog, type QueueLogOptions } from './queue-log-state.js';
import { translateQueueLog } from './queue-log.js';
import { CALLER } from './story.js';

function read(lines: readonly string[], options: QueueLogOptions = { systemName: 'pbx1' }): { events: EarshotEvent[]; refused: string[] } {
  let state = startQueueLog(options);
  const told = lines.map((line) => {
    const result = translateQueueLog(state, line);
    state = result.state;
    return result;
  });
  return { events: told.flatMap(({ events }) => [...events]), refused: told.flatMap(({ refused }) => refused.map(({ reason }) => reason)) };
}

const line = (second: number, ...rest: string[]): string => [EPOCH + second, CALLER, 'support', ...rest].join('|');

test('tells one answered call with a ring that nobody took, the transfer and the second stay', () => {
  const { events } = read([
    line(4, 'NONE', 'ENTERQUEUE', '', '6175550157', '1'),
    line(12, 'Carol NoAnswer', 'RINGNOANSWER', '8000'),
    line(20, 'Alice Agent', 'CONNECT', '16', 'pbx1-1700000016.3', '4'),
    line(40, 'Alice Agent', 'BLINDTRANSFER', '7001', 'Transfer-All', '16', '20', '1'),
    line(40, 'NONE', 'ENTERQUEUE', '', '6175550157', '1'),
    line(45, 'Bob Agent', 'CONNECT', '5', 'pbx1-1700000041.4', '3'),
    line(60, 'Bob Agent', 'COMPLETECALLER', '5', '15', '1'),
  ]);
  expect(outline(events, 'contact', 'queue', 'agent.o', 'agent.c', 'agent.l', 'transfer')).toEqual([
    [0, 'contact.started', { direction: 'inbound', from: '6175550157' }],
    [4, 'queue.entered', { queue: 'support', position: 1 }],
    [4, 'agent.offered', { agent: 'Carol NoAnswer', queue: 'support' }],
    [12, 'agent.offer.ended', { agent: 'Carol NoAnswer', reason: 'timeout' }],
    [16, 'agent.offered', { agent: 'Alice Agent', queue: 'support' }],
    [20, 'agent.offer.ended', { agent: 'Alice Agent', reason: 'answered' }],
    [20, 'queue.left', { queue: 'support', reason: 'answered', waitMs: 16_000 }],
    [20, 'agent.connected', { agent: 'Alice Agent', queue: 'support' }],
    [40, 'transfer.started', { kind: 'blind', toNumber: '7001' }],
    [40, 'agent.left', { agent: 'Alice Agent', by: 'transfer' }],
    [40, 'queue.entered', { queue: 'support', position: 1 }],
    [42, 'agent.offered', { agent: 'Bob Agent', queue: 'support' }],
    [45, 'agent.offer.ended', { agent: 'Bob Agent', reason: 'answered' }],
    [45, 'queue.left', { queue: 'support', reason: 'answered', waitMs: 5_000 }],
    [45, 'agent.connected', { agent: 'Bob Agent', queue: 'support' }],
    [45, 'transfer.completed', { kind: 'blind', toQueue: 'support', toAgent: 'Bob Agent' }],
    [60, 'agent.left', { agent: 'Bob Agent', by: 'customer' }],
    [60, 'contact.ended', { by: 'customer' }],
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(events.filter(({ type }) => type === 'queue.entered').map(({ sequence }) => sequence)).toEqual([1, 5]);
});

test.each([
  ['ABANDON|1|2|11', { reason: 'abandoned', waitMs: 11_000 }],
  ['EXITEMPTY|1|2|11', { reason: 'empty', waitMs: 11_000 }],
  ['EXITWITHTIMEOUT|1|2|11', { reason: 'timeout', waitMs: 11_000 }],
  ['EXITWITHKEY|1|1|2|11', { reason: 'exit-key', key: '1', waitMs: 11_000 }],
  ['EXITWITHKEY|4411|1|2|11', { reason: 'exit-key', waitMs: 11_000 }],
  ['WITHDRAW|1|2|11|', { reason: 'withdrawn', waitMs: 11_000 }],
])('%s is why the caller left', (verb, left) => {
  const { events } = read([line(0, 'NONE', 'ENTERQUEUE', '', 'anonymous', '1'), line(11, 'NONE', verb)]);
  expect(outline(events, 'queue.left')).toEqual([[11, 'queue.left', { queue: 'support', ...left }]]);
});

test('tells pauses and sign-ins of lines that are about no call, by the name that others know', () => {
  const { events } = read([
    `${EPOCH}|NONE|NONE|Bob Agent|PAUSEALL|lunch`, `${EPOCH}|NONE|support|Bob Agent|PAUSE|lunch`, `${EPOCH + 60}|NONE|NONE|Bob Agent|UNPAUSEALL|`, `${EPOCH + 70}|MANAGER|cards|PJSIP/2001|ADDMEMBER|`,
  ], { systemName: 'pbx1', names: new Map([['PJSIP/2001', 'Alice Agent']]) });
  expect(events.map(({ source, subject, type, data }) => [source, subject, type, data])).toEqual([
    ['asterisk/pbx1', 'Bob Agent', 'agent.state', { state: 'away', reason: 'lunch' }],
    ['asterisk/pbx1', 'Bob Agent', 'agent.state', { state: 'away', reason: 'lunch', queue: 'support' }],
    ['asterisk/pbx1', 'Bob Agent', 'agent.state', { state: 'available' }],
    ['asterisk/pbx1', 'Alice Agent', 'agent.signed-in', { queues: ['cards'] }],
  ]);
});

test('keeps of a menu choice one key, or how many were typed', () => {
  const { events } = read([`${EPOCH}|${CALLER}|NONE|NONE|INFO|IVRAPPEND|2|main`, `${EPOCH}|${CALLER}|NONE|NONE|INFO|IVRAPPEND|4556|pin`]);
  expect(outline(events, 'ivr.input')).toEqual([
    [0, 'ivr.input', { node: 'main', kind: 'key', key: '2' }],
    [0, 'ivr.input', { node: 'pin', kind: 'slot', length: 4 }],
  ]);
});

test('refuses what is no line of queue_log, by its number, and reads on', () => {
  const { events, refused } = read(['', 'hello', line(1, 'NONE', 'NEWVERB'), line(2, 'NONE', 'ENTERQUEUE', '', '', '1')]);
  expect(refused).toEqual([
    'Line 2 was left out. It does not begin with the second it was written in, so it is no line of queue_log.',
    'Line 3 was left out. Its verb NEWVERB is not one that Asterisk\'s queues write.',
  ]);
  expect(events.length).toBe(2);
});

test('finds the system name in the first line that has one', () => {
  expect(systemNameOfQueueLog([`${EPOCH}|NONE|NONE|Bob|PAUSEALL|`, line(1, 'NONE', 'ENTERQUEUE')])).toBe('pbx1');
  expect(systemNameOfQueueLog([`${EPOCH}|1700000000.1|support|NONE|ENTERQUEUE||1|1`])).toBeUndefined();
});
