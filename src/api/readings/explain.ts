import { awayFor, reasonsIn } from '../../domain/agent-time.js';
import type { Explanation, Passport, ShownElsewhere } from '../../contract/explained.js';
import { elsewhereOf } from '../../domain/explain/elsewhere.js';
import { outcomesOf } from '../../domain/explain/outcomes.js';
import { termsOf } from '../../domain/explain/terms.js';
import type { Metric, Reading } from '../../domain/metric.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import type { Metrics } from '../../views/numbers.js';
import type { Answer } from '../answer.js';
import type { ExplainQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import type { MetricReading } from './answer.js';
import { countOne, readingIn } from './count.js';
import type { Counting, Tally } from './count.js';
import { asksReturns, isOfAway, suits } from './kinds.js';
import type { Kind } from './kinds.js';
import { completenessOf, readingOf } from './read-metrics.js';

/** One number with all that it is made of: the formula filled in, its passport, how each outcome counts, and what others would show. */
export async function explainMetric(parts: ApiParts, id: string, query: ExplainQuery, reader: Reader): Promise<Answer<Explanation>> {
  const counted = await countOne(parts, id, query, reader);
  if (!counted.ok) return counted;
  const { window, chosen, of } = counted.value;
  const [first] = chosen as [Tally['chosen'][number]];
  const { metric, subject } = first;
  const counting = of.get(subject) as Counting;
  const reading = readingIn(window, counting, parts.state.floor.directAnswers);
  const told = readingOf(first, window, [], counting, parts);
  const { part, whole } = metric.parts(reading);
  return ok({
    id: metric.id, title: metric.title, unit: metric.unit, formula: metric.formula, value: told.value, percentiles: told.percentiles ?? null, provisional: told.provisional,
    part, whole: whole ?? null, ...termsOf(metric, reading),
    passport: passportOf(metric, told, counted.value, subject.channel, completenessOf(parts, reader)),
    outcomes: isOfPeople(subject.kind) ? [] : outcomesOf(metric, reading, subject.kind === 'queue' || subject.kind === 'total' ? 'visits' : 'contacts'),
    away: subject.away === undefined && isOfAway(metric) ? awayOf(metric, reading) : [],
    elsewhere: elsewhereOf(metric.id).flatMap((each) => shownIn(each, parts.metrics, reading, (other) => suits(other, subject.kind))),
  });
}

/** Each reason's part of the number: together they are it. */
function awayOf(metric: Metric, reading: Reading): Explanation['away'] {
  return reasonsIn(reading.sums).map((reason) => ({ reason, amount: metric.parts({ ...reading, sums: awayFor(reason, reading.sums) }).part, unit: metric.unit === 'ms' ? 'ms' : 'count' }));
}

/** Where no contact ends: nobody's visits are told apart there. */
function isOfPeople(kind: Kind): boolean {
  return kind === 'agent' || kind === 'team' || kind === 'staff' || kind === 'agents' || kind === 'node';
}

function passportOf(metric: Metric, { view, counts, window, attribution, threshold, directAnswers }: MetricReading, { zone, returns }: Tally, channel: string, completeness: number | null): Passport {
  return { view, counts, channel, window, zone, attribution, threshold, directAnswers, returns: asksReturns(metric) ? returns : null, completeness };
}

/** What cannot be said of this subject is left out: a number, say, has no agent's segments. */
function shownIn({ platform, shows, metric, note }: ReturnType<typeof elsewhereOf>[number], metrics: Metrics, reading: Reading, isSaid: (metric: Metric) => boolean): readonly ShownElsewhere[] {
  const other = metric === null ? undefined : metrics.get(metric);
  if (other !== undefined && !isSaid(other)) return [];
  return [{ platform, shows, metric, value: other?.value(reading) ?? null, ...(note === undefined ? {} : { note }) }];
}
