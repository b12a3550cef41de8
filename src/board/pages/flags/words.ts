import type { FlagMarkView } from '../../../contract/contact.js';
import type { RuleMarks } from '../../../contract/rules.js';
import { percent } from '../../text/number.js';

/** By the number of days. */
export const periods: Readonly<Record<number, string>> = { 1: '24 hours', 7: '7 days', 30: '30 days' };

export const periodBegan = (days: number, now: number): number => now - days * 86_400_000;

/** What the address asks for, as a query of the API. */
export function flagsQueryOf(ask: Readonly<Record<string, string>>, days: number, now: number): readonly string[] {
  return [`from=${periodBegan(days, now)}`, ...(['rule', 'queue', 'retracted'] as const).flatMap((name) => (ask[name] === undefined ? [] : [`${name}=${encodeURIComponent(ask[name])}`]))];
}

/** "12.5 %", and nothing of nothing. */
export const shareOf = (part: number, whole: number): string => (whole === 0 ? '–' : `${percent(part / whole)} %`);

/** Of those that were marked, how many were right: acted on, or right with nothing to do. */
export const hitRate = ({ acted, useful, noise }: Pick<RuleMarks, 'acted' | 'useful' | 'noise'>): string => shareOf(acted + useful, acted + useful + noise);

/** Which of those that were read the choice of marks lets through: `none` are not marked yet. */
export const hasMark = (mark: FlagMarkView | undefined, wanted: string | undefined): boolean => wanted === undefined || (wanted === 'none' ? mark === undefined : mark?.mark === wanted);
