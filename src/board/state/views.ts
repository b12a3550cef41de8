/** Addresses that someone keeps under a name of theirs. */
import { parsed } from './kept.js';

export interface SavedView {
  readonly name: string;
  /** What follows the page's own address: `#/flags?days=7`. */
  readonly address: string;
}

/** More than anyone finds again. */
const MOST_VIEWS = 50;
const LONGEST_NAME = 60;

export function readViews(text: string | null): readonly SavedView[] {
  const said = parsed(text);
  if (!Array.isArray(said)) return [];
  return said.flatMap((each: unknown) => {
    const { name, address } = (each ?? {}) as Record<string, unknown>;
    // What was kept is put into links: an address of this page and nothing else.
    return typeof name === 'string' && name !== '' && typeof address === 'string' && address.startsWith('#/') ? [{ name, address }] : [];
  }).slice(0, MOST_VIEWS);
}

/** By name; one of the same name is replaced. */
export function withView(views: readonly SavedView[], { name, address }: SavedView): readonly SavedView[] {
  const called = name.trim().slice(0, LONGEST_NAME);
  if (called === '') return views;
  return [...withoutView(views, called), { name: called, address }].slice(-MOST_VIEWS).toSorted((a, b) => a.name.localeCompare(b.name));
}

export const withoutView = (views: readonly SavedView[], name: string): readonly SavedView[] => views.filter((each) => each.name !== name);
