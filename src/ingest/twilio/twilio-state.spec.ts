import { expect, test } from '@jest/globals';
import { nothingKnown, stayOf, withExecution } from './twilio-state.js';

test('remembers no more executions than it has room for, and the newest of them', () => {
  let state = nothingKnown;
  for (let nth = 0; nth < 6_000; nth += 1) state = withExecution(state, `FN${nth}`, `CA${nth}`);
  expect(state.executions.size).toBeLessThanOrEqual(5_000);
  expect([state.executions.get('FN5999'), state.executions.get('FN0')]).toEqual(['CA5999', undefined]);
  expect(withExecution(state, 'FN5999', 'CA5999')).toBe(state);
});

test('takes entries within three seconds for one stay, in whichever order they come', () => {
  const first = stayOf(nothingKnown, 'CA1 QU1', { id: 'a', at: 10_000 });
  const again = stayOf(first.state, 'CA1 QU1', { id: 'b', at: 9_200 });
  const later = stayOf(again.state, 'CA1 QU1', { id: 'c', at: 40_000 });
  expect([first.stay, again.stay, later.stay]).toEqual(['a', 'a', 'c']);
});
