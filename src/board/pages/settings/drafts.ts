import type { SettingsChange, SettingsProblem } from '../../../contract/settings.js';

export type Path = readonly string[];
export type Section = Readonly<Record<string, unknown>>;
/** What the reader has changed and not saved, by place. */
export type Drafts = ReadonlyMap<string, SettingsChange>;

export const keyOf = (path: Path): string => JSON.stringify(path);

/** What stands at a place of the document; undefined: nothing. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isSection(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), document);
}

/** The same with what is changed and not saved; what is taken out takes along what stands in it. */
export function draftedAt(document: unknown, drafts: Drafts, path: Path): unknown {
  for (let length = path.length; length > 0; length -= 1) {
    const draft = drafts.get(keyOf(path.slice(0, length)));
    if (draft !== undefined) return draft.value === null ? undefined : valueAt(draft.value, path.slice(length));
  }
  return valueAt(document, path);
}

/** One more change; one that leads back to what is saved is none. An empty value takes the place out. */
export function withDraft(document: unknown, drafts: Drafts, path: Path, value: unknown): Drafts {
  const next = new Map(drafts);
  const after = value === '' || value === undefined ? null : value;
  if (JSON.stringify(after) === JSON.stringify(valueAt(document, path) ?? null)) next.delete(keyOf(path));
  else next.set(keyOf(path), { path, value: after });
  return next;
}

/** In an order in which they can be made: what is taken out as a whole first. */
export function changesOf(drafts: Drafts): readonly SettingsChange[] {
  return [...drafts.values()].toSorted((a, b) => a.path.length - b.path.length);
}

/** Members of a section, saved or only begun. What is to be taken out is still shown, so that it can be kept. */
export function membersOf(document: unknown, drafts: Drafts, section: string): readonly string[] {
  const saved = valueAt(document, [section]);
  const begun = [...drafts.values()].flatMap(({ path, value }) => (path[0] === section && path.length > 1 && value !== null ? [path[1] ?? ''] : []));
  return [...new Set([...(isSection(saved) ? Object.keys(saved) : []), ...begun])];
}

export function isRemoved(drafts: Drafts, path: Path): boolean {
  return drafts.get(keyOf(path))?.value === null;
}

/** What is wrong at a place, or within it where it is a list. */
export function problemAt(problems: readonly SettingsProblem[], path: Path): string | undefined {
  return problems.find((problem) => keyOf(problem.path.slice(0, path.length)) === keyOf(path))?.says;
}

export type Kind = 'text' | 'duration' | 'share' | 'number' | 'list' | 'choice';

/** What is typed into a field, as it is written into the settings. */
export function written(kind: Kind, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return null;
  const isNumeric = /^-?\d+(\.\d+)?$/.test(text);
  switch (kind) {
    case 'list':
      return text.split(/[,\n]/).map((each) => each.trim()).filter((each) => each !== '');
    case 'number':
      return isNumeric ? Number(text) : text;
    case 'duration':
      return isNumeric ? `${text}s` : text.replace(/\s+/g, '');
    case 'share':
      return isNumeric ? `${Number(text) <= 1 ? Math.round(Number(text) * 1e6) / 1e4 : text}%` : text.replace(/\s+/g, '');
    default:
      return text;
  }
}

/** And back: what a field shows of what is written. */
export function shownAs(kind: Kind, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (kind === 'duration' && typeof value === 'number') return `${value}s`;
  if (kind === 'share' && typeof value === 'number') return `${Math.round(value * 1e6) / 1e4}%`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** Names out of a table: on each line an id and, behind a tab, a semicolon or a comma, its name. Lines without a name are passed over. */
export function pastedNames(text: string): readonly { readonly id: string; readonly name: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, id = '', name = ''] = /^\s*"?(.+?)"?\s*[\t;,]\s*"?(.*?)"?\s*$/.exec(line) ?? [];
    return id === '' || name === '' ? [] : [{ id, name }];
  });
}

export function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
