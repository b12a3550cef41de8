import { expect, test } from '@jest/globals';
import { Staff } from './staff.js';

test('counts who is at work for a queue, and forgets a queue that nobody works', () => {
  const staff = new Staff();
  expect(staff.atWork('sales')).toBeUndefined();
  staff.put('anna', [['sales', true], ['support', true]]);
  staff.put('bert', [['sales', false]]);
  expect([staff.atWork('sales'), staff.atWork('support')]).toEqual([1, 1]);
  staff.put('anna', [['sales', false]]);
  expect([staff.atWork('sales'), staff.atWork('support'), staff.queuesOf('anna')]).toEqual([0, undefined, ['sales']]);
  staff.put('anna', []);
  staff.put('bert', []);
  expect(staff.atWork('sales')).toBeUndefined();
});
