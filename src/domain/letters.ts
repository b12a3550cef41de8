import { count } from './metric.js';
import type { Reading } from './metric.js';

/** The letters of METRICS.md, read from the sums of one key and window. */
export interface Letters {
  readonly offered: number;
  /** A, and A≤T. */
  readonly answered: number;
  readonly answeredInTime: number;
  /** B, B≤S, B≤T and B>T. */
  readonly abandoned: number;
  readonly abandonedShort: number;
  readonly abandonedInTime: number;
  readonly abandonedLate: number;
  /** Fi, F, and the call-backs within T. */
  readonly turnedAway: number;
  readonly flowedOut: number;
  readonly callbackInTime: number;
  /** W>T: who waits past the threshold now is a miss now. */
  readonly waitingLate: number;
}

/** `directAnswers: exclude` takes answers without a queue visit out of offered, answered and answered in time. */
export function lettersOf({ sums, waiting, directAnswers }: Reading): Letters {
  const direct = directAnswers === 'exclude' ? count(sums, 'direct') : 0;
  const answered = count(sums, 'answered') - direct;
  const abandoned = count(sums, 'abandoned');
  const turnedAway = count(sums, 'flowInvoluntary');
  const flowedOut = turnedAway + count(sums, 'flowByChoice') + count(sums, 'flowRerouted');
  const abandonedInTime = count(sums, 'abandonedInTime');
  return {
    // Those of whom we lost sight were offered too, and are in none of the letters.
    offered: count(sums, 'offered') - direct,
    answered,
    answeredInTime: count(sums, 'answeredInTime') - direct,
    abandoned,
    abandonedShort: count(sums, 'abandonedShort'),
    abandonedInTime,
    abandonedLate: abandoned - abandonedInTime,
    turnedAway,
    flowedOut,
    callbackInTime: count(sums, 'callbackInTime'),
    waitingLate: waiting.pastThreshold,
  };
}
