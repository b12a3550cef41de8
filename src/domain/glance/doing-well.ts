import type { Loss } from '../journey.js';
import { isKept } from '../promise.js';
import { markOf, questionOf } from '../surveyed.js';
import type { Said } from '../surveyed.js';
import type { Question } from '../survey.js';
import type { Instant } from '../time.js';
import { byWeight, GLANCE, weights } from './ground.js';
import type { Ground, WellFound } from './ground.js';
import { endedWell } from './need.js';
import { verdictAt, verdictOf } from './sighting.js';
import type { Sighting } from './sighting.js';

/** From this mark on an answer is good: the upper two of satisfaction and ease, the promoters of NPS. */
const goodFrom: Readonly<Partial<Record<Question, number>>> = { 'csat-5': 4, 'ces-7': 6, 'nps-10': 9 };

/**
 * What says that a customer is doing well, the heaviest first. An agent's word alone is not enough to be listed: it takes the
 * customer's own, or a promise that was kept.
 */
export function groundsOfWell(sightings: readonly Sighting[], now: Instant): readonly Ground[] {
  const recent = sightings.filter(({ summary }) => summary.startedAt > now - GLANCE).toSorted((a, b) => a.summary.startedAt - b.summary.startedAt);
  return recent.flatMap((each, place) => [...saidWell(each), ...keptPromises(each), ...endingWell(each, recent.slice(0, place))]).toSorted(byWeight);
}

function saidWell(sighting: Sighting): Ground[] {
  const verdict = verdictOf(sighting);
  const resolved: Ground[] = verdict?.by === 'customer' && verdict.resolved === 'yes'
    ? [ground(sighting, verdictAt(sighting), weights['said-resolved'], { kind: 'said-resolved' })]
    : [];
  return [...resolved, ...sighting.said.flatMap((said) => goodAnswer(sighting, said))];
}

function goodAnswer(sighting: Sighting, said: Said): Ground[] {
  const question = questionOf(said);
  if (question === 'comparison' && said.value === 'better') return [ground(sighting, said.at, weights.better, { kind: 'better' })];
  const mark = markOf(said);
  const from = question === undefined ? undefined : goodFrom[question];
  if (question === undefined || mark === undefined || from === undefined || mark < from) return [];
  return [ground(sighting, said.at, weights['good-mark'], { kind: 'good-mark', question, mark })];
}

function keptPromises(sighting: Sighting): Ground[] {
  return (sighting.summary.promises ?? []).filter(isKept).map(({ what, fulfilledAt }) => (
    ground(sighting, fulfilledAt ?? sighting.summary.startedAt, weights['promise-kept'], { kind: 'promise-kept', ...(what === undefined ? {} : { what }) })
  ));
}

/** Ended well: at the first try, or after they had been let down. */
function endingWell(sighting: Sighting, before: readonly Sighting[]): Ground[] {
  if (!endedWell(sighting)) return [];
  const at = verdictAt(sighting);
  const loss = before.map(({ summary }) => summary.loss).findLast((each): each is Loss => each !== undefined);
  if (loss) return [ground(sighting, at, weights['won-back'], { kind: 'won-back', loss })];
  return before.length === 0 ? [ground(sighting, at, weights['resolved-at-once'], { kind: 'resolved-at-once' })] : [];
}

function ground({ summary, queues }: Sighting, at: Instant, points: number, found: WellFound): Ground {
  const queue = queues.at(-1);
  return { ...found, contact: summary.id, at, points, ...(queue === undefined ? {} : { queue }) };
}
