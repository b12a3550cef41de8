import type { MetricSeries, SeriesLine, SeriesPercentiles } from '../../contract/series.js';
import type { Metric } from '../../domain/metric.js';
import { percentilesOf } from '../../domain/percentiles.js';
import type { Percentiles } from '../../domain/percentiles.js';
import { ok } from '../../domain/result.js';
import type { Reader } from '../../domain/reader.js';
import { SECOND } from '../../domain/time.js';
import { later } from '../answer.js';
import type { Answer } from '../answer.js';
import { unknownName } from '../asked.js';
import type { SeriesQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { countedOf, readingIn } from './count.js';
import type { Counting } from './count.js';
import { frameOf } from './frame.js';
import type { Frame } from './frame.js';
import { asksReturns } from './kinds.js';
import { completenessOf, isProvisional, viewOf } from './read-metrics.js';
import { linesBy } from './series-lines.js';
import type { Line } from './series-lines.js';
import { pageOf } from './series-page.js';

/** One metric over the intervals of a window, a line for each queue, team, number or channel that the reader may see. */
export async function readSeries(parts: ApiParts, id: string, query: SeriesQuery, reader: Reader): Promise<Answer<MetricSeries>> {
  const { state, street, metrics, clock } = parts;
  const metric = metrics.get(id);
  if (metric === undefined) return unknownName('metric', id, [...metrics.keys()]);
  if (street.state.is === 'starting') return later('The figures are not loaded yet: the server is starting.', 2 * SECOND);
  const now = clock.now();
  const frame = frameOf({ ...query, interval: query.interval ?? 'hour' }, state.floor, now);
  if (!frame.ok) return frame;
  const lines = await linesBy(parts, metric, query, frame.value, reader);
  if (!lines.ok) return lines;
  const paged = pageOf(lines.value, frame.value.windows, query.cursor);
  if (!paged.ok) return paged;
  const { next, ...page } = paged.value;
  const of = await countedOf(parts, page.lines.map(({ subject }) => subject), frame.value, now, reader, false);
  const { window, windows: _, ...how } = frame.value;
  return ok({
    id, title: metric.title, unit: metric.unit, formula: metric.formula, by: query.by ?? 'none', channel: query.channel ?? 'voice', window, ...how,
    returns: asksReturns(metric) ? how.returns : null, directAnswers: state.floor.directAnswers, completeness: completenessOf(parts, reader), intervals: page.windows,
    items: page.lines.map((line) => lineOf(metric, line, { window, windows: page.windows }, of.get(line.subject) as Counting, parts)), next,
  });
}

function lineOf(metric: Metric, { of, subject }: Line, { window, windows }: Pick<Frame, 'window' | 'windows'>, counting: Counting, { state }: ApiParts): SeriesLine {
  const { directAnswers } = state.floor;
  const readings = windows.map((each) => readingIn(each, counting, directAnswers));
  const fractions = readings.map((reading) => metric.parts(reading));
  const spreads = metric.spread === undefined ? null : readings.map((reading) => percentilesOf(reading, metric.spread ?? []));
  return {
    of, ...viewOf(metric, subject.kind), value: metric.value(readingIn(window, counting, directAnswers)), values: readings.map((reading) => metric.value(reading)),
    parts: fractions.map(({ part }) => part), wholes: fractions[0]?.whole === undefined ? null : fractions.map(({ whole = 0 }) => whole),
    provisional: windows.map((each) => isProvisional(metric, each, counting)), percentiles: spreads && columnsOf(spreads),
  };
}

function columnsOf(spreads: readonly (Percentiles | null)[]): SeriesPercentiles {
  const column = (share: 'p50' | 'p90' | 'p95'): (number | null)[] => spreads.map((each) => each?.[share] ?? null);
  return { p50: column('p50'), p90: column('p90'), p95: column('p95') };
}
