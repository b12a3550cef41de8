import { expect, test } from '@jest/globals';
import type { RecoveryLine } from '../../contract/board.js';
import { dueOf, isBeingCalled, notCalledOf, recoveryRows, triesOf, whyOf } from './recovery.js';

const now = Date.UTC(2026, 5, 1, 14, 0);
const minute = 60_000;
const line: RecoveryLine = { id: 'ann', label: 'caller', why: 'call-asked', at: now - 30 * minute, waitedMs: 0, times: 1, contact: 'a', reachable: true, state: 'open', attempts: 0 };

test('says when a call is due, and how late it is', () => {
  expect(dueOf(line, now, 'UTC')).toBeUndefined();
  expect(dueOf({ ...line, due: now + 30 * minute }, now, 'UTC')).toEqual({ text: 'due 14:30', isLate: false });
  expect(dueOf({ ...line, due: now - 12 * minute }, now, 'UTC')).toEqual({ text: 'due 13:48, 12 min late', isLate: true });
  expect(dueOf({ ...line, due: now + 20 * 60 * minute }, now, 'UTC')).toEqual({ text: 'due Tue 2 Jun 10:00', isLate: false });
});

test('says why, what was tried and what did not come about', () => {
  expect(whyOf({ ...line, why: 'abandoned', waitedMs: 130_000 })).toBe('Gave up after 2:10');
  expect(triesOf(line, now)).toBeUndefined();
  expect(triesOf({ ...line, attempts: 2, by: 'anna', lastAttempt: { at: now - 4 * minute, result: 'no-answer' } }, now)).toBe('Tried 2 times, last 4 min ago by anna: no answer');
  expect(notCalledOf({ ...line, notCalled: { at: now - 2 * minute, why: 'agent-not-reached' } }, now)).toBe('Not called, 2 min ago: the agent did not pick up');
});

test('a call that nothing is heard of any more binds nobody', () => {
  expect(isBeingCalled({ ...line, state: 'calling', callingSince: now - minute }, now)).toBe(true);
  expect(isBeingCalled({ ...line, state: 'calling', callingSince: now - 16 * minute }, now)).toBe(false);
});

test('is a file without a number in it', () => {
  expect(recoveryRows([{ ...line, due: now, waitedMs: 65_000, queue: { id: 'billing', name: 'Billing' } }])[1]).toEqual(
    ['caller', 'Asked for a call', 'Billing', '', '2026-06-01T13:30:00.000Z', '2026-06-01T14:00:00.000Z', '1:05', '1', '0', 'open', 'a'],
  );
});
