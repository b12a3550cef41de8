import type { Severity } from '../flag.js';
import type { Loss } from '../journey.js';
import type { Question } from '../survey.js';
import { DAY } from '../time.js';
import type { Instant, Millis } from '../time.js';

/** One thing that speaks for calling a customer, or for leaving them in peace: what it was, when, in which contact, and what it weighs. */
export type Ground = Found & {
  readonly contact: string;
  readonly at: Instant;
  /** Where it happened: what a reader must be allowed to see, and whose it is. */
  readonly queue?: string;
  /** When it happened; they fade. */
  readonly points: number;
};

export type Found = NeedFound | WellFound;

export type NeedFound =
  | { readonly kind: 'on-the-line'; readonly rule: string; readonly because: string }
  | { readonly kind: 'let-down'; readonly loss: Loss }
  | { readonly kind: 'promise-broken'; readonly what?: string }
  | { readonly kind: 'bad-answer'; readonly because: string }
  | { readonly kind: 'not-resolved'; readonly resolved: 'partly' | 'no'; readonly by: 'customer' | 'agent' }
  /** `count`: the how manieth contact it is; `spanMs`: since the first of them. */
  | { readonly kind: 'again'; readonly count: number; readonly spanMs: Millis; readonly reason?: string; readonly voice: boolean }
  | { readonly kind: 'flag'; readonly rule: string; readonly severity: Severity; readonly because: string };

export type WellFound =
  | { readonly kind: 'said-resolved' }
  | { readonly kind: 'good-mark'; readonly question: Question; readonly mark: number }
  | { readonly kind: 'better' }
  | { readonly kind: 'promise-kept'; readonly what?: string }
  | { readonly kind: 'won-back'; readonly loss: Loss }
  | { readonly kind: 'resolved-at-once' };

/** What each weighs, in points. The board and the API tell the same numbers: nobody is ranked by what is not written here. */
export const weights = {
  'on-the-line': 60,
  'let-down': 40,
  'promise-broken': 40,
  'bad-answer': 30,
  'not-resolved': { no: 25, partly: 12 },
  /** For each earlier contact. */
  again: 10,
  mostAgain: 40,
  flag: { severe: 20, warning: 10, note: 3 },
  'said-resolved': 25,
  'good-mark': 20,
  better: 15,
  'promise-kept': 25,
  'won-back': 15,
  'resolved-at-once': 10,
} as const;

/** How far back anything counts. */
export const GLANCE: Millis = 7 * DAY;
/** What happened three days ago weighs half. */
export const HALVES_AFTER: Millis = 3 * DAY;
/** With fewer points nobody is listed. */
export const LEAST = { need: 10, well: 20 } as const;

/** The points now: all fade alike, so an order once found holds until something happens. */
export function scoreOf(grounds: readonly Pick<Ground, 'points' | 'at'>[], now: Instant): number {
  return grounds.reduce((sum, { points, at }) => sum + points * 2 ** (-Math.max(0, now - at) / HALVES_AFTER), 0);
}

/** The heaviest first; what weighs the same, the newest. */
export function byWeight(a: Ground, b: Ground): number {
  return b.points - a.points || b.at - a.at;
}
