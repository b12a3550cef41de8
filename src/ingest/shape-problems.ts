import type { z } from 'zod';

/** What is wrong with a mapping, where, and what to do. */
export interface MappingProblem {
  /** "contact.start.column" */
  readonly path: string;
  readonly problem: string;
}

type Issue = z.core.$ZodIssue;

/** A schema's complaint in our words: where it stands and what to do. */
export function shapeProblems(issue: Issue, under: readonly PropertyKey[] = []): readonly MappingProblem[] {
  const path = [...under, ...issue.path];
  if (issue.code === 'invalid_union') {
    const closest = [...issue.errors].sort((one, other) => distance(one) - distance(other))[0] ?? [];
    return closest.length > 0
      ? closest.flatMap((inner) => shapeProblems(inner, path))
      : [{ path: named(path), problem: `${issue.message}: see the README for what may stand here` }];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: named([...path, key]), problem: issue.message }));
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return [{ path: named(path), problem: 'is missing: add it' }];
  }
  if (issue.code === 'invalid_value') {
    return [{ path: named(path), problem: `must be one of ${issue.values.map(String).join(', ')}` }];
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return [{ path: named(path), problem: 'must not be empty' }];
  return [{ path: named(path), problem: issue.message.replace('Invalid input: expected', 'must be of type') }];
}

/** Of the shapes that could have been meant, the one with the fewest unknown fields, then with the fewest problems. */
function distance(issues: readonly Issue[]): number {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  return unknown.length * 100 + issues.length;
}

function named(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || '(the whole file)';
}
