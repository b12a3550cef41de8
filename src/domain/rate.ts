import { wilson } from './interval.js';
import type { Interval } from './interval.js';
import { count } from './metric.js';
import type { Sums } from './metric.js';
import { alwaysValid } from './sequential.js';
import type { Millis } from './time.js';
import { kindOf } from './trouble.js';
import type { Trouble } from './trouble.js';

/** Of the contacts that passed a place, those that met a trouble there, and the time that both went without help. */
export interface Rate {
  readonly hurt: number;
  readonly of: number;
  readonly hurtMs: Millis;
  readonly ofMs: Millis;
}

export const noRate: Rate = { hurt: 0, of: 0, hurtMs: 0, ofMs: 0 };

/** `heard`: all contacts and feedback together, of which the feedback on a topic is a share. */
export function rateIn(sums: Sums, trouble: Trouble, heard: number): Rate {
  const hurt = count(sums, `hurt.${trouble}`);
  const of = { flag: count(sums, 'passed'), closed: count(sums, 'passed'), blocked: count(sums, 'said'), topic: heard }[kindOf(trouble)];
  // A flag that came after its contact's hour was sealed may stand alone.
  return { hurt, of: Math.max(hurt, of), hurtMs: count(sums, `hurtMs.${trouble}`), ofMs: count(sums, 'passedMs') };
}

export function shareOf({ hurt, of }: Rate): number {
  return of > 0 ? hurt / of : 0;
}

/** What those who met it went without help beyond what the others needed. */
export function lostMs({ hurt, of, hurtMs, ofMs }: Rate): Millis {
  const others = of - hurt;
  const usual = others > 0 ? Math.max(0, ofMs - hurtMs) / others : 0;
  return Math.max(0, Math.round(hurtMs - hurt * usual));
}

/** FLAGS.md, spike: more than twice the same hours of the week, and ten callers at the least. */
const TIMES = 2;
export const LEAST_HURT = 10;
/** Contacts of the weeks before, without which nothing is usual. */
const LEAST_USUAL = 30;
/** In standard deviations: so many places and rules are asked so often that what is rare by chance happens daily. */
const SURE = 4;
/** A promise is kept when fewer than this share of calls still contradict it. */
const KEPT = 0.01;
/** Contacts since the action, before which nothing is said of it. */
export const LEAST_AFTER = 30;
/** Of closing what has not fallen, whenever one looks: half of it for the time before, half for the time since. */
const ALPHA = 0.05;

export function isSpike(now: Rate, usual: Rate): boolean {
  if (now.hurt < LEAST_HURT || usual.of < LEAST_USUAL) return false;
  const [is, was] = [wilson(now.hurt, now.of, SURE), wilson(usual.hurt, usual.of, SURE)];
  return is !== undefined && was !== undefined && shareOf(now) > TIMES * shareOf(usual) && is.low > was.high;
}

/** The share above which it is not usual: twice what was, or as much as that may have been by chance. */
export function mostUsual(usual: Rate, trouble: Trouble): number {
  if (trouble === 'closed') return KEPT;
  return Math.max(TIMES * shareOf(usual), wilson(usual.hurt, usual.of)?.high ?? 0);
}

/** Whether what was done has helped, as far as the numbers can say. */
export type Fall =
  | { readonly is: 'too-few'; readonly needed: number }
  | { readonly is: 'not-lower'; readonly before: Interval; readonly after: Interval }
  | { readonly is: 'still-high'; readonly most: number }
  | { readonly is: 'fallen'; readonly before: Interval; readonly after: Interval };

/**
 * The always-valid intervals of before and since lie apart, and the share since is usual again. It may be asked after every
 * contact: the chance that it ever says "fallen" of what has not is under 5 % (union of the two intervals' 2.5 %).
 */
export function fallOf(before: Rate, after: Rate, usual: Rate, trouble: Trouble): Fall {
  if (after.of < LEAST_AFTER) return { is: 'too-few', needed: LEAST_AFTER };
  const [was, is] = [alwaysValid(before.hurt, before.of, ALPHA / 2), alwaysValid(after.hurt, after.of, ALPHA / 2)];
  if (was === undefined || is === undefined) return { is: 'too-few', needed: LEAST_AFTER };
  if (is.high >= was.low) return { is: 'not-lower', before: was, after: is };
  const most = mostUsual(usual, trouble);
  return shareOf(after) > most ? { is: 'still-high', most } : { is: 'fallen', before: was, after: is };
}
