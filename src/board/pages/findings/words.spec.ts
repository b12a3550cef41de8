import { expect, test } from '@jest/globals';
import { ownerText } from './words.js';

test('says whose a finding is and who answers for it, or that nobody does', () => {
  const menus = { id: 'menus', name: 'Menu design' };
  expect([{ ...menus, person: 'Mina Sato, Head of self-service' }, menus, null].map(ownerText)).toEqual([
    'Menu design · Mina Sato, Head of self-service', 'Menu design · nobody named who answers for it', 'Nobody owns it yet',
  ]);
});
