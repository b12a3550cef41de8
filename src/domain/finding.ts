import type { Place } from './place.js';
import type { Rate } from './rate.js';
import { ok, refused } from './result.js';
import type { Result } from './result.js';
import { DAY } from './time.js';
import type { Instant, Millis } from './time.js';
import type { Trouble } from './trouble.js';

/** What a finding is about: one trouble at one place. */
export interface Subject {
  readonly place: Place;
  readonly trouble: Trouble;
}

/** A call that shows it. */
export interface Evidence {
  readonly contact: string;
  readonly at: Instant;
  readonly because: string;
}

/** What was seen when it opened: the rate in a window, against the same hours of the weeks before. */
export interface Sighting {
  readonly from: Instant;
  readonly to: Instant;
  readonly rate: Rate;
  readonly usual: Rate;
  readonly evidence: readonly Evidence[];
}

/** What people say of a finding. `since`: from when what was done is in effect. */
export type Word =
  | { readonly is: 'acknowledged' }
  | { readonly is: 'cause'; readonly text: string }
  | { readonly is: 'action'; readonly text: string; readonly since: Instant }
  | { readonly is: 'comment'; readonly text: string };

export type Said =
  | Word
  | { readonly is: 'opened'; readonly subject: Subject; readonly owner?: string; readonly sighting: Sighting }
  | { readonly is: 'reopened'; readonly sighting: Sighting }
  | { readonly is: 'assigned'; readonly owner?: string }
  | { readonly is: 'closed'; readonly before: Rate; readonly after: Rate }
  /** The promise that calls contradicted is made no more. */
  | { readonly is: 'withdrawn' };

/** One line of a finding's journal: who, when, what. The finding is the fold of its journal, and nothing else. */
export interface Entry {
  /** From 1. */
  readonly number: number;
  readonly at: Instant;
  /** A person, or `earshot`. */
  readonly by: string;
  readonly said: Said;
}

export const findingStates = ['open', 'acknowledged', 'in-hand', 'closed'] as const;
/** `in-hand`: cause and action are named; whether that helped is for the numbers to say. */
export type FindingState = (typeof findingStates)[number];

export interface Spoken {
  readonly text: string;
  readonly by: string;
  readonly at: Instant;
}

export interface Finding {
  readonly id: string;
  readonly subject: Subject;
  readonly owner?: string;
  readonly state: FindingState;
  /** How often it has opened. */
  readonly round: number;
  /** Of this round. */
  readonly openedAt: Instant;
  readonly sighting: Sighting;
  readonly acknowledged?: { readonly by: string; readonly at: Instant };
  readonly cause?: Spoken;
  readonly action?: Spoken & { readonly since: Instant };
  readonly closed?: { readonly at: Instant; readonly before?: Rate; readonly after?: Rate };
  readonly entries: readonly Entry[];
}

export const EARSHOT = 'earshot';

/** One trouble at one place is one finding, however often it comes back: it cannot be opened twice. */
export function findingId({ place, trouble }: Subject): string {
  return `${place.channel}~${place.kind}~${place.name}~${trouble}`;
}

/** The entry with other calls to show it, or undefined where it shows none or they stay as they are. */
export function withCalls(entry: Entry, change: (calls: readonly Evidence[]) => readonly Evidence[]): Entry | undefined {
  const { said } = entry;
  if (said.is !== 'opened' && said.is !== 'reopened') return undefined;
  const { evidence } = said.sighting;
  const calls = change(evidence);
  if (calls.length === evidence.length && calls.every((call, place) => call.contact === evidence[place]?.contact)) return undefined;
  return { ...entry, said: { ...said, sighting: { ...said.sighting, evidence: calls } } };
}

/** Undefined of a journal that does not begin with an opening. */
export function foldFinding(id: string, entries: readonly Entry[]): Finding | undefined {
  return entries.reduce<Finding | undefined>((finding, entry) => evolveFinding(id, finding, entry), undefined);
}

export function evolveFinding(id: string, finding: Finding | undefined, entry: Entry): Finding | undefined {
  const { at, by, said } = entry;
  if (said.is === 'opened') {
    const { subject, owner, sighting } = said;
    return { id, subject, ...(owner === undefined ? {} : { owner }), state: 'open', round: 1, openedAt: at, sighting, entries: [entry] };
  }
  if (finding === undefined) return undefined;
  const next: Finding = { ...finding, entries: [...finding.entries, entry] };
  switch (said.is) {
    case 'reopened': {
      const { id: same, subject, owner, round, entries } = next;
      // What was done did not last: it is begun anew, and what was said stays in the journal.
      return { id: same, subject, ...(owner === undefined ? {} : { owner }), state: 'open', round: round + 1, openedAt: at, sighting: said.sighting, entries };
    }
    case 'assigned': {
      const { owner: _, ...rest } = next;
      return said.owner === undefined ? rest : { ...rest, owner: said.owner };
    }
    case 'closed':
      return { ...next, state: 'closed', closed: { at, before: said.before, after: said.after } };
    case 'withdrawn':
      return { ...next, state: 'closed', closed: { at } };
    case 'acknowledged':
      return standing({ ...next, acknowledged: next.acknowledged ?? { by, at } });
    // Who names the cause has seen it.
    case 'cause':
      return standing({ ...next, acknowledged: next.acknowledged ?? { by, at }, cause: { text: said.text, by, at } });
    case 'action':
      return standing({ ...next, acknowledged: next.acknowledged ?? { by, at }, action: { text: said.text, since: said.since, by, at } });
    case 'comment':
      return next;
  }
}

function standing(finding: Finding): Finding {
  return { ...finding, state: finding.cause !== undefined && finding.action !== undefined ? 'in-hand' : 'acknowledged' };
}

/** How far ahead an action may be announced. */
const FARTHEST = 90 * DAY;

/** Whether a word can be taken as things stand; the reason is for whoever said it. */
export function mayTake(finding: Finding, word: Word, now: Instant): Result<null> {
  if (word.is === 'comment') return ok(null);
  if (finding.state === 'closed') return refused('This finding is closed: its rate has fallen. It reopens by itself when the rate returns; leave a comment instead.');
  if (word.is === 'acknowledged' && finding.acknowledged !== undefined) return refused(`It was acknowledged already, by ${finding.acknowledged.by}.`);
  if (word.is !== 'action') return ok(null);
  if (word.since < finding.sighting.from) return refused('The action would be older than what it is to mend. Say since when it is in effect, after the rate rose.');
  return word.since > now + FARTHEST ? refused('The action is more than 90 days ahead. Say it when it is nearer.') : ok(null);
}

/** By when its owner should have acknowledged it. */
export function acknowledgeBy({ openedAt }: Finding, withinMs: Millis): Instant {
  return openedAt + withinMs;
}

export function isOverdue(finding: Finding, withinMs: Millis, now: Instant): boolean {
  return finding.state === 'open' && now > acknowledgeBy(finding, withinMs);
}

/** The hours in which it stood open are not usual ones. */
export function troubledSpans({ entries }: Finding): readonly { readonly from: Instant; readonly to: Instant }[] {
  const spans: { from: Instant; to: Instant }[] = [];
  for (const { at, said } of entries) {
    if (said.is === 'opened' || said.is === 'reopened') spans.push({ from: said.sighting.from, to: Infinity });
    const last = spans.at(-1);
    if ((said.is === 'closed' || said.is === 'withdrawn') && last) last.to = at;
  }
  return spans;
}
