import { lettersOf } from '../../domain/letters.js';
import { count } from '../../domain/metric.js';
import type { Measure, Reading } from '../../domain/metric.js';
import { firstsBy, firstsByRepeat, perceptionOf, resolutionOf, statedIn, trulyContained } from '../../domain/perception.js';
import { usualReturn } from '../../domain/return-window.js';
import type { Sample } from './answer.js';
import type { Kind } from './kinds.js';

/** What a reader wants beside a value: what it is a share of, what was left out of it, and the sums that means are made of. Durations in milliseconds. */
export function sampleOf(kind: Kind, reading: Reading): Sample {
  const { sums, waiting } = reading;
  const counted = (...measures: readonly Measure[]): Sample => Object.fromEntries(measures.map((measure) => [measure, count(sums, measure)]));
  if (kind === 'agent') return { ...counted('segments', 'talkMs', 'holdMs', 'wrapUpMs', 'wrapUpKnown'), ...timesOf(reading) };
  if (kind === 'agents' || kind === 'staff') return timesOf(reading);
  if (kind === 'node') return { ...counted('inMenu', 'zeroOuts', 'nodeVisits', 'noInputVisits', 'noMatchVisits'), ...endingsOf(reading) };
  if (kind === 'team') return { ...counted('promises', 'promisesKept'), ...endingsOf(reading), ...timesOf(reading) };
  if (kind === 'place') return counted('passed');
  const letters = lettersOf(reading);
  return {
    ...(kind === 'queue' || kind === 'total' ? counted('segments') : counted('contacts', 'leftInMenu', 'closed')),
    ...(kind === 'contacts' || kind === 'reason' ? counted('customers', 'repeats') : {}),
    ...(kind === 'contacts' || kind === 'entry' || kind === 'reason' ? counted('inMenu', 'contained', 'completed') : {}),
    ...endingsOf(reading),
    ...(count(sums, 'promises') > 0 ? counted('promises', 'promisesKept') : {}),
    // What customers answered, where any was asked.
    ...Object.fromEntries(Object.entries(sums).filter(([measure]) => measure.startsWith('survey.'))),
    offered: letters.offered,
    answered: letters.answered,
    answeredInTime: letters.answeredInTime,
    direct: count(sums, 'direct'),
    abandoned: letters.abandoned,
    abandonedInTime: letters.abandonedInTime,
    shortAbandoned: letters.abandonedShort,
    turnedAway: letters.turnedAway,
    leftByChoice: count(sums, 'flowByChoice'),
    rerouted: count(sums, 'flowRerouted'),
    lostSight: count(sums, 'lostSight'),
    ...counted('answeredWaitMs', 'abandonedWaitMs'),
    waiting: waiting.now,
    waitingPastThreshold: waiting.pastThreshold,
  };
}

/** Milliseconds in states and away for each reason, and how often a limit was passed, where any is told. */
function timesOf({ sums }: Reading): Sample {
  return Object.fromEntries((Object.entries(sums) as [Measure, number][]).filter(([measure]) => /^(state|untold|over|away|awayOver)\./.test(measure)));
}

/** What became of contacts that are over, where any is. */
function endingsOf({ sums, returning = usualReturn }: Reading): Sample {
  const { bothYes, agentOnly, customerOnly, bothNo } = perceptionOf(sums, returning);
  const [firsts, byCustomer, byAgent, contained] = [firstsByRepeat(sums, returning), firstsBy('customer', sums, returning), firstsBy('agent', sums, returning), trulyContained(sums, returning)];
  const resolution = resolutionOf(sums, returning);
  return Object.fromEntries(Object.entries({
    bothYes, agentOnly, customerOnly, bothNo, firstContacts: firsts.of, notBack: firsts.count, firstsByCustomer: byCustomer.of, firstsByAgent: byAgent.of,
    stated: statedIn(resolution), inferred: resolution.inferred, unknown: resolution.unknown, trulyContained: contained.count, containedKnown: contained.of,
  }).filter(([, value]) => value > 0));
}
