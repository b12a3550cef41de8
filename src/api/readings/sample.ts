import { lettersOf } from '../../domain/letters.js';
import { count } from '../../domain/metric.js';
import type { Reading } from '../../domain/metric.js';
import type { Sample } from './answer.js';
import type { Kind } from './kinds.js';

/** The counts that a reader wants beside a share: what it is a share of, and what was left out of it. */
export function sampleOf(kind: Kind, reading: Reading): Sample {
  const { sums, waiting } = reading;
  if (kind === 'agent') return { segments: count(sums, 'segments') };
  const letters = lettersOf(reading);
  return {
    ...(kind === 'contacts' || kind === 'entry' ? { contacts: count(sums, 'contacts'), leftInMenu: count(sums, 'leftInMenu'), closed: count(sums, 'closed') } : { segments: count(sums, 'segments') }),
    offered: letters.offered,
    answered: letters.answered,
    answeredInTime: letters.answeredInTime,
    direct: count(sums, 'direct'),
    abandoned: letters.abandoned,
    shortAbandoned: letters.abandonedShort,
    turnedAway: letters.turnedAway,
    leftByChoice: count(sums, 'flowByChoice'),
    rerouted: count(sums, 'flowRerouted'),
    lostSight: count(sums, 'lostSight'),
    waiting: waiting.now,
    waitingPastThreshold: waiting.pastThreshold,
  };
}
