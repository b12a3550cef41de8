import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { changesBetween } from '../../config/document-changes.js';
import { floorDocument } from '../../config/floor-document.js';
import { unnamedFloor } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Learned } from '../../domain/learned.js';
import { clock } from '../../domain/time.js';
import type { SettingsDifference } from '../../contract/settings.js';
import type { SettingsEntry } from '../../ports/floor-desk.js';

/** What stands in the log: it was valid when it was written; what later versions added has its default. */
export function floorFromLog(settings: unknown): Floor {
  return { ...unnamedFloor, ...(settings as Partial<Floor>) };
}

export function isSameFloor(floor: Floor, other: Floor): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(floor)), JSON.parse(JSON.stringify(other)));
}

/** As it was written; entries of before texts were kept are written anew. Nobody wrote the defaults. */
export function textOfEntry({ text, by, settings }: SettingsEntry): string {
  return text ?? (by === 'defaults' ? '' : textOfFloor(floorFromLog(settings)));
}

export function textOfFloor(floor: Floor): string {
  const document = floorDocument(floor);
  return Object.keys(document).length === 0 ? '' : stringify(document, { lineWidth: 0 });
}

/** What differs between two floors, by place, as people write it, and what was learned between them. */
export function differencesBetween(before: Floor, after: Floor): readonly SettingsDifference[] {
  const written = changesBetween(floorDocument(before), floorDocument(after)).map((change) => ({ path: change.path, before: shown(change.before), after: shown(change.after) }));
  return [...written, ...learnedBetween(before.learned, after.learned)];
}

function learnedBetween({ ways: before }: Learned, { ways: after }: Learned): readonly SettingsDifference[] {
  const last = (ways: Learned['ways'], entry: string): number | null => (Object.hasOwn(ways, entry) ? ways[entry]?.at(-1)?.ms ?? null : null);
  const says = (ms: number | null): string | null => (ms === null ? null : clock(ms));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((entry) => ({ path: ['learned', 'shortest way', entry], before: says(last(before, entry)), after: says(last(after, entry)) }))
    .filter(({ before: was, after: is }) => was !== is);
}

const LONGEST = 200;

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
