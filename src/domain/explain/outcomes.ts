import { measuresOf } from '../measures-of.js';
import { count } from '../metric.js';
import type { Measure, Metric, Reading, Sums } from '../metric.js';

/** In which way something counts in a number: above and beneath the line, beneath it alone, or in neither. */
export type Counted = 'part' | 'whole' | 'out';

/** One way a visit (or, where contacts are counted, a contact) can end, how many did, and how a metric counts it. */
export interface Outcome {
  readonly id: OutcomeId;
  readonly says: string;
  readonly count: number;
  readonly counted: Counted;
}

interface Kind {
  readonly says: string;
  /** What one of them adds to the readings, but for `offered` and `contacts`. */
  readonly one: Sums;
  count(sums: Sums): number;
}

const callback = { flowByChoice: 1, callback: 1 };
const kinds = {
  'in-time': { says: 'answered within the threshold', one: { answered: 1, answeredInTime: 1 }, count: (sums) => count(sums, 'answeredInTime') - count(sums, 'direct') },
  direct: { says: 'answered without a queue visit', one: { answered: 1, answeredInTime: 1, direct: 1 }, count: (sums) => count(sums, 'direct') },
  late: { says: 'answered later', one: { answered: 1 }, count: (sums) => count(sums, 'answered') - count(sums, 'answeredInTime') },
  short: { says: 'gave up shortly', one: { abandoned: 1, abandonedInTime: 1, abandonedShort: 1 }, count: (sums) => Math.min(count(sums, 'abandonedShort'), count(sums, 'abandonedInTime')) },
  // Where S is beyond T some are short and past the threshold; else the next two are all others.
  'short-late': { says: 'gave up shortly, past the threshold', one: { abandoned: 1, abandonedShort: 1 }, count: (sums) => Math.max(0, count(sums, 'abandonedShort') - count(sums, 'abandonedInTime')) },
  'gave-up': { says: 'gave up within the threshold', one: { abandoned: 1, abandonedInTime: 1 }, count: (sums) => Math.max(0, count(sums, 'abandonedInTime') - count(sums, 'abandonedShort')) },
  'gave-up-late': { says: 'gave up later', one: { abandoned: 1 }, count: (sums) => count(sums, 'abandoned') - Math.max(count(sums, 'abandonedInTime'), count(sums, 'abandonedShort')) },
  'turned-away': { says: 'turned away: time-out, empty, full, unavailable, closed', one: { flowInvoluntary: 1 }, count: (sums) => count(sums, 'flowInvoluntary') },
  'callback-in-time': { says: 'asked for a call-back within the threshold', one: { ...callback, callbackInTime: 1 }, count: (sums) => count(sums, 'callbackInTime') },
  callback: { says: 'asked for a call-back later', one: callback, count: (sums) => count(sums, 'callback') - count(sums, 'callbackInTime') },
  chose: { says: 'left by exit key or for voicemail', one: { flowByChoice: 1 }, count: (sums) => count(sums, 'flowByChoice') - count(sums, 'callback') },
  rerouted: { says: 'rerouted: overflow, transferred, withdrawn', one: { flowRerouted: 1 }, count: (sums) => count(sums, 'flowRerouted') },
  'lost-sight': { says: 'lost from sight', one: { lostSight: 1 }, count: (sums) => count(sums, 'lostSight') },
} as const satisfies Readonly<Record<string, Kind>>;

/** Contacts that reached no queue. */
const outside = {
  'hung-up': { says: 'hung up in the menu', one: { inMenu: 1, contained: 1, leftInMenu: 1 }, count: (sums) => count(sums, 'leftInMenu') },
  'in-menu': { says: 'ended in the menu otherwise', one: { inMenu: 1, contained: 1 }, count: (sums) => count(sums, 'contained') - count(sums, 'leftInMenu') },
  elsewhere: { says: 'reached no queue, or are still on their way', one: {}, count: (sums) => count(sums, 'contacts') - count(sums, 'offered') - count(sums, 'contained') },
} as const satisfies Readonly<Record<string, Kind>>;

export type OutcomeId = keyof typeof kinds | keyof typeof outside | 'waiting-late' | 'waiting';

/** What `outcomesOf` tells apart; a metric that reads anything else is no matter of how visits ended. */
const known: ReadonlySet<Measure> = new Set<Measure>([
  'offered', 'answered', 'answeredInTime', 'direct', 'abandoned', 'abandonedShort', 'abandonedInTime', 'flowInvoluntary', 'flowByChoice', 'flowRerouted', 'callback', 'callbackInTime', 'contacts', 'leftInMenu',
]);

/**
 * All that was offered (all contacts, where `of` says so), by how it ended, each with how the metric counts it: they are every visit
 * of the window once. Nothing for a metric of other things. Who waits counts once they are past the threshold (METRICS.md, live rule).
 */
export function outcomesOf(metric: Metric, reading: Reading, of: 'visits' | 'contacts'): readonly Outcome[] {
  if (!measuresOf((read) => metric.parts(read)).every((measure) => known.has(measure))) return [];
  const { sums, waiting } = reading;
  const ask = (one: Sums, late = 0): Counted => countedIn(metric, { ...reading, sums: one, waiting: { now: late, pastThreshold: late } });
  const contact = of === 'contacts' ? { contacts: 1 } : {};
  const lines: readonly Outcome[] = [
    ...Object.entries<Kind>(kinds).map(([id, kind]) => ({ id: id as OutcomeId, says: kind.says, count: kind.count(sums), counted: ask({ offered: 1, ...contact, ...kind.one }) })),
    ...(of === 'visits' ? [] : Object.entries<Kind>(outside).map(([id, kind]) => ({ id: id as OutcomeId, says: kind.says, count: kind.count(sums), counted: ask({ ...contact, ...kind.one }) }))),
    { id: 'waiting-late', says: 'waiting now, past the threshold', count: waiting.pastThreshold, counted: ask({}, 1) },
    { id: 'waiting', says: 'waiting now, not past it yet', count: waiting.now - waiting.pastThreshold, counted: 'out' },
  ];
  return lines.filter((line) => line.count > 0);
}

/** How a metric counts what a reading holds. */
export function countedIn(metric: Pick<Metric, 'parts'>, reading: Reading): Counted {
  const { part, whole = part } = metric.parts(reading);
  return part !== 0 ? 'part' : whole !== 0 ? 'whole' : 'out';
}
