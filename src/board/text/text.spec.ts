import { describe, expect, test } from '@jest/globals';
import { dayName, timeOfDay, timeOrDay } from './clock-time.js';
import { ago, duration } from './duration.js';
import { count, ordinal, percent, plural, target } from './number.js';

describe('what is written', () => {
  test('durations', () => {
    expect([0, 7_999, 754_000, 3_723_000, -5, null].map(duration)).toEqual(['0:00', '0:07', '12:34', '1:02:03', '0:00', '–']);
    expect([10, 240_000, 7_800_000, 7_200_000, 90_000_000, 400_000_000].map(ago)).toEqual(['just now', '4 min ago', '2 h 10 min ago', '2 h ago', 'yesterday', '4 days ago']);
  });

  test('numbers, where nothing to say is never 0', () => {
    expect([count(null), count(12_345), percent(null), percent(0), percent(0.80751), percent(1)]).toEqual(['–', '12,345', '–', '0.0', '80.8', '100']);
    expect([target(0.8), target(0.925)]).toEqual(['80', '92.5']);
    expect([1, 2, 3, 4, 11, 22, 113].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']);
    expect([plural(1, 'contact'), plural(3, 'contact')]).toEqual(['1 contact', '3 contacts']);
  });

  test('times in the zone of the center', () => {
    const at = Date.UTC(2026, 10, 3, 13, 2, 11);
    expect(timeOfDay(at, 'Europe/Berlin')).toBe('14:02:11');
    expect(dayName(at, 'Europe/Berlin')).toBe('Tue 3 Nov');
    expect(timeOrDay(at, at + 86_400_000, 'Europe/Berlin')).toBe('Tue 3 Nov 14:02');
    expect(timeOrDay(at, at + 5 * 365.25 * 86_400_000, 'Europe/Berlin')).toBe('Tue 3 Nov 2026 14:02');
  });
});
