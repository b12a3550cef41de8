import { isDeepStrictEqual } from 'node:util';

/** One place of a document with what stands there before and after; undefined: nothing. Lists are one value. */
export interface DocumentChange {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs between two documents, in the order of the second, what is gone behind it. */
export function changesBetween(before: unknown, after: unknown, path: readonly string[] = []): readonly DocumentChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isSection(before) || !isSection(after)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => changesBetween(own(before, key), own(after, key), [...path, key]));
}

/** The document with these places changed; the one given stays as it is. */
export function withChanges(document: unknown, changes: readonly Pick<DocumentChange, 'path' | 'after'>[]): unknown {
  return changes.reduce((changed, { path, after }) => withChange(changed, path, after), document);
}

function withChange(document: unknown, path: readonly string[], after: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return after;
  const section = isSection(document) ? document : {};
  if (after === undefined && !Object.hasOwn(section, key)) return document;
  const changed = withChange(own(section, key), rest, after);
  const others = Object.entries(section).filter(([name]) => name !== key);
  return Object.fromEntries(changed === undefined ? others : Object.hasOwn(section, key) ? Object.entries(section).map(([name, value]) => [name, name === key ? changed : value]) : [...others, [key, changed]]);
}

export function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(section: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(section, key) ? section[key] : undefined;
}
