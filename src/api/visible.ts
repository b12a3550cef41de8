import type { Floor } from '../domain/floor.js';
import { ok } from '../domain/result.js';
import type { Reader } from '../domain/reader.js';
import type { ContactFilter } from '../ports/history.js';
import { isEverything, scopeOf, seesQueue } from '../views/scope.js';
import { notYours } from './answer.js';
import type { Answer } from './answer.js';

/** The reader's scope as a condition on rows; undefined where everything may be seen. */
export function withinOf(reader: Reader, floor: Floor): ContactFilter['within'] | undefined {
  const scope = scopeOf(reader);
  if (isEverything(scope)) return undefined;
  const named = Object.keys(floor.queues).filter((queue) => seesQueue(scope, floor, queue));
  return { queues: [...new Set([...scope.allowed.queues ?? [], ...named])], orNone: false };
}

export function mayAskFor(reader: Reader, floor: Floor, queue: string | undefined): Answer<null> {
  if (queue === undefined || seesQueue(scopeOf(reader), floor, queue)) return ok(null);
  return notYours(`The queue "${queue.slice(0, 80)}" is not among those that you may see.`, 'Ask for one of yours, or ask an administrator for more.');
}
