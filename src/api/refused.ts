import type { RefusedLine, RetryAnswer } from '../contract/sources.js';
import type { Page } from '../contract/session.js';
import { ok } from '../domain/result.js';
import type { RefusedItem } from '../ports/refused.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { cursorOf } from './cursor.js';
import type { RefusedQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** Most that one request reads again: more is a second request. */
const MOST = 500;
const AT_ONCE = 100;

/** What was refused last comes first. */
export async function listRefused({ refused: { items } }: ApiParts, { source, limit, cursor }: RefusedQuery): Promise<Page<RefusedLine>> {
  const found = await items.list({ source, limit: limit + 1, before: cursor && { lastAt: cursor.at, id: cursor.id } });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(lineOf), next: found.length > limit && last !== undefined ? cursorOf({ at: last.lastAt, id: last.id }) : null };
}

export async function retryOne({ refused: { items, retry } }: ApiParts, id: string): Promise<Answer<RetryAnswer>> {
  if (await items.find(id) === undefined) return notHere('This is not in the list of what was refused.', 'Load the list again: someone may have had it read again or dropped it.');
  const again = await retry(id);
  return ok(again.ok ? { taken: 1, refused: 0, reason: null } : { taken: 0, refused: 1, reason: again.reason });
}

/** Reads again what a source sent: each once, so that what is refused again ends it. */
export async function retryAll({ refused: { items, retry } }: ApiParts, source: string | undefined): Promise<RetryAnswer> {
  let answer: RetryAnswer = { taken: 0, refused: 0, reason: null };
  const ids = await idsOf(items, source);
  for (const id of ids) {
    const again = await retry(id);
    answer = again.ok ? { ...answer, taken: answer.taken + 1 } : { ...answer, refused: answer.refused + 1, reason: answer.reason ?? again.reason };
  }
  return answer;
}

export async function drop({ refused: { items } }: ApiParts, id: string): Promise<Answer<undefined>> {
  return await items.remove(id) ? ok(undefined) : notHere('This is not in the list of what was refused.', 'Load the list again.');
}

/** Read before the first is tried: what is refused again comes to stand in front. */
async function idsOf(items: ApiParts['refused']['items'], source: string | undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  let before: { readonly lastAt: number; readonly id: string } | undefined;
  while (ids.length < MOST) {
    const found = await items.list({ source, before, limit: AT_ONCE });
    ids.push(...found.map(({ id }) => id));
    before = found.at(-1);
    if (found.length < AT_ONCE) break;
  }
  return ids;
}

function lineOf({ sent, ...item }: RefusedItem): RefusedLine {
  return { ...item, sent: sent === null ? null : JSON.parse(sent) as unknown };
}
