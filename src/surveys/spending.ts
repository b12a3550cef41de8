import type { SurveySettings } from '../domain/survey.js';

/** Invitations sent since the day began. */
export interface Spent {
  readonly total: number;
  readonly byPrefix: Readonly<Record<string, number>>;
}

export type Caps = Pick<SurveySettings, 'perDay' | 'perPrefix'>;

/** The longest allowed prefix that the number begins with; undefined: nothing is ever sent there. */
export function prefixOf(number: string, allow: readonly string[]): string | undefined {
  return allow.filter((prefix) => number.startsWith(prefix)).toSorted((a, b) => b.length - a.length)[0];
}

/** Whether today's money for this prefix is spent: what pumps messages to numbers that earn from them runs dry here. */
export function isSpent({ total, byPrefix }: Spent, prefix: string, { perDay, perPrefix }: Caps): boolean {
  return total >= perDay || (Object.hasOwn(byPrefix, prefix) ? byPrefix[prefix] ?? 0 : 0) >= perPrefix;
}

export function spendingOne({ total, byPrefix }: Spent, prefix: string): Spent {
  const before = Object.hasOwn(byPrefix, prefix) ? byPrefix[prefix] ?? 0 : 0;
  return { total: total + 1, byPrefix: { ...byPrefix, [prefix]: before + 1 } };
}
