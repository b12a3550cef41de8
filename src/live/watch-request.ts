import type { WatchRequest } from '../contract/board.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';

const MOST_NAMES = 500;

/** Reads what a page asked to watch. */
export function readWatch(body: unknown): Result<WatchRequest> {
  if (body === undefined || body === null) return ok({});
  if (typeof body !== 'object' || Array.isArray(body)) return refused('A watch is an object such as {"queues": ["support"], "since": 12}.');
  const { queues, teams, since } = body as Record<string, unknown>;
  if (!isNames(queues) || !isNames(teams)) return refused(`"queues" and "teams" in a watch are lists of at most ${MOST_NAMES} names.`);
  if (since !== undefined && !Number.isSafeInteger(since)) return refused('"since" in a watch is the number of the last flag that was received.');
  return ok({
    ...(queues === undefined ? {} : { queues }), ...(teams === undefined ? {} : { teams }),
    ...(since === undefined ? {} : { since: since as number }),
  });
}

function isNames(value: unknown): value is readonly string[] | undefined {
  return value === undefined || (Array.isArray(value) && value.length <= MOST_NAMES && value.every((each) => typeof each === 'string' && each.length <= 256));
}
