import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';

/** Most things that one post may hold. */
const MOST = 10_000;
const MOST_FIELDS = 1_000;

/** What a post holds: the fields of a form, a JSON document, or each element of a JSON list. */
export function thingsIn(type: string, body: string): Result<readonly unknown[]> {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const count = body.split('&').length;
    return count > MOST_FIELDS ? refused(`The form holds ${count} fields; ${MOST_FIELDS} are the most. Send what the mapping reads.`) : ok([fieldsIn(body)]);
  }
  let value: unknown;
  try {
    value = JSON.parse(body.startsWith('\uFEFF') ? body.slice(1) : body);
    // What is nested so deep that it cannot be written again could not be told apart from its like either.
    JSON.stringify(value);
  } catch (error) {
    // A parser repeats what it could not read, and that may be a caller's.
    return refused(`The body is no JSON: ${(error as Error).message.replaceAll(/["'].*$/gs, '…')}. Send one JSON document in UTF-8, or a form as application/x-www-form-urlencoded.`);
  }
  const things = Array.isArray(value) ? value : [value];
  return things.length > MOST ? refused(`The post holds ${things.length} things; ${MOST} are the most. Send them in several posts.`) : ok(things);
}

/** A field that comes twice is a list. */
function fieldsIn(body: string): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}
