import type { SourceRow } from '../contract/board.js';
import type { SourceHealth } from '../contract/sources.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { latenessAt, skewOf, togetherOf, totalOf, usualLateness } from '../domain/source/lateness.js';
import { troubleOf } from '../domain/source/trouble.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { named } from '../views/names.js';
import type { HeardSource } from './heard-source.js';

export function rowOf(heard: HeardSource, at: Instant, floor: Floor): SourceRow {
  const { source, lastAt = 0, accepted, refusedCount } = heard;
  const { is, since } = heard.hearing(at, floor);
  return { source, name: nameOf(floor.sources, source), lastEventAt: lastAt, accepted, refused: refusedCount, state: is, since };
}

/** All that is measured of a source, and the one thing to see to first. */
export function healthOf(heard: HeardSource, at: Instant, floor: Floor): SourceHealth {
  const { source, occurredAt, lately, line, gaps, feeds, knownAt } = heard;
  const minutes = lately.minutes(at);
  const late = togetherOf(minutes);
  const skewMs = skewOf(lately.moreMinutes(at));
  const medianMs = latenessAt(late, 0.5);
  const usual = heard.usualAt(at, floor.zone);
  const counts = lately.counts(at);
  // Who was first heard of a minute ago has not been quiet for nine.
  const listened = Math.min(counts.minutes, Math.max(1, (at - knownAt) / MINUTE));
  const trouble = troubleOf({
    at, hearing: heard.hearing(at, floor), line, firmMs: floor.sources[source]?.silentAfterMs, skewMs, medianLagMs: usualLateness(minutes), usual,
    lately: { ...counts, minutes: listened, isWhole: listened === counts.minutes },
  });
  return {
    ...rowOf(heard, at, floor),
    occurredAt: occurredAt ?? null,
    lag: medianMs === undefined ? null : { medianMs, p99Ms: latenessAt(late, 0.99) ?? medianMs, events: totalOf(late) },
    skewMs: skewMs ?? null,
    rate: { perMinute: counts.events / listened, usual: usual === undefined ? null : { perMinute: usual.perHour / 60, by: usual.by, of: usual.of } },
    gaps: gaps.toReversed(),
    line: line === undefined ? null : { platform: line.platform, place: line.place, isUp: line.isUp, since: line.since, retryAt: line.retryAt ?? null },
    trouble: trouble ?? null,
    queues: feeds.names.map((queue) => named(floor.queues, queue)),
    refusals: [],
  };
}
