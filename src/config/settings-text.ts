import { isDeepStrictEqual } from 'node:util';
import { Document, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { isSection, withChanges } from './document-changes.js';
import type { DocumentChange } from './document-changes.js';
import { parseText } from './parsed-text.js';

type Edit = Pick<DocumentChange, 'path' | 'after'>;
/** A long line is a person's choice: nothing is folded. */
const written = { lineWidth: 0 } as const;

/**
 * Changes single places of the text and leaves all else as it stands, comments among it. Refuses where a place is shared by
 * an anchor, so that another would change with it, and where the path leads through what is no section.
 */
export function editText(text: string, asked: readonly Edit[]): Result<string> {
  const { document, value, problems } = parseText(text);
  if (problems.length > 0) return refused('the settings are not valid YAML now; correct them as text first');
  const edits = widened(value, asked);
  const wanted = withChanges(value, edits);
  if (isDeepStrictEqual(value, wanted)) return ok(text);
  const isWanted = (edited: string): boolean => isDeepStrictEqual(parseText(edited).value, wanted);
  const spliced = splice(text, document, edits);
  if (spliced !== undefined && isWanted(spliced)) return ok(spliced);
  try {
    for (const edit of edits) change(document, edit);
  } catch {
    return refused(`${edits.map(({ path }) => path.join('.')).join(', ')} cannot be set from here, because what stands around it is no plain section; change it as text`);
  }
  const edited = document.toString(written);
  if (!isWanted(edited)) return refused('a value that is shared by an anchor (&) would change elsewhere too; change it as text');
  return ok(text.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited);
}

/** Where only values are replaced by values, no other character of the text changes. */
function splice(text: string, document: Document.Parsed, edits: readonly Edit[]): string | undefined {
  const places: { readonly from: number; readonly to: number; readonly value: string }[] = [];
  for (const { path, after } of edits) {
    const node: unknown = document.getIn(path, true);
    if (!isScalar(node) || !node.range || node.anchor !== undefined || !['string', 'number', 'boolean'].includes(typeof after)) return undefined;
    const [from, to] = node.range;
    places.push({ from, to, value: inline(after) });
  }
  return places.toSorted((a, b) => b.from - a.from).reduce((changed, { from, to, value }) => `${changed.slice(0, from)}${value}${changed.slice(to)}`, text);
}

/** As it may stand in a section of either style. */
function inline(value: unknown): string {
  return new Document([value]).toString({ ...written, collectionStyle: 'flow', flowCollectionPadding: false }).trim().slice(1, -1).trim();
}

function change(document: Document.Parsed, { path, after }: Edit): void {
  if (after === undefined) return remove(document, path);
  const depth = path.findIndex((_, index) => !document.hasIn(path.slice(0, index + 1)));
  if (depth === -1) {
    if (isScalar(document.getIn(path, true)) && (typeof after !== 'object')) return document.setIn(path, after);
    return document.setIn(path, styled(document.createNode(after)));
  }
  const nested = path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), after);
  const node = document.createNode(nested);
  const parent: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
  if (isMap(parent)) likeSiblings(parent, node);
  document.setIn(path.slice(0, depth + 1), styled(node));
}

/** A new member is written on one line where its neighbours are. */
function likeSiblings(parent: YAMLMap, node: unknown): void {
  const neighbours = parent.items.map(({ value }) => value).filter(isMap);
  if (isMap(node) && neighbours.length > 0 && neighbours.every(({ flow }) => flow === true)) node.flow = true;
}

/** Lists of words are written on one line. */
function styled<Node>(node: Node): Node {
  if (isSeq(node) && node.items.every(isScalar)) node.flow = true;
  if (isMap(node)) for (const { value } of node.items) styled(value);
  return node;
}

function remove(document: Document.Parsed, path: readonly string[]): void {
  if (isAlias(document.getIn(path.slice(0, -1), true))) throw new Error('an alias');
  document.deleteIn(path);
}

/** Where an emptied part says nothing; elsewhere an empty member is still a member, and a calendar without hours is closed. */
function saysNothingEmpty(path: readonly string[]): boolean {
  return ['flags', 'beliefs', 'targets', 'returns'].includes(path[0] ?? '') || (path[0] === 'owners' && path.length > 2);
}

/** What would leave an empty part behind takes it along. */
function widened(document: unknown, edits: readonly Edit[]): readonly Edit[] {
  let standing = document;
  return edits.map((edit) => {
    let { path } = edit;
    standing = withChanges(standing, [edit]);
    while (edit.after === undefined && path.length > 1 && saysNothingEmpty(path.slice(0, -1)) && isEmpty(valueAt(standing, path.slice(0, -1)))) {
      path = path.slice(0, -1);
      standing = withChanges(standing, [{ path, after: undefined }]);
    }
    return { path, after: edit.after };
  });
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isSection(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), document);
}

function isEmpty(value: unknown): boolean {
  return isSection(value) && Object.keys(value).length === 0;
}
