import type { Flag } from '../flag.js';
import { marks } from '../mark.js';
import type { Mark } from '../mark.js';
import type { Instant } from '../time.js';
import { foretold, noForetold, tellForetold } from './foretold.js';
import type { Foretold } from './foretold.js';
import type { LabResult, LabSide } from './result.js';
import { offerSample, samplesIn } from './samples.js';
import type { Samples } from './samples.js';
import { shownKinds } from './shown.js';
import type { Aftermath } from './shown.js';

/** One contact with what both say of it. */
export interface JudgedContact {
  readonly id: string;
  readonly startedAt: Instant;
  readonly day: Instant;
  readonly queue: string | null;
  readonly inForce: readonly Flag[];
  readonly draft: readonly Flag[];
  /** Other rules whose flag on it stands. */
  readonly others: readonly string[];
  readonly mark: Mark | undefined;
  readonly aftermath: Aftermath;
}

export interface Counted { contacts: number; inForce: number; draft: number }
export type Side = { -readonly [K in keyof LabSide]: number };

/** Sums that grow contact by contact, changed in place: bounded by days, queues and rules, whatever the number of contacts. */
export interface LabTally {
  contacts: number;
  known: number;
  crowded: number;
  readonly sides: readonly [Side, Side];
  added: number;
  gone: number;
  same: number;
  readonly days: Map<Instant, Counted>;
  readonly queues: Map<string | null, Counted>;
  readonly overlap: Map<string, Counted>;
  readonly marks: Map<Mark, Counted>;
  readonly foretold: readonly [Foretold, Foretold];
  readonly samples: Samples;
}

/** Senders make up names of queues: those past the bound are counted together as none. */
export const MOST_QUEUES = 500;

export function emptyTally(): LabTally {
  const side = (): Side => ({ flags: 0, contacts: 0, severe: 0, takenBack: 0 });
  return {
    contacts: 0, known: 0, crowded: 0, sides: [side(), side()], added: 0, gone: 0, same: 0, days: new Map(), queues: new Map(), overlap: new Map(), marks: new Map(),
    foretold: [noForetold(), noForetold()], samples: { added: [], gone: [], same: [] },
  };
}

export function tallyContact(tally: LabTally, judged: JudgedContact): void {
  const { inForce, draft, aftermath } = judged;
  const [was, is] = [countSide(tally.sides[0], inForce), countSide(tally.sides[1], draft)];
  tally.contacts += 1;
  if (aftermath.isKnown) tally.known += 1;
  count(tally.days, judged.day, was, is);
  count(tally.queues, tally.queues.size < MOST_QUEUES || tally.queues.has(judged.queue) ? judged.queue : null, was, is);
  if (judged.mark !== undefined) count(tally.marks, judged.mark, was, is);
  foretold(tally.foretold[0], inForce, aftermath);
  foretold(tally.foretold[1], draft, aftermath);
  if (!was && !is) return;
  for (const rule of judged.others) count(tally.overlap, rule, was, is);
  const change = was && is ? 'same' : is ? 'added' : 'gone';
  tally[change] += 1;
  offerSample(tally.samples, change, judged);
}

function countSide(side: Side, flags: readonly Flag[]): boolean {
  const standing = flags.filter(isStanding);
  side.flags += standing.length;
  side.takenBack += flags.length - standing.length;
  if (standing.length === 0) return false;
  side.contacts += 1;
  if (standing.some(({ severity }) => severity === 'severe')) side.severe += 1;
  return true;
}

export function isStanding({ retractedAt }: Flag): boolean {
  return retractedAt === undefined;
}

function count<Key>(counts: Map<Key, Counted>, key: Key, inForce: boolean, draft: boolean): void {
  let known = counts.get(key);
  if (!known) counts.set(key, known = { contacts: 0, inForce: 0, draft: 0 });
  known.contacts += 1;
  if (inForce) known.inForce += 1;
  if (draft) known.draft += 1;
}

/** What it comes to; the curves are drawn beside it. */
export function resultOf(tally: LabTally, curves: LabResult['curves']): LabResult {
  const { contacts, known, crowded, sides: [inForce, draft], added, gone, same, days, queues, overlap } = tally;
  return {
    contacts, known, crowded, inForce, draft, added, gone, same,
    days: [...days].map(([day, counted]) => ({ day, ...counted })).toSorted((a, b) => a.day - b.day),
    queues: [...queues].map(([queue, counted]) => ({ queue, ...counted })).toSorted((a, b) => b.contacts - a.contacts || byName(a.queue ?? '', b.queue ?? '')),
    overlap: [...overlap].map(([rule, { inForce: was, draft: is }]) => ({ rule, inForce: was, draft: is })).toSorted((a, b) => b.draft - a.draft || b.inForce - a.inForce || byName(a.rule, b.rule)),
    shown: (['any', ...shownKinds] as const).map((kind) => ({ kind, inForce: tellForetold(tally.foretold[0], kind), draft: tellForetold(tally.foretold[1], kind) })),
    marks: marks.flatMap((mark) => { const counted = tally.marks.get(mark); return counted === undefined ? [] : [{ mark, ...counted }]; }),
    curves,
    samples: samplesIn(tally.samples),
  };
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
