import { expect, test } from '@jest/globals';
import { mayPerform, policy, roles, type Action } from './scope.js';

test('lets each role do what its work needs and nothing else', () => {
  const may = (role: (typeof roles)[number]) => (Object.keys(policy) as Action[]).filter(action => mayPerform({ role }, action));
  expect(Object.fromEntries(roles.map(role => [role, may(role)]))).toEqual({
    admin: ['session', 'catalogue', 'board', 'contacts', 'recover', 'prompts', 'answer', 'findings', 'settle', 'monitor', 'admin'],
    supervisor: ['session', 'catalogue', 'board', 'contacts', 'recover', 'prompts', 'people', 'findings'],
    agent: ['session', 'catalogue', 'desk', 'prompts', 'answer', 'people'],
    owner: ['session', 'catalogue', 'findings', 'settle'],
    wall: ['session', 'catalogue', 'board', 'monitor'],
  });
});
