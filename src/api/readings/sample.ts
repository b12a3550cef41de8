import { lettersOf } from '../../domain/letters.js';
import { count } from '../../domain/metric.js';
import type { Measure, Reading } from '../../domain/metric.js';
import type { Sample } from './answer.js';
import type { Kind } from './kinds.js';

/** What a reader wants beside a value: what it is a share of, what was left out of it, and the sums that means are made of. Durations in milliseconds. */
export function sampleOf(kind: Kind, reading: Reading): Sample {
  const { sums, waiting } = reading;
  const counted = (...measures: readonly Measure[]): Sample => Object.fromEntries(measures.map((measure) => [measure, count(sums, measure)]));
  if (kind === 'agent') return counted('segments', 'talkMs', 'holdMs', 'wrapUpMs', 'wrapUpKnown');
  if (kind === 'team') return counted('promises', 'promisesKept');
  const letters = lettersOf(reading);
  return {
    ...(kind === 'queue' || kind === 'total' ? counted('segments') : counted('contacts', 'leftInMenu', 'closed')),
    ...(kind === 'contacts' || kind === 'reason' ? counted('customers', 'repeats') : {}),
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
