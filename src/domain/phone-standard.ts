import type { Contact } from './contact.js';
import { waysIn } from './menu-stay.js';
import { MINUTE, SECOND } from './time.js';
import type { Instant, Millis } from './time.js';

/** The gethuman standard for telephone service, v1.0, point by point (FLAGS.md). */
export const standardPoints = ['zero', 'estimate', 'asked-once', 'call-back', 'touch-tone', 'short-prompts', 'interruptible', 'forgiving', 'language'] as const;
export type StandardPoint = (typeof standardPoints)[number];

/** Who waits longer than this should have been told how long it may take; who waits longer than that, offered a call-back. */
export const LONG_WAIT: Millis = MINUTE;
export const CALL_BACK_WAIT: Millis = 2 * MINUTE;
/** A key so soon after a prompt began was pressed into it. */
export const INTO_PROMPT: Millis = 2 * SECOND;

/** What a contact that is over shows of the standard, counted under its number beside `ways`. */
export type StandardMeasure =
  /** Waited long; of those, told an estimate. */
  | 'std.waited' | 'std.told'
  /** Waited so long that a call-back was due; of those, asked for one. */
  | 'std.longWait' | 'std.calledBack'
  /** Filled slots in the menu; of those, one of them more than once. */
  | 'std.slots' | 'std.askedAgain'
  /** Spoke to the menu; of those, pressed a key where others speak. */
  | 'std.spoke'
  /** Was not heard or not understood; of those, sent away by the menu without having reached anything. */
  | 'std.erred' | 'std.errorEnded';

/** Each is 1 or absent. What is heard of only after the end belongs to nobody's call: it counts nothing anywhere (`silent.ts`). */
export function standardOf(contact: Contact): Partial<Record<StandardMeasure, 1>> {
  const { endedAt } = contact;
  if (endedAt === undefined) return {};
  const isBefore = ({ at }: { readonly at: Instant }): boolean => at < endedAt;
  const ways = waysIn(contact).map(({ inputs, failures }) => ({ inputs: inputs.filter(isBefore), failures: failures.filter(isBefore) }));
  const isTold = contact.estimatedAt !== undefined && contact.estimatedAt < endedAt;
  const longest = Math.max(0, ...contact.visits.map(({ waitMs = 0 }) => waitMs));
  const slots = ways.flatMap(({ inputs }) => inputs.flatMap(({ kind, slot }) => (kind === 'slot' && slot !== undefined ? [slot] : [])));
  const erred = ways.some(({ failures }) => failures.length > 0);
  const isReached = contact.visits.length > 0 || contact.segments.length > 0 || contact.outcomes.length > 0;
  const isFilledAgain = new Set(slots).size < slots.length;
  const hasAsked = contact.callback?.requestedAt !== undefined;
  return {
    ...(longest >= LONG_WAIT && { 'std.waited': 1 }), ...(longest >= LONG_WAIT && isTold && { 'std.told': 1 }),
    ...(longest >= CALL_BACK_WAIT && { 'std.longWait': 1 }), ...(hasAsked && { 'std.calledBack': 1 }),
    ...(slots.length > 0 && { 'std.slots': 1 }), ...(isFilledAgain && { 'std.askedAgain': 1 }),
    ...(ways.some(({ inputs }) => inputs.some(({ kind }) => kind === 'speech')) && { 'std.spoke': 1 }),
    ...(erred && { 'std.erred': 1 }), ...(erred && !isReached && contact.endedBy === 'system' && { 'std.errorEnded': 1 }),
  };
}
