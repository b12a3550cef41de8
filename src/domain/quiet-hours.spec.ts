import { expect, test } from '@jest/globals';
import { MINUTE } from './time.js';
import { nextHour, zonesOf } from './quiet-hours.js';

const hours = [9 * 60, 20 * 60] as const;
const next = (country: string | undefined, at: string): string | undefined => {
  const instant = nextHour(zonesOf(country), hours, Date.parse(at));
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);
};

test('writes at once by day where the called person is', () => {
  expect(next('DE', '2026-01-14T08:00:00Z')).toBe('2026-01-14T08:00');
  expect(next('DE', '2026-01-14T18:59:00Z')).toBe('2026-01-14T18:59');
});

test('waits for nine in the morning there', () => {
  expect(next('DE', '2026-01-14T07:59:00Z')).toBe('2026-01-14T08:00');
  expect(next('DE', '2026-01-14T19:00:00Z')).toBe('2026-01-15T08:00');
  expect(next('DE', '2026-07-14T06:30:00Z')).toBe('2026-07-14T07:00');
});

test('knows zones of half and quarter hours', () => {
  expect(next('IN', '2026-01-14T00:00:00Z')).toBe('2026-01-14T03:30');
  expect(next('NP', '2026-01-14T00:00:00Z')).toBe('2026-01-14T03:15');
});

test('where a number may be in several zones, all must agree: nine in Honolulu, before eight at night in New York', () => {
  expect(next('US', '2026-01-14T14:30:00Z')).toBe('2026-01-14T19:00');
  expect(next('US', '2026-01-15T00:59:00Z')).toBe('2026-01-15T00:59');
  expect(next('US', '2026-01-15T01:00:00Z')).toBe('2026-01-15T19:00');
});

test('never writes where nothing is known of the zone', () => {
  expect(next(undefined, '2026-01-14T12:00:00Z')).toBeUndefined();
  expect(next('ZZ', '2026-01-14T12:00:00Z')).toBeUndefined();
});

test('finds no hour where the hours of a wide country do not meet', () => {
  expect(nextHour(['Europe/London', 'Pacific/Auckland'], hours, 0)).toBeUndefined();
});

test('what it answers is inside the hours, whenever in the year it is asked', () => {
  const zones = ['America/St_Johns', 'America/Vancouver'];
  const wall = (zone: string, at: number): number => {
    const [hour, minute] = new Date(at).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).split(':').map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  };
  for (let day = 0; day < 365; day += 13) {
    const at = Date.parse('2026-01-01T00:00:00Z') + day * 24 * 60 * MINUTE + day * 7 * MINUTE;
    const found = nextHour(zones, hours, at) ?? Number.NaN;
    for (const zone of zones) {
      expect(wall(zone, found)).toBeGreaterThanOrEqual(hours[0]);
      expect(wall(zone, found)).toBeLessThan(hours[1]);
    }
  }
});
