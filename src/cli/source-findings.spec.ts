import { expect, test } from '@jest/globals';
import type { SourceHealth } from '../contract/sources.js';
import { findingOf } from './source-findings.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const well: SourceHealth = {
  source: 'pbx', name: 'The PBX', lastEventAt: NOON - 3_000, state: 'heard', since: NOON - 3_000, accepted: 9, refused: 0, occurredAt: NOON - 3_100, lag: { medianMs: 41, p99Ms: 1_380, events: 9 },
  skewMs: 12, rate: { perMinute: 9, usual: null }, refusals: [], gaps: [], line: null, trouble: null, queues: [],
};

test('says of each source whether it is heard, its lag, its clock and its gaps', () => {
  expect(findingOf(well, NOON)).toEqual({ well: true, says: 'The PBX: heard 0:03 ago, lag 41 ms, one in a hundred 1.4 s, clock agrees, no gap declared.' });
});

test('says what is wrong, and what to do', () => {
  const gaps = [{ from: NOON - 60_000, to: NOON }, { from: 0, to: 1 }];
  const trouble = { is: 'silent', says: 'Nothing has come for 9:00.', do: 'Look whether it runs.' } as const;
  expect(findingOf({ ...well, state: 'silent', since: NOON - 540_000, lag: null, skewMs: -90_000, gaps, trouble }, NOON)).toEqual({
    well: false,
    says: 'The PBX: silent since 2026-06-01T11:51:00Z, no lag known, clock 1:30 ahead, 2 gaps, the last from 2026-06-01T11:59:00Z to 2026-06-01T12:00:00Z. Nothing has come for 9:00. Look whether it runs.',
  });
});
