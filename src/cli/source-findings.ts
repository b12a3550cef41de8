import type { Page } from '../contract/session.js';
import type { SourceHealth } from '../contract/sources.js';
import { clock, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { SourceGap, SourceRecords } from '../ports/source-records.js';
import type { Finding } from './upkeep.js';
import { withApi } from './with-api.js';

/** Whether each source is heard, by the server that runs. */
export async function heardSources(now: Instant): Promise<Finding[]> {
  try {
    const { items } = await withApi('earshot doctor', (ask) => ask<Page<SourceHealth>>('GET', '/api/v1/sources'));
    return items.length === 0 ? [{ well: true, says: 'Nothing was heard from any source yet.' }] : items.map((health) => findingOf(health, now));
  } catch (error) {
    return [{ well: false, says: `What is heard from the sources could not be asked for: ${(error as Error).message}` }];
  }
}

/** What is remembered of them while no server runs. */
export async function rememberedSources(records: SourceRecords, now: Instant): Promise<Finding[]> {
  return (await records.load(now)).map(({ source, lastAt, gaps }) => ({
    well: true, says: `${source}: ${lastAt === null ? 'never heard live' : `last heard at ${timeOf(lastAt)}`}, ${gapsOf(gaps)}.`,
  }));
}

export function findingOf(health: SourceHealth, now: Instant): Finding {
  const { name, trouble, gaps, lag, skewMs } = health;
  const measured = [
    heard(health, now), lag === null ? 'no lag known' : `lag ${span(lag.medianMs)}, one in a hundred ${span(lag.p99Ms)}`, `clock ${skew(skewMs)}`, gapsOf(gaps.toReversed()),
  ];
  return { well: trouble === null, says: `${name}: ${measured.join(', ')}.${trouble === null ? '' : ` ${trouble.says} ${trouble.do}`}` };
}

function heard({ state, since, lastEventAt }: SourceHealth, now: Instant): string {
  switch (state) {
    case 'gap':
      return `line down since ${timeOf(since)}`;
    case 'silent':
      return `silent since ${timeOf(since)}`;
    default:
      return lastEventAt === 0 ? 'nothing heard live yet' : `heard ${clock(now - lastEventAt)} ago`;
  }
}

function skew(skewMs: Millis | null): string {
  if (skewMs === null) return 'not yet known';
  return Math.abs(skewMs) <= 2 * SECOND ? 'agrees' : `${clock(Math.abs(skewMs))} ${skewMs < 0 ? 'ahead' : 'behind or late'}`;
}

/** Oldest first. */
function gapsOf(gaps: readonly SourceGap[]): string {
  const last = gaps.at(-1);
  return last === undefined ? 'no gap declared' : `${gaps.length === 1 ? 'one gap' : `${gaps.length} gaps, the last`} from ${timeOf(last.from)} to ${timeOf(last.to)}`;
}

function span(ms: Millis): string {
  return ms < SECOND ? `${Math.max(0, ms)} ms` : `${(ms / SECOND).toFixed(1)} s`;
}

function timeOf(at: Instant): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
