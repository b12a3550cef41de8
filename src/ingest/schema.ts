import { z } from 'zod';

export const text = z.string().min(1, { error: 'must not be empty' });

/** An object that knows its fields by name: a misspelt one is reported with the names that would have been right. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys'
      ? `is not known here: remove it, or use one of ${Object.keys(shape).join(', ')}`
      : undefined),
  });
}
