import type { MenuView } from '../../../contract/menus.js';

export const whole = (share: number | null): string => (share === null ? '–' : share > 0 && share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`);

export const periods = { 1: 'today', 7: '7 days', 30: '30 days' } as const;

const QUARTER = 900_000;
const DAY = 86_400_000;

/** From the day's beginning, or so many days back, to the end of this quarter-hour. */
export function windowOf(days: number, now: number, dayBegan: number): MenuView['window'] {
  const to = now - (now % QUARTER) + QUARTER;
  const from = days === 1 ? dayBegan - (dayBegan % QUARTER) : to - days * DAY;
  return { from: Math.min(from, to - QUARTER), to };
}
