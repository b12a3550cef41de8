import { z } from 'zod';
import { shareIn } from '../domain/share-text.js';

/** What people write in the settings file, as we count. */

const noDuration = { error: 'is no duration such as 20s, 1.5m or 2h' };
/** `20s`, `2m`, `1.5h`, or a bare number of seconds. */
export const duration = z.union([z.number(noDuration).nonnegative(noDuration), z.string(noDuration).regex(/^\d+(\.\d+)?\s*(ms|s|m|h|d)$/, noDuration)], noDuration)
  .transform((value) => toMillis(value));

const noShare = { error: 'is no share such as 80% or 0.8' };
export const share = z.union([z.number(noShare), z.string(noShare).regex(/^\d+(\.\d+)?\s*%$/, noShare).transform(shareIn)], noShare)
  .refine((part) => part >= 0 && part <= 1, noShare);

/** Minutes after midnight. */
export const span = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'is no span such as 08:00-18:00' })
  .transform((text): [number, number] => [toMinutes(text.slice(0, 5)), toMinutes(text.slice(6))])
  .refine(([opens, closes]) => opens < closes, { error: 'closes before it opens; write a night as two spans, 22:00-24:00 and 00:00-06:00 of the next day' });

/** When a day begins, `06:00`, as minutes after midnight: what is counted is kept by quarter-hours. */
export const dayBegin = z.string().regex(/^([01]\d|2[0-3]):(00|15|30|45)$/, { error: 'is no quarter-hour of the day such as 06:00' }).transform(toMinutes);

export const id = z.string().min(1);

/** As people write it: 90d, 1.5h. */
export function toUnits(millis: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]] as const;
  const [unit, size] = (millis === 0 ? ['s', 1] as const : units.find(([, each]) => millis % each === 0)) ?? ['ms', 1] as const;
  return `${millis / size}${unit}`;
}

function toMillis(value: number | string): number {
  if (typeof value === 'number') return Math.round(value * 1_000);
  const [, count, unit] = /^([\d.]+)\s*(\w+)$/.exec(value) ?? [];
  const sizes: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Math.round(Number(count) * (sizes[unit ?? 's'] ?? 1_000));
}

function toMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
