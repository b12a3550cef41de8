import type { SourceHealth } from '../contract/sources.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { scopeOf, seesQueue } from '../views/scope.js';
import { notHere } from './answer.js';
import type { Answer } from './answer.js';
import { wholePage } from './merged.js';
import type { ApiParts } from './parts.js';

/** Reasons told of a source; all of them stand in the list of what was refused. */
const MOST_REASONS = 5;

/** Why things were refused may quote what was sent: that is for administrators, as the list itself. */
export async function sourcesFor({ sources, refused: { items }, clock, state }: ApiParts, reader: Reader): Promise<Page<SourceHealth>> {
  const scope = scopeOf(reader);
  const reasons = reader.role === 'admin' ? await items.reasons(MOST_REASONS) : [];
  return wholePage(sources.health(clock.now()).map((health) => ({
    ...health, queues: health.queues.filter(({ id }) => seesQueue(scope, state.floor, id)), refusals: reasons.filter(({ source }) => source === health.source).map(({ reason, times, lastAt }) => ({ reason, times, lastAt })),
  })));
}

export function forgetSource({ sources }: Pick<ApiParts, 'sources'>, source: string): Answer<undefined> {
  return sources.forget(source) ? ok(undefined)
    : notHere('There is no source of this name that could be forgotten.', 'Load the list again. A line to a platform is forgotten when it is taken out of the settings of the server.');
}
