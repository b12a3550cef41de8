import { z } from 'zod';
import type { Row } from './row.js';
import { object, text } from './schema.js';

/** A question to one row: every test that is given must hold. */
export type Condition =
  | {
    readonly column: string;
    readonly is?: readonly string[] | undefined;
    readonly not?: readonly string[] | undefined;
    readonly matches?: string | undefined;
    readonly above?: number | undefined;
    readonly below?: number | undefined;
  }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

const test = object({
  column: text,
  is: z.array(z.string()).min(1).optional(),
  not: z.array(z.string()).min(1).optional(),
  matches: z.string().refine(isPattern, { error: 'is not a regular expression' }).optional(),
  above: z.number().optional(),
  below: z.number().optional(),
}).refine((given) => Object.keys(given).length > 1, { error: 'asks nothing: give one of is, not, matches, above, below' });

export const condition: z.ZodType<Condition> = z.lazy(() => z.union([
  test,
  object({ all: z.array(condition).min(1) }),
  object({ any: z.array(condition).min(1) }),
]));

export type Holds = (row: Row) => boolean;

export function compileCondition(asked: Condition): Holds {
  if ('all' in asked) return all(asked.all.map(compileCondition));
  if ('any' in asked) {
    const parts = asked.any.map(compileCondition);
    return (row) => parts.some((holds) => holds(row));
  }
  return all(tests(asked).map((holds) => (row: Row) => holds(row(asked.column))));
}

export function columnsOfCondition(asked: Condition): readonly string[] {
  if ('all' in asked) return asked.all.flatMap(columnsOfCondition);
  if ('any' in asked) return asked.any.flatMap(columnsOfCondition);
  return [asked.column];
}

type Test = (value: string) => boolean;

function tests(asked: Exclude<Condition, { all: unknown } | { any: unknown }>): readonly Test[] {
  const { is, not, matches, above, below } = asked;
  const pattern = matches === undefined ? undefined : new RegExp(matches, 'u');
  return [
    is && ((value: string) => is.includes(value)),
    not && ((value: string) => !not.includes(value)),
    pattern && ((value: string) => pattern.test(value)),
    // An empty value is no number: it is neither above nor below anything.
    above !== undefined && ((value: string) => value !== '' && Number(value) > above),
    below !== undefined && ((value: string) => value !== '' && Number(value) < below),
  ].filter((each): each is Test => typeof each === 'function');
}

function all(parts: readonly Holds[]): Holds {
  return (row) => parts.every((holds) => holds(row));
}

function isPattern(given: string): boolean {
  try {
    new RegExp(given, 'u').test('');
    return true;
  } catch {
    return false;
  }
}
