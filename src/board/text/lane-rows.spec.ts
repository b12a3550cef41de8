import { expect, test } from '@jest/globals';
import type { ContactLane } from '../../contract/contact.js';
import { laneRows } from './lane-rows.js';

const lane: ContactLane = {
  id: 'c-1', label: 'caller a7f3', channel: 'voice', direction: 'inbound', startedAt: 0, endedAt: 90_000, stage: 'ended', since: 90_000, segments: [], nthInWindow: 1, queues: ['a', 'b'],
  flags: [{ rule: 'long-wait', title: 'Waits too long', severity: 'severe', live: false }, { rule: 'menu-maze', title: 'Lost in the menu', severity: 'note', live: false }],
};

test('a contact is one row: when it began and ended, which way it went, and its flags', () => {
  const { endedAt: _, ...open } = lane;
  expect(laneRows([lane, { ...open, stage: 'queue' }], (id) => id.toUpperCase(), ['0:32', '']).slice(1)).toEqual([
    ['c-1', 'caller a7f3', 'voice', 'inbound', '1970-01-01T00:00:00.000Z', '1970-01-01T00:01:30.000Z', 'ended', 'A → B', 'Waits too long, Lost in the menu', '0:32'],
    ['c-1', 'caller a7f3', 'voice', 'inbound', '1970-01-01T00:00:00.000Z', '', 'queue', 'A → B', 'Waits too long, Lost in the menu', ''],
  ]);
  expect(laneRows([lane], (id) => id).map((row) => row.length)).toEqual([9, 9]);
});
