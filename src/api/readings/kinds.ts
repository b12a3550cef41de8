import type { Measure, Metric, Sums } from '../../domain/metric.js';
import { HOUR } from '../../domain/time.js';

/** What a reading's key is about. Not every kind counts everything. */
export type Kind = 'queue' | 'total' | 'contacts' | 'entry' | 'reason' | 'agent' | 'team';

const ofSegments: ReadonlySet<string> = new Set(['segments', 'talkMs', 'holdMs', 'wrapUpMs', 'wrapUpKnown', 'shortAnswered', 'transferred', 'holds']);
const ofContacts: ReadonlySet<string> = new Set(['contacts', 'closed', 'inMenu', 'leftInMenu', 'reachedQueue', 'lostAfterAnswer']);
const ofJourneys: ReadonlySet<string> = new Set(['customers', 'repeats']);

const ofPromises: ReadonlySet<string> = new Set(['promises', 'promisesKept']);

function kindsOf(measure: string): readonly Kind[] {
  if (ofSegments.has(measure)) return ['queue', 'total', 'agent'];
  if (ofContacts.has(measure)) return ['contacts', 'entry', 'reason'];
  if (ofPromises.has(measure)) return ['contacts', 'queue', 'reason', 'team'];
  if (ofJourneys.has(measure)) return ['contacts', 'reason'];
  if (measure === 'flagged') return ['contacts'];
  if (measure === 'flags' || measure.startsWith('flag.')) return ['contacts', 'queue'];
  if (measure.startsWith('state.')) return ['agent'];
  return ['queue', 'total', 'contacts', 'entry', 'reason'];
}

/** Whether a metric says anything about keys of a kind: all that it reads is counted there. */
export function suits(metric: Metric, kind: Kind): boolean {
  return measuresOf(metric).every((measure) => kindsOf(measure).includes(kind));
}

/** What a metric reads, found by letting it read: a new one needs no entry in a second list. */
export function measuresOf(metric: Metric): readonly string[] {
  const read = new Set<string>();
  const sums = new Proxy<Sums>({}, {
    get: (_, measure) => {
      read.add(String(measure as Measure));
      return 1;
    },
  });
  metric.value({ sums, waiting: { now: 0, pastThreshold: 0 }, directAnswers: 'count', windowMs: HOUR });
  return [...read];
}
