import { expect, test } from '@jest/globals';
import { mayPerform, policy, roles, type Action } from './scope.js';

test('lets each role do what its work needs and nothing else', () => {
  const may = (role: (typeof roles)[number]) => (Object.keys(policy) as Action[]).filter(action => mayPerform({ role }, action));
  expect(Object.fromEntries(roles.map(role => [role, may(role)]))).toEqual({
    admin: ['session', 'catalogue', 'board', 'contacts', 'recover', 'prompts', 'answer', 'findings', 'monitor', 'admin'],
    supervisor: ['session', 'catalogue', 'board', 'contacts', 'recover', 'prompts', 'findings'],
    agent: ['session', 'catalogue', 'desk', 'prompts', 'answer'],
    owner: ['session', 'catalogue', 'findings'],
    wall: ['session', 'catalogue', 'board', 'monitor'],
  });
});
