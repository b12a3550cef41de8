import { expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { alice, rings, support, tell, type Line } from './story.js';

const status = (second: number, to: string): Line => [second, 'callcenter agent-status-change', { 'CC-Agent': 'alice@default', 'CC-Agent-Status': to, 'CC-Member-Session-UUID': '', 'Unique-ID': '' }];
const state = (second: number, to: string): Line => [second, 'callcenter agent-state-change', { 'CC-Agent': 'alice@default', 'CC-Agent-State': to, 'CC-Member-Session-UUID': '', 'Unique-ID': '' }];
const list = (second: number, row: string): Line => [second, 'answer callcenter_config agent list', { text: `name|status|state|last_status_change\n${row}\n+OK\n` }];

test('one standing follows from what an agent chose and what the module does with them', () => {
  const { events } = tell([list(0, 'alice@default|Available|Waiting|1699999000'), state(1, 'Receiving'), state(4, 'In a queue call'), status(6, 'On Break'), state(9, 'Waiting'), status(60, 'Available'), status(90, 'Logged Out'), status(99, 'Available')]);
  expect(events.every(({ subject }) => subject === 'alice@default')).toBe(true);
  expect(outline(events, 'agent')).toEqual([
    [-1_000, 'agent.signed-in', {}], [0, 'agent.state', { state: 'available' }], [1, 'agent.state', { state: 'ringing' }], [4, 'agent.state', { state: 'on-contact' }],
    [9, 'agent.state', { state: 'away', reason: 'On Break' }], [60, 'agent.state', { state: 'available' }],
    [90, 'agent.signed-out', {}], [90, 'agent.state', { state: 'offline' }], [99, 'agent.signed-in', {}], [99, 'agent.state', { state: 'available' }],
  ]);
});

test('whom the module sends on a break for letting calls ring does not respond', () => {
  const fails = { ...alice, 'Unique-ID': '', 'CC-Hangup-Cause': 'NO_ANSWER' };
  const { events } = tell([rings, [1, 'callcenter member-queue-start', support], state(2, 'Receiving'), status(12, 'On Break'), [12, 'callcenter bridge-agent-fail', fails], state(12.1, 'Waiting'), status(60, 'Available')]);
  expect(outline(events, 'agent.state')).toEqual([
    [2, 'agent.state', { state: 'ringing' }], [12.1, 'agent.state', { state: 'not-responding' }], [60, 'agent.state', { state: 'available' }],
  ]);
});

test('who is available on demand waits after each call until they say so', () => {
  const { events } = tell([status(0, 'Available (On Demand)'), state(1, 'In a queue call'), state(9, 'Idle'), state(30, 'Waiting')]);
  expect(outline(events, 'agent.state')).toEqual([
    [0, 'agent.state', { state: 'available' }], [1, 'agent.state', { state: 'on-contact' }], [9, 'agent.state', { state: 'away', reason: 'on demand' }], [30, 'agent.state', { state: 'available' }],
  ]);
});

test('the listing of a fresh connection tells what was missed, with the queues, and nothing twice', () => {
  const tiers: Line = [0, 'answer callcenter_config tier list', { text: 'queue|agent|state|level|position\nsupport@default|alice@default|Ready|1|1\ncards@default|alice@default|Ready|1|1\n+OK\n' }];
  const first = tell([tiers, list(0, 'alice@default|Available|Waiting|1699999000')]);
  expect(outline(first.events, 'agent')).toEqual([[-1_000, 'agent.signed-in', { queues: ['support@default', 'cards@default'] }], [0, 'agent.state', { state: 'available' }]]);
  expect(outline(tell([tiers, list(50, 'alice@default|Available|Waiting|1699999000')], first.state).events, 'agent')).toEqual([]);
  expect(outline(tell([list(50, 'alice@default|On Break|Waiting|1700000040')], first.state).events, 'agent')).toEqual([[50, 'agent.state', { state: 'away', reason: 'On Break' }]]);
});

test('a module that is not loaded is no mistake', () => {
  expect(tell([[0, 'answer callcenter_config agent list', { text: '-ERR callcenter_config Command not found!\n' }]]).events).toEqual([]);
});
