import { expect, test } from '@jest/globals';
import { Counters } from './gauges.js';

test('the log counts as away after a failure, until an append succeeds or is due to be tried again', () => {
  let now = 0;
  const counters = new Counters({ now: () => now });
  counters.appendFailed();
  expect(counters.isLogWritable).toBe(false);
  counters.appended(1);
  expect(counters.isLogWritable).toBe(true);
  counters.appendFailed();
  now = 15_000;
  expect(counters.isLogWritable).toBe(true);
  expect(counters.appendFailures).toBe(2);
});

test('refusals add up by source and kind of reason', () => {
  const counters = new Counters();
  counters.refuse('pbx', 2);
  counters.refuse('pbx', 1);
  counters.refuse('pbx', 1, 'too-many');
  expect(counters.refused).toEqual([{ source: 'pbx', reason: 'unreadable', count: 3 }, { source: 'pbx', reason: 'too-many', count: 1 }]);
});
