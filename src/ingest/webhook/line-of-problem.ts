import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter, Node } from 'yaml';

/** The line of the text on which a problem of `parseMapping` stands: that of its path, as far as there is one. Null: it is about the whole. */
export function lineOfProblem(problem: string, { contents }: Document.Parsed, lines: LineCounter, at: readonly string[]): number | null {
  const path = /^([^\s:]+): /.exec(problem)?.[1]?.split('.');
  if (path === undefined) return null;
  let node: unknown = contents;
  let offset: number | undefined;
  for (const step of [...at, ...path]) {
    const next = below(node, step);
    if (next === undefined) break;
    ({ node, offset } = next);
  }
  return offset === undefined ? null : lines.linePos(offset).line;
}

function below(node: unknown, step: string): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item, offset: (item as Node).range?.[0] };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
  return pair === undefined ? undefined : { node: pair.value, offset: (pair.key as Node).range?.[0] };
}
