import { expect, test } from '@jest/globals';
import { usualRetention } from '../domain/retention.js';
import { DAY } from '../domain/time.js';
import { keptFindings } from './kept-findings.js';

const NOW = Date.UTC(2026, 5, 1);

test('says what has gone, and that nothing is there for too long', () => {
  const found = keptFindings({ entries: NOW - 90 * DAY, readings: NOW - 390 * DAY }, [{ class: 'contacts', removed: 12, lastAt: NOW - 60_000 }, { class: 'flags', removed: 0, lastAt: NOW }], usualRetention, NOW);
  expect(found).toEqual([{ well: true, says: 'Removed for their age so far: 12 contacts; last looked for at 2026-06-01T00:00:00.000Z.' }]);
});

test('names what is kept for longer than is set', () => {
  const found = keptFindings({ entries: NOW - 95 * DAY, numbers: NOW - 2 * DAY }, [], usualRetention, NOW);
  expect(found.map(({ well }) => well)).toEqual([false, false, true]);
  expect(found[0]?.says).toMatch(/^The oldest of the events in the log is 95 days old, and 90 days are set\. /);
});
