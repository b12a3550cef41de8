import { expect, test } from '@jest/globals';
import type { Subject } from './finding.js';
import { unnamedFloor } from './floor.js';
import type { Floor } from './floor.js';
import { ownerOf } from './owner.js';
import type { PlaceKind } from './place.js';
import type { Trouble } from './trouble.js';

const floor: Floor = {
  ...unnamedFloor,
  nodes: { billing: { owner: 'billing' }, main: {} }, queues: { support: {} }, entries: { '+4930': { promise: '24 hours', promisedBy: 'marketing', owner: 'it' } },
  owners: {
    billing: {}, marketing: {}, it: { owns: ['queues', 'blocked:system'] }, menu: { owns: ['menus', 'rule:repeat-contact'] }, product: { owns: ['blocked:product', 'topic:router', 'reason:rebate'] }, care: { owns: ['rest'] },
  },
};
const about = (kind: PlaceKind, name: string, trouble: Trouble): Subject => ({ place: { channel: 'voice', kind, name }, trouble });

test.each([
  ['whom its node names', about('node', 'billing', 'flag.menu-maze'), 'billing'],
  ['whoever claims all menus', about('node', 'main', 'flag.menu-maze'), 'menu'],
  ['whoever claims the rule, where the place names nobody', about('reason', 'x', 'flag.repeat-contact'), 'menu'],
  ['whoever claims what blocks agents, before the place', about('reason', 'billing', 'blocked.product'), 'product'],
  ['the place, where nobody claims what blocks', about('reason', 'billing', 'blocked.policy'), 'billing'],
  ['whoever claims the reason', about('reason', 'rebate', 'flag.unresolved'), 'product'],
  ['whoever claims the topic', about('floor', '', 'topic.router'), 'product'],
  ['whoever made the promise, not whoever keeps the number', about('entry', '+4930', 'closed'), 'marketing'],
  ['whoever keeps the number, of all else', about('entry', '+4930', 'flag.repeat-contact'), 'it'],
  ['whoever takes the rest', about('floor', '', 'topic.weather'), 'care'],
])('a finding belongs to %s', (_, subject, owner) => {
  expect(ownerOf(subject, floor)).toBe(owner);
});

test('belongs to nobody where nobody claims it', () => {
  expect(ownerOf(about('node', 'constructor', 'flag.menu-maze'), unnamedFloor)).toBeUndefined();
});
