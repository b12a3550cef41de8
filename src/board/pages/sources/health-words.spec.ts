import { expect, test } from '@jest/globals';
import type { SourceHealth } from '../../../contract/sources.js';
import { clockWords, lagWords, orderHealth, rateWords, shortly } from './health-words.js';

const line = { platform: 'Asterisk', place: 'pbx:5038', isUp: true, since: 0, retryAt: null };

test('says times as exactly as anyone needs them', () => {
  expect([shortly(40), shortly(-1_240), shortly(59_900), shortly(130_000), shortly(1_876.8 * 86_400_000)]).toEqual(['40 ms', '1.2 s', '59.9 s', '2:10', '1,876 days']);
});

test('says how late events come, and that none were heard', () => {
  expect([lagWords({ lag: { medianMs: 120, p99Ms: 3_000, events: 9 } }), lagWords({ lag: { medianMs: -90_000, p99Ms: -89_000, events: 9 } }), lagWords({ lag: null })])
    .toEqual(['120 ms; one in a hundred 3 s or more', 'none', 'nothing heard in the last ten minutes']);
});

test('says how the clocks differ, and tells behind from late where that can be told', () => {
  expect([null, -90_000, 300, 90_000].map((skewMs) => clockWords({ skewMs, line: null }))).toEqual(['not yet known', '1:30 ahead', 'agrees with this server’s', '1:30 behind, or its events come that late']);
  expect(clockWords({ skewMs: 90_000, line })).toBe('1:30 behind');
});

test('says how many come, against what is usual as far as that is known', () => {
  const usual = (by: 'weeks' | 'days', of: number) => rateWords({ rate: { perMinute: 38.4, usual: { perMinute: 4.25, by, of } } });
  expect([usual('weeks', 4), usual('days', 3), rateWords({ rate: { perMinute: 0.3, usual: null } })]).toEqual([
    '38 a minute; usual 4.3 in this hour of the week, by 4 weeks',
    '38 a minute; usual 4.3, by the last days: this hour of the week is not yet known',
    '0.3 a minute; what is usual at this hour is not yet known',
  ]);
});

test('shows first what needs someone', () => {
  const of = (name: string, state: SourceHealth['state'], trouble: SourceHealth['trouble'] = null) => ({ name, state, trouble }) as SourceHealth;
  const late = { is: 'late', says: '', do: '' } as const;
  expect(orderHealth([of('a', 'heard'), of('b', 'heard', late), of('d', 'gap'), of('c', 'silent')]).map(({ name }) => name)).toEqual(['c', 'd', 'b', 'a']);
});
