/** How an owner writes what they expect: percentages, empty for nothing. */
import type { OwnBelief } from '../../../contract/voice.js';

/** 0.855 → "85.5"; null: "". */
export function percentText(share: number | null): string {
  return share === null ? '' : String(Number((share * 100).toPrecision(12)));
}

export type Changes = { readonly ok: true; readonly value: Readonly<Record<string, number | null>> } | { readonly ok: false; readonly reason: string };

/** What was typed and differs from what stands; a comma is a point too. */
export function changesOf(lines: readonly OwnBelief[], typed: Readonly<Record<string, string>>): Changes {
  const value: Record<string, number | null> = {};
  for (const { what, title, expected } of lines) {
    const text = typed[what]?.trim().replace(/\s*%$/, '').replace(',', '.');
    if (text === undefined || text === percentText(expected)) continue;
    if (text !== '' && !(/^\d+(\.\d+)?$/.test(text) && Number(text) <= 100)) return { ok: false, reason: `“${title}” is no percentage.` };
    value[what] = text === '' ? null : Number((Number(text) / 100).toPrecision(12));
  }
  return { ok: true, value };
}
