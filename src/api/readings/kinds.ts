import { measuresOf, readsWaiting } from '../../domain/measures-of.js';
import type { Metric } from '../../domain/metric.js';

/** What a reading's key is about. Not every kind counts everything. */
export type Kind = 'queue' | 'total' | 'contacts' | 'entry' | 'reason' | 'node' | 'agent' | 'team' | 'staff' | 'agents' | 'place';

const ofSegments: ReadonlySet<string> = new Set(['segments', 'talkMs', 'holdMs', 'wrapUpMs', 'wrapUpKnown', 'shortAnswered', 'transferred', 'holds', 'held']);
const ofContacts: ReadonlySet<string> = new Set([
  'contacts', 'closed', 'leftInMenu', 'reachedQueue', 'lostAfterAnswer', 'completed', 'contained', 'toQueue', 'toQueueMs', 'toHuman', 'toHumanMs', 'keyed', 'keys',
]);
const ofNodes: ReadonlySet<string> = new Set(['inMenu', 'zeroOuts', 'nodeVisits', 'noInputVisits', 'noMatchVisits', 'inputsTold']);
const ofJourneys: ReadonlySet<string> = new Set(['customers', 'repeats']);

const ofPromises: ReadonlySet<string> = new Set(['promises', 'promisesKept']);

function kindsOf(measure: string): readonly Kind[] {
  if (measure.endsWith('LostMs')) return ['contacts', 'entry', 'reason', 'place'];
  if (ofSegments.has(measure) || /^(onHold|offer)\./.test(measure)) return ['queue', 'total', 'agent'];
  if (ofNodes.has(measure)) return ['contacts', 'entry', 'reason', 'node'];
  if (measure === 'transferredIn') return ['queue'];
  if (measure.startsWith('survey.nps-10')) return ['contacts'];
  if (measure.startsWith('callBack')) return ['contacts', 'queue', 'reason'];
  if (ofContacts.has(measure)) return ['contacts', 'entry', 'reason'];
  if (ofPromises.has(measure)) return ['contacts', 'queue', 'reason', 'team'];
  if (measure.startsWith('contained.')) return ['contacts', 'reason', 'node'];
  if (ofJourneys.has(measure)) return ['contacts', 'reason'];
  if (/^(fcr|gap|resolution)\./.test(measure)) return ['contacts', 'queue', 'reason', 'team'];
  if (measure === 'flagged') return ['contacts'];
  if (measure === 'flags' || measure.startsWith('flag.')) return ['contacts', 'queue'];
  if (/^(state|untold|over)\./.test(measure)) return ['agents', 'agent', 'team', 'staff'];
  return ['queue', 'total', 'contacts', 'entry', 'reason'];
}

/** Whether a metric says anything about keys of a kind: all that it reads is counted there. */
export function suits(metric: Metric, kind: Kind): boolean {
  const needed = [...measuresOf((reading) => metric.value(reading)), ...measuresOf((reading) => metric.parts(reading))].map(kindsOf);
  return (needed.length > 0 || isOfVisits(kind)) && needed.every((kinds) => kinds.includes(kind)) && (isOfVisits(kind) || !readsWaiting((reading) => metric.value(reading)));
}

/** Where somebody can wait. */
function isOfVisits(kind: Kind): boolean {
  return kind === 'queue' || kind === 'total' || kind === 'contacts' || kind === 'entry' || kind === 'reason';
}

/** Of agents' time, of which no contact is a part. */
export function isOfTime(metric: Metric): boolean {
  return measuresOf((reading) => metric.parts(reading)).some((measure) => /^(state|over)\./.test(measure));
}

/** Of being away alone: it can be asked of one reason for it. */
export function isOfAway(metric: Metric): boolean {
  return measuresOf((reading) => metric.parts(reading)).every((measure) => /^(state|over)\.away$/.test(measure)) && isOfTime(metric);
}

/** Whether it matters for it within how long customers come back. */
export function asksReturns({ id, matures }: Metric): boolean {
  return matures === true || id.startsWith('fcr');
}
