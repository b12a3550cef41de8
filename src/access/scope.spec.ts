import { describe, expect, test } from '@jest/globals';
import { reader } from '../../test/support/access.js';
import { mayPerform, maySeeAgent, maySeeQueue, policy, roles, scopeName, type Action } from './scope.js';

test('lets each role do what its work needs and nothing else', () => {
  const may = (role: (typeof roles)[number]) => (Object.keys(policy) as Action[]).filter(action => mayPerform({ role }, action));
  expect(Object.fromEntries(roles.map(role => [role, may(role)]))).toEqual({
    admin: ['session', 'catalogue', 'board', 'contacts', 'recover', 'findings', 'monitor', 'admin'],
    supervisor: ['session', 'catalogue', 'board', 'contacts', 'recover', 'findings'],
    agent: ['session', 'catalogue', 'desk'],
    owner: ['session', 'catalogue', 'findings'],
    wall: ['session', 'catalogue', 'board', 'monitor'],
  });
});

describe('a queue is seen', () => {
  const billing = { id: 'billing', team: 'berlin' };

  test('by a supervisor without lists', () => expect(maySeeQueue(reader(), billing)).toBe(true));
  test('by who has it on the list', () => expect(maySeeQueue(reader({ queues: ['billing'] }), billing)).toBe(true));
  test('by who has its team on the list', () => expect(maySeeQueue(reader({ teams: ['berlin'] }), billing)).toBe(true));
  test('not by another queue\'s supervisor', () => expect(maySeeQueue(reader({ queues: ['sales'] }), billing)).toBe(false));
  test('not by another team\'s supervisor', () => expect(maySeeQueue(reader({ teams: ['rome'] }), billing)).toBe(false));
  test('not by an agent', () => expect(maySeeQueue(reader({ role: 'agent', actsFor: 'a1' }), billing)).toBe(false));
  test('not by an empty list, nor without a team by lists of teams', () => {
    expect(maySeeQueue(reader({ queues: [] }), billing)).toBe(false);
    expect(maySeeQueue(reader({ teams: ['berlin'] }), { id: 'sales' })).toBe(false);
  });
});

describe('an agent is seen', () => {
  const alice = { id: 'alice', team: 'berlin', queues: ['billing', 'sales'] };

  test('by themselves', () => expect(maySeeAgent(reader({ role: 'agent', actsFor: 'alice' }), alice)).toBe(true));
  test('not by another agent', () => expect(maySeeAgent(reader({ role: 'agent', actsFor: 'bob' }), alice)).toBe(false));
  test('by the supervisor of a queue they serve', () => expect(maySeeAgent(reader({ queues: ['sales'] }), alice)).toBe(true));
  test('not by the supervisor of another queue', () => expect(maySeeAgent(reader({ queues: ['claims'] }), alice)).toBe(false));
  test('by the supervisor of their team', () => expect(maySeeAgent(reader({ teams: ['berlin'] }), alice)).toBe(true));
});

test('who may see the same shares a room, in whatever order the lists were typed', () => {
  expect(scopeName(reader({ queues: ['b', 'a', 'b'] }))).toBe(scopeName(reader({ who: 'tom', queues: ['a', 'b'] })));
  expect(scopeName(reader({ queues: ['a,b'] }))).not.toBe(scopeName(reader({ queues: ['a', 'b'] })));
  expect(scopeName(reader())).not.toBe(scopeName(reader({ queues: [] })));
});
