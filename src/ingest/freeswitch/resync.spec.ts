import { expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { expectResync } from './state.js';
import { alice, CALLER, hangsUp, onAlice, rings, support, tell, type Line } from './story.js';

const channels = (second: number, ...rows: Record<string, string>[]): Line => [second, 'answer show channels as json', { text: JSON.stringify(rows.length > 0 ? { row_count: rows.length, rows } : { row_count: 0 }) }];
const members = (second: number, ...rows: string[]): Line => [second, 'answer callcenter_config queue list members support@default', { text: rows.length > 0 ? `queue|uuid|session_uuid|joined_epoch|bridge_epoch|serving_agent|state\n${rows.join('\n')}\n+OK\n` : '+OK\n' }];
const answered: Line = [60, 'answer all answered'];
const caller = { uuid: CALLER, direction: 'inbound', name: 'sofia/external/6175550157', created_epoch: '1700000000', initial_cid_num: '6175550157', initial_dest: '2565552000' };
const waits: readonly Line[] = [rings, [4, 'callcenter member-queue-start', support]];

test('a fresh connection finds callers who are in a menu, wait, or talk already', () => {
  const { events } = tell([channels(60, caller, { ...caller, uuid: 'c2' }, { ...caller, uuid: 'a2', direction: 'outbound', call_uuid: 'c2' }),
    members(60, `support@default|m1|${CALLER}|1700000004|0||Waiting`, 'support@default|m2|c2|1700000005|1700000009|dan@default|Answered', 'support@default|m3||1700000001|0||Abandoned'), answered],
  expectResync(tell([]).state));
  expect(outline(events, 'contact', 'queue', 'agent.c')).toEqual([
    [0, 'contact.started', { direction: 'inbound', from: '6175550157', to: '2565552000' }], [0, 'contact.started', { direction: 'inbound', from: '6175550157', to: '2565552000' }],
    [4, 'queue.entered', { queue: 'support@default' }], [5, 'queue.entered', { queue: 'support@default' }], [9, 'queue.left', { queue: 'support@default', reason: 'answered' }], [9, 'agent.connected', { agent: 'dan@default', queue: 'support@default' }],
  ]);
});

test('who is gone ended while nobody listened, at the last moment that was seen', () => {
  const { events } = tell([channels(60), members(60), answered], expectResync(tell(waits).state));
  expect(outline(events, 'contact', 'queue')).toEqual([[4, 'contact.ended', { by: 'inferred' }]]);
});

test('who was answered meanwhile talks since the second that the queue tells', () => {
  const { events } = tell([channels(60, caller, { ...caller, uuid: 'a1', direction: 'outbound', call_uuid: CALLER }), members(60, `support@default|m1|${CALLER}|1700000004|1700000031|alice@default|Answered`), answered, [90, 'CHANNEL_HANGUP_COMPLETE', { 'Unique-ID': 'a1', 'Call-Direction': 'outbound', ...hangsUp }]],
    expectResync(tell(waits).state));
  expect(outline(events, 'queue', 'agent.c', 'agent.l')).toEqual([
    [31, 'queue.left', { queue: 'support@default', reason: 'answered' }], [31, 'agent.connected', { agent: 'alice@default', queue: 'support@default' }], [90, 'agent.left', { agent: 'alice@default', by: 'agent' }],
  ]);
});

test('who left a queue unseen has timed out, until the channel itself tells better', () => {
  const back = tell([channels(60, caller), members(60), answered], expectResync(tell(waits).state));
  expect(outline(back.events, 'queue')).toEqual([[4, 'queue.left', { queue: 'support@default', reason: 'timeout' }]]);
  const last = { ...hangsUp, variable_cc_side: 'member', variable_cc_member_uuid: 'm1', variable_cc_queue: 'support@default', variable_cc_cause: 'answered', variable_cc_agent: 'alice@default', variable_cc_queue_answered_epoch: '1700000020', variable_cc_queue_terminated_epoch: '1700000040' };
  const { events } = tell([[90, 'CHANNEL_HANGUP_COMPLETE', last]], back.state);
  expect(outline(events, 'queue', 'agent.c', 'agent.left')).toEqual([
    [20, 'queue.left', { queue: 'support@default', reason: 'answered' }], [20, 'agent.connected', { agent: 'alice@default', queue: 'support@default' }], [40, 'agent.left', { agent: 'alice@default' }],
  ]);
  const [guess, truth] = [back.events, events].map((told) => told.find(({ type }) => type === 'queue.left'));
  expect([truth?.id, (truth?.time ?? 0) > (guess?.time ?? 0)]).toEqual([guess?.id, true]);
});

test('nothing is taken for over where the listing could not be read', () => {
  const lists: readonly Line[] = [[60, 'answer show channels as json', { text: '-ERR no database' }], [60, 'answer callcenter_config queue list members support@default', { text: '-ERR' }], answered];
  expect(tell(lists, expectResync(tell(waits).state)).events).toEqual([]);
});

test('an agent whose channel is gone has left', () => {
  const talks: readonly Line[] = [...waits, [5, 'CHANNEL_CREATE', onAlice], [9, 'callcenter bridge-agent-start', { ...alice, 'Unique-ID': onAlice['Unique-ID'] }]];
  expect(outline(tell([channels(60, caller), members(60), answered], expectResync(tell(talks).state)).events, 'agent', 'queue')).toEqual([[9, 'agent.left', { agent: 'alice@default' }]]);
});
