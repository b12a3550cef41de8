import { z } from 'zod';

/** What people write in the settings file, as we count. */

/** `20s`, `2m`, `1.5h`, or a bare number of seconds. */
export const duration = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m|h|d)$/)])
  .transform((value) => toMillis(value));

export const share = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?\s*%$/).transform((text) => Number.parseFloat(text) / 100)])
  .refine((part) => part >= 0 && part <= 1, { error: 'is no share such as 80% or 0.8' });

/** Minutes after midnight. */
export const span = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'is no span such as 08:00-18:00' })
  .transform((text): [number, number] => [toMinutes(text.slice(0, 5)), toMinutes(text.slice(6))])
  .refine(([opens, closes]) => opens < closes, { error: 'closes before it opens; write a night as two spans, 22:00-24:00 and 00:00-06:00 of the next day' });

export const id = z.string().min(1);

function toMillis(value: number | string): number {
  if (typeof value === 'number') return Math.round(value * 1_000);
  const [, count, unit] = /^([\d.]+)\s*(\w+)$/.exec(value) ?? [];
  const sizes: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Math.round(Number(count) * (sizes[unit ?? 's'] ?? 1_000));
}

function toMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
