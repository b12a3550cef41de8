import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, ParsedNode } from 'yaml';

/** The settings' text read as YAML, once. */
export interface ParsedText {
  readonly document: Document.Parsed;
  /** What stands in it; undefined where it cannot be read. */
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  readonly lines: LineCounter;
}

export interface TextProblem {
  readonly line: number;
  readonly says: string;
}

export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  // Keys are texts: +4930 is a number to call, not 4930. Whether each stands there once is looked at below: the library
  // compares every key with every other, which took half of the time for 5,000 agents.
  const document = parseDocument(text, { uniqueKeys: false, stringKeys: true, lineCounter: lines });
  const problems = [
    ...document.errors.map(({ linePos, message }) => ({ line: linePos?.[0].line ?? 1, says: `is not valid YAML: ${message.replace(/ at line \d+, column \d+:[\s\S]*$/, '')}` })),
    ...repeatedKeys(document, lines),
  ];
  if (problems.length > 0) return { document, lines, problems, value: undefined };
  try {
    return { document, lines, problems, value: document.toJS() ?? {} };
  } catch (error) {
    return { document, lines, problems: [{ line: 1, says: `is not valid YAML: ${(error as Error).message}` }], value: undefined };
  }
}

/** In which line something stands, or the nearest thing around it; undefined for what is not in it at all. */
export function lineOf({ document, lines }: Pick<ParsedText, 'document' | 'lines'>, path: readonly string[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1] ?? '';
    const node = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === last)?.key : isSeq(parent) ? parent.items[Number(last)] : undefined;
    const at = (node as ParsedNode | undefined)?.range?.[0];
    if (at !== undefined) return lines.linePos(at).line;
  }
  return undefined;
}

function repeatedKeys(document: Document.Parsed, lines: LineCounter): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) problems.push({ line: key.range ? lines.linePos(key.range[0]).line : 1, says: `"${String(key.value)}" stands there twice` });
        seen.add(key.value);
      }
    },
  });
  return problems;
}
