import type { StratumLine, WeighedLine } from '../../contract/voice.js';
import { treatments, weighedQuestions } from '../../domain/contributions/strata.js';
import type { Treatment, WeighedQuestion } from '../../domain/contributions/strata.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { count } from '../../domain/metric.js';
import type { Measure, Sums } from '../../domain/metric.js';
import { LEAST_ANSWERS } from '../../domain/metric-of-answers.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import { weigh } from '../../domain/weighting.js';
import type { Stratum } from '../../domain/weighting.js';
import { isEverything, scopeOf } from '../../views/scope.js';
import { shareOf } from '../../views/share-of.js';
import { goodOf } from '../../views/surveys.js';
import type { Answer } from '../answer.js';
import type { VoiceQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import { askedOf, queuesSeen } from './asked-of.js';

/** A queue's contacts, or those of no queue that is named. */
interface Place {
  readonly queue?: string;
  readonly sums: Sums;
}

/** What the answers of those who were asked after a contact say of everyone. */
export async function readStrata(parts: ApiParts, query: VoiceQuery, reader: Reader): Promise<Answer<readonly WeighedLine[]>> {
  const asked = askedOf(parts, query);
  if (!asked.ok) return asked;
  const { channel, window } = asked.value;
  const queues = queuesSeen(parts.state, reader, channel);
  const counted = await readQuarters(parts, [[`${channel}/contacts`], ...queues.map((queue) => [`${channel}/queue/${queue}`])], 'arrival', window);
  const [all = {}, ...each] = counted.map((quarters) => quarters.sums(window));
  const places = queues.map((queue, at): Place => ({ queue, sums: each[at] ?? {} }));
  const rest = isEverything(scopeOf(reader)) ? [{ sums: without(all, each) }] : [];
  return ok(weighedQuestions.map((question) => weighedOf(question, [...places, ...rest], parts.state.floor)).filter(({ asked: were, answered }) => were > 0 || answered.of > 0));
}

function weighedOf(question: WeighedQuestion, places: readonly Place[], floor: Floor): WeighedLine {
  const strata = places.flatMap((place) => treatments.map((treatment) => ({ place, treatment, stratum: stratumOf(place.sums, treatment, question) }))).filter(({ stratum }) => stratum.contacts > 0);
  const { contacts, asked, said, good, share, interval, effective, covered, bounds } = weigh(strata.map(({ stratum }) => stratum));
  return {
    question, says: goodOf(question), contacts, asked, answered: shareOf({ count: good, of: said }, LEAST_ANSWERS),
    weighted: { value: share ?? null, low: interval?.low ?? null, high: interval?.high ?? null }, effective, covered, bounds: bounds ?? null,
    strata: strata.map(({ place, treatment, stratum }) => lineOf(place, treatment, stratum, floor)),
  };
}

function stratumOf(sums: Sums, treatment: Treatment, question: WeighedQuestion): Stratum {
  return {
    contacts: count(sums, `stratum.${treatment}.contacts`), asked: count(sums, `stratum.${treatment}.${question}.asked`),
    said: count(sums, `stratum.${treatment}.${question}.said`), good: count(sums, `stratum.${treatment}.${question}.good`),
  };
}

function lineOf({ queue }: Place, treatment: Treatment, { contacts, asked, said, good }: Stratum, floor: Floor): StratumLine {
  return { ...(queue === undefined ? {} : { queue }), name: queue === undefined ? 'No queue' : nameOf(floor.queues, queue), letDown: treatment === 'down', contacts, asked, said, good: said < LEAST_ANSWERS ? null : good };
}

/** Each contact is in one queue at the most: what all have and no queue has is of none. */
function without(all: Sums, each: readonly Sums[]): Sums {
  return Object.fromEntries((Object.entries(all) as [Measure, number][]).filter(([measure]) => measure.startsWith('stratum.'))
    .map(([measure, value]) => [measure, value - each.reduce((sum, sums) => sum + count(sums, measure), 0)]));
}
