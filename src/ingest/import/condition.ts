import { z } from 'zod';
import type { Row } from './row.js';
import { questionShape, testsOf } from '../question.js';
import type { Question } from '../question.js';
import { object, text } from '../schema.js';

/** A question to one row: every test that is given must hold. */
export type Condition =
  | (Question & { readonly column: string })
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

const test = object({
  column: text,
  ...questionShape,
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
  return all(testsOf(asked).map((holds) => (row: Row) => holds(row(asked.column))));
}

export function columnsOfCondition(asked: Condition): readonly string[] {
  if ('all' in asked) return asked.all.flatMap(columnsOfCondition);
  if ('any' in asked) return asked.any.flatMap(columnsOfCondition);
  return [asked.column];
}

function all(parts: readonly Holds[]): Holds {
  return (row) => parts.every((holds) => holds(row));
}
