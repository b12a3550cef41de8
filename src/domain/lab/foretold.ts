import type { Flag } from '../flag.js';
import { wilson } from '../interval.js';
import type { LabForetold, LabShare, LabShown } from './result.js';
import { shownKinds } from './shown.js';
import type { Aftermath } from './shown.js';

type Kind = LabShown['kind'];
interface Counts { flagged: number; right: number; hindsight: number; shown: number }
/** How flags fared against what showed, of known contacts only; changed in place. */
export type Foretold = Readonly<Record<Kind, Counts>>;

/** Of fewer nothing is told: the interval would span half the scale. */
const LEAST = 30;

export function noForetold(): Foretold {
  return Object.fromEntries((['any', ...shownKinds] as const).map((kind) => [kind, { flagged: 0, right: 0, hindsight: 0, shown: 0 }])) as unknown as Foretold;
}

/** A flag foretells what shows after it was raised; one that is raised when it shows, or later, reads it off. */
export function foretold(counts: Foretold, flags: readonly Flag[], { shown, isKnown }: Aftermath): void {
  if (!isKnown) return;
  const raisedAt = flags.reduce((first, flag) => (flag.retractedAt === undefined ? Math.min(first, flag.raisedAt) : first), Infinity);
  for (const kind of ['any', ...shownKinds] as const) {
    const at = shown.reduce((first, each) => (kind === 'any' || each.kind === kind ? Math.min(first, each.at) : first), Infinity);
    const each = counts[kind];
    if (at < Infinity) each.shown += 1;
    if (raisedAt === Infinity) continue;
    if (at <= raisedAt) each.hindsight += 1;
    else each.flagged += 1;
    if (at > raisedAt && at < Infinity) each.right += 1;
  }
}

/** Of other contacts. */
export function addForetold(counts: Foretold, others: Foretold): void {
  for (const kind of ['any', ...shownKinds] as const) {
    for (const sum of ['flagged', 'right', 'hindsight', 'shown'] as const) counts[kind][sum] += others[kind][sum];
  }
}

export function tellForetold(counts: Foretold, kind: Kind): LabForetold {
  const { flagged, right, hindsight, shown } = counts[kind];
  return { precision: shareOf(right, flagged), recall: shareOf(right, shown), hindsight };
}

export function shareOf(count: number, of: number): LabShare {
  const interval = of < LEAST ? undefined : wilson(count, of);
  return interval === undefined ? { count, of, value: null, low: null, high: null } : { count, of, value: count / of, ...interval };
}
