import { expect, test } from '@jest/globals';
import { contactOf } from '../../../test/support/story.js';
import type { EarshotEvent } from '../../domain/event.js';
import { agentEvent, contactEvent, EPOCH, translated } from './story.js';

const states = (posts: readonly object[]): unknown[] => translated([posts]).flatMap((event) => (event.type === 'agent.state' ? [[(event.time - EPOCH) / 1_000, event.subject, event.data.state, event.data.reason]] : []));
const others = (posts: readonly object[]): unknown[] => translated([posts]).filter(({ type }) => type !== 'agent.state').map(({ type, subject, data }: EarshotEvent) => [type, subject, data]);

test('an agent\'s day in states, from login to logout', () => {
  const ring = [['c', 'CONNECTING', 60]] as const;
  const talk = [['c', 'CONNECTED', 66]] as const;
  expect(states([
    agentEvent(1, 'LOGIN', { status: 'Offline' }),
    agentEvent(5, 'STATE_CHANGE', { status: 'Available' }, { status: 'Offline' }),
    agentEvent(60, 'STATE_CHANGE', { status: 'Available', contacts: ring }, { status: 'Available' }),
    agentEvent(66, 'STATE_CHANGE', { status: 'Available', contacts: talk }, { status: 'Available', contacts: ring }),
    agentEvent(90, 'STATE_CHANGE', { status: 'Lunch', contacts: talk }, { status: 'Available', contacts: talk }),
    agentEvent(120, 'STATE_CHANGE', { status: 'Lunch', contacts: [['c', 'ENDED', 120]] }, { status: 'Lunch', contacts: talk }),
    agentEvent(150, 'STATE_CHANGE', { status: 'Lunch' }, { status: 'Lunch', contacts: [['c', 'ENDED', 120]] }),
    agentEvent(400, 'LOGOUT', { status: 'Available' }),
  ])).toEqual([
    [1, 'anna', 'offline', undefined], [5, 'anna', 'available', undefined], [60, 'anna', 'ringing', undefined], [66, 'anna', 'on-contact', undefined], [90, 'anna', 'on-contact', undefined],
    [120, 'anna', 'wrap-up', undefined], [150, 'anna', 'away', 'Lunch'], [400, 'anna', 'offline', undefined],
  ]);
});

test('a heartbeat says where the agent is, in which queues and team, to whom has not heard the login', () => {
  expect(states([agentEvent(120, 'HEART_BEAT', { status: 'Available' }, { status: 'Available' })])).toEqual([[120, 'anna', 'available', undefined]]);
  expect(others([agentEvent(120, 'HEART_BEAT', { status: 'Available' }, { status: 'Available' })])).toEqual([['agent.signed-in', 'anna', { queues: ['support'], team: 'North' }]]);
});

test('for an hour after the logout heartbeats go on, and say nothing but offline', () => {
  expect(others([agentEvent(120, 'HEART_BEAT', { status: 'Offline' }, { status: 'Offline' })])).toEqual([]);
});

test('another routing profile takes the agent out of the queues that are not in it', () => {
  expect(others([agentEvent(9, 'STATE_CHANGE', { status: 'Available', queues: ['billing'] }, { status: 'Available', queues: ['support', 'billing'] })])).toEqual([
    ['agent.signed-out', 'anna', { queues: ['support'] }], ['agent.signed-in', 'anna', { queues: ['billing'], team: 'North' }],
  ]);
});

test('a ring that is missed is an offer that ran out, and the agent does not respond', () => {
  const ring = [['c', 'CONNECTING', 60]] as const;
  const missed = [agentEvent(60, 'STATE_CHANGE', { status: 'Available', contacts: ring }, { status: 'Available' }), agentEvent(80, 'STATE_CHANGE', { status: 'Available', contacts: [['c', 'MISSED', 80]] }, { status: 'Available', contacts: ring })];
  expect(states(missed).map((each) => (each as unknown[])[2])).toEqual(['ringing', 'not-responding']);
  expect(contactOf(translated([missed]).filter(({ subject }) => subject === 'c')).offers).toEqual([{ agent: 'anna', queue: 'support', at: EPOCH + 60_000, endedAt: EPOCH + 80_000, reason: 'timeout' }]);
});

test('a hold is known from the agent alone: contact events do not tell it', () => {
  const talk = [['c', 'CONNECTED', 66]] as const;
  const held = [['c', 'CONNECTED_ONHOLD', 100]] as const;
  const told = translated([[
    contactEvent(66, 'CONNECTED_TO_AGENT', 'c', { began: 0, queued: 20, agent: 66 }),
    agentEvent(66, 'STATE_CHANGE', { status: 'Available', contacts: talk }, { status: 'Available' }),
    agentEvent(100, 'STATE_CHANGE', { status: 'Available', contacts: held }, { status: 'Available', contacts: talk }),
    agentEvent(130, 'STATE_CHANGE', { status: 'Available', contacts: talk }, { status: 'Available', contacts: held }),
  ]]).filter(({ subject }) => subject === 'c');
  expect(contactOf(told).segments).toMatchObject([{ id: 'c:agent', agent: 'anna', connectedAt: EPOCH + 66_000, holds: [{ from: EPOCH + 100_000, to: EPOCH + 130_000 }] }]);
});
