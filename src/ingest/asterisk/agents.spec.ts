import { expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { alice, rings, support, tell, type Line } from './story.js';

const of = { ...alice, Uniqueid: '', Linkedid: '', Paused: '0', Status: '1' };

test('one agent has one state over all queues, told when it changes', () => {
  const { events } = tell([
    [1, 'QueueMemberStatus', of], [1, 'QueueMemberStatus', { ...of, Queue: 'cards' }],
    rings, [4, 'QueueCallerJoin', support], [5, 'AgentCalled', alice], [5, 'QueueMemberStatus', { ...of, Status: '3' }],
    [9, 'QueueCallerLeave', support], [9, 'AgentConnect', alice], [9, 'QueueMemberStatus', { ...of, Status: '2' }],
    [20, 'AgentComplete', { ...alice, Reason: 'agent' }], [20, 'QueueMemberStatus', of],
    [30, 'QueueMemberStatus', { ...of, Status: '5' }],
  ]);
  expect(outline(events, 'agent.state')).toEqual([
    [1, 'agent.state', { state: 'available' }], [5, 'agent.state', { state: 'ringing' }], [9, 'agent.state', { state: 'on-contact' }],
    [20, 'agent.state', { state: 'available' }], [30, 'agent.state', { state: 'offline' }],
  ]);
});

test('a pause in one of two queues is that queue’s only; in both, the agent is away', () => {
  const pause = (second: number, Queue: string, Paused: string): Line => [second, 'QueueMemberPause', { ...of, Queue, Paused, PausedReason: Paused === '1' ? 'lunch' : '' }];
  const { events } = tell([[1, 'QueueMemberStatus', of], [1, 'QueueMemberStatus', { ...of, Queue: 'cards' }], pause(2, 'support', '1'), pause(3, 'cards', '1'), pause(4, 'support', '0')]);
  expect(outline(events, 'agent.state').slice(1)).toEqual([
    [2, 'agent.state', { state: 'away', reason: 'lunch', queue: 'support' }],
    [3, 'agent.state', { state: 'away', reason: 'lunch', queue: 'cards' }],
    [3, 'agent.state', { state: 'away', reason: 'lunch' }],
    [4, 'agent.state', { state: 'available', queue: 'support' }],
    [4, 'agent.state', { state: 'available' }],
  ]);
});

test('a pause that Asterisk sets because calls ring out is not a break', () => {
  const { events } = tell([[2, 'QueueMemberPause', { ...of, Paused: '1', PausedReason: 'Auto-Pause' }]]);
  expect(outline(events, 'agent.state').at(-1)).toEqual([2, 'agent.state', { state: 'not-responding', reason: 'Auto-Pause' }]);
});

test('an agent paused during a call is away when it ends', () => {
  const { events } = tell([rings, [4, 'QueueCallerJoin', support], [5, 'AgentCalled', alice], [9, 'QueueCallerLeave', support], [9, 'AgentConnect', alice],
    [12, 'QueueMemberPause', { ...of, Paused: '1', PausedReason: 'lunch' }], [20, 'AgentComplete', { ...alice, Reason: 'caller' }]]);
  expect(outline(events, 'agent.state').at(-1)).toEqual([20, 'agent.state', { state: 'away', reason: 'lunch' }]);
});
