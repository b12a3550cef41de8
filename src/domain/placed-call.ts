import type { CallWay } from './call-back-settings.js';
import type { CallResult } from './event.js';
import type { Instant } from './time.js';

/**
 * How far a call of ours has come. `due`: written down, nobody was asked; `asking`: written down before the platform is asked;
 * `placed`: it rings at the agent's; `dialling`: the agent is on the line, it rings at the customer's.
 */
export type CallStage = 'due' | 'asking' | 'placed' | 'dialling' | 'reached' | 'not-reached' | 'not-called';
/** Why the customer was not called. `unknown`: the platform was asked and never said. */
export type NotCalled = 'agent-not-reached' | 'refused' | 'unknown' | 'stopped';

/** One call that someone asked for on the list: to the agent first, then to the customer. */
export interface PlacedCall {
  readonly id: string;
  /** The line of the list: a customer, or a contact of nobody known. */
  readonly person: string;
  /** The contact because of which they are called. */
  readonly contact: string;
  readonly customer?: string;
  readonly queue?: string;
  /** Who asked for it, and whose phone rings first. */
  readonly by: string;
  readonly agent?: string;
  readonly phone: string;
  readonly way: CallWay;
  readonly stage: CallStage;
  readonly madeAt: Instant;
  readonly askedAt?: Instant;
  /** The call as a contact of its own. */
  readonly call?: string;
  /** The platform's own line tells of that contact: we only link it. */
  readonly isReported?: boolean;
  readonly settledAt?: Instant;
  readonly notCalled?: NotCalled;
  readonly result?: CallResult;
  readonly isOver?: true;
  /** Nobody said what it came to: it was over, and that was all. */
  readonly isInferred?: true;
  /** What the log does not know yet, oldest first. */
  readonly untold: readonly CallFact[];
}

export type CallFact =
  | { readonly is: 'claimed' | 'number-used' | 'placed' | 'began' | 'dialled' | 'reached' | 'over'; readonly at: Instant }
  | { readonly is: 'tried'; readonly at: Instant; readonly result: CallResult }
  | { readonly is: 'released'; readonly at: Instant; readonly why: NotCalled };

export type NewCall = Pick<PlacedCall, 'id' | 'person' | 'contact' | 'customer' | 'queue' | 'by' | 'agent' | 'phone' | 'way'>;

/** The number was opened for it, which is as much of a fact as the claim. */
export function begun(call: NewCall, at: Instant): PlacedCall {
  return { ...call, stage: 'due', madeAt: at, untold: [{ is: 'claimed', at }, { is: 'number-used', at }] };
}

export function isOpen({ stage }: Pick<PlacedCall, 'stage'>): boolean {
  return stage === 'due' || stage === 'asking' || stage === 'placed' || stage === 'dialling';
}

/** What is heard of a call whose fate was given up is believed: it was placed after all. */
function mayGoOn(call: PlacedCall): boolean {
  return isOpen(call) || call.notCalled === 'unknown';
}

/** Platforms tell in any order: what was inferred from the end gives way to what is said, at the instant of the end and not after it. */
function reopened(call: PlacedCall, at: Instant): { readonly call: PlacedCall; readonly at: Instant } {
  if (call.isInferred !== true) return { call, at };
  const { isInferred: _inferred, notCalled: _why, settledAt = at, ...rest } = call;
  return { call: { ...rest, stage: call.stage === 'not-reached' ? 'dialling' : 'placed' }, at: Math.min(at, settledAt) };
}

/** Undefined for one that was begun, settled or taken back meanwhile: nobody may be asked twice. */
export function asking(call: PlacedCall, at: Instant): PlacedCall | undefined {
  return call.stage === 'due' ? { ...call, stage: 'asking', askedAt: at } : undefined;
}

/** The platform has taken it. `call`: the contact that it will be, where that is known by now. */
export function placed(call: PlacedCall, at: Instant, known: { readonly call?: string; readonly isReported?: boolean } = {}): PlacedCall {
  if (!mayGoOn(call) || call.stage === 'placed' || call.stage === 'dialling') return call;
  const next = told({ ...call, stage: 'placed', notCalled: undefined, settledAt: undefined }, { is: 'placed', at });
  return known.call === undefined ? next : began(next, at, known.call, known.isReported);
}

/** The agent is on the line: from here on it is a contact, of which is told what is known by now. */
export function began(heard: PlacedCall, heardAt: Instant, id: string, isReported = false): PlacedCall {
  const mayHaveBegun = mayGoOn(heard) || heard.isInferred === true || heard.stage === 'reached' || heard.stage === 'not-reached';
  if (!mayHaveBegun || heard.call !== undefined) return heard;
  const call = placed(heard, heardAt);
  const at = Math.min(heardAt, call.settledAt ?? heardAt);
  return [{ is: 'began' as const, at }, ...knownOf(call, at)].reduce<PlacedCall>((each, fact) => told(each, fact), { ...call, call: id, isReported });
}

/** What was told before it was known which contact it is about. */
function knownOf({ stage, result = 'no-answer', isOver }: PlacedCall, at: Instant): CallFact[] {
  return [
    ...(stage === 'dialling' || stage === 'reached' || stage === 'not-reached' ? [{ is: 'dialled' as const, at }] : []),
    ...(stage === 'reached' ? [{ is: 'reached' as const, at }] : stage === 'not-reached' ? [{ is: 'tried' as const, at, result }] : []),
    ...(isOver === true ? [{ is: 'over' as const, at }] : []),
  ];
}

export function dialling(call: PlacedCall, at: Instant): PlacedCall {
  // An agent who was there, and a customer who was rung: a try, as in its order.
  if (call.isInferred === true && call.stage === 'not-called') return { ...notReached(call, at, 'no-answer'), isInferred: true };
  if (!mayGoOn(call) || call.stage === 'dialling') return call;
  return told({ ...placed(call, at), stage: 'dialling' }, { is: 'dialled', at });
}

export function reached(heard: PlacedCall, heardAt: Instant): PlacedCall {
  const { call, at } = reopened(heard, heardAt);
  if (!mayGoOn(call)) return heard;
  return told({ ...dialling(call, at), stage: 'reached', settledAt: at, result: 'answered' }, { is: 'reached', at });
}

export function notReached(heard: PlacedCall, heardAt: Instant, result: CallResult): PlacedCall {
  if (heard.stage === 'not-reached') return heard;
  const { call, at } = reopened(heard, heardAt);
  if (!mayGoOn(call)) return heard;
  return told({ ...dialling(call, at), stage: 'not-reached', settledAt: at, result }, { is: 'tried', at, result });
}

export function notCalled(call: PlacedCall, at: Instant, why: NotCalled): PlacedCall {
  if (!isOpen(call)) return call;
  return told({ ...call, stage: 'not-called', settledAt: at, notCalled: why }, { is: 'released', at, why });
}

/** Everyone has hung up. What was not known by then was no talk. */
export function over(call: PlacedCall, at: Instant): PlacedCall {
  if (call.isOver === true) return call;
  const settled = call.stage === 'dialling' ? notReached(call, at, 'no-answer') : notCalled(call, at, 'agent-not-reached');
  return told({ ...settled, isOver: true, ...(settled === call ? {} : { isInferred: true as const }) }, { is: 'over', at });
}

/** What the log knows already, because someone else told it. */
export function settledElsewhere(call: PlacedCall, at: Instant, stage: 'reached' | 'not-reached' | 'not-called'): PlacedCall {
  return isOpen(call) ? { ...call, stage, settledAt: at } : call;
}

/** Facts that were written into the log meanwhile, the oldest: what is added comes after them, also where it says the same again. */
export function toldOf(call: PlacedCall, facts: readonly CallFact[]): PlacedCall {
  return { ...call, untold: call.untold.slice(facts.length) };
}

function told<Call extends PlacedCall>({ notCalled: why, settledAt, ...call }: Omit<Call, 'notCalled' | 'settledAt'> & { notCalled?: NotCalled | undefined; settledAt?: Instant | undefined }, fact: CallFact): PlacedCall {
  return { ...call, ...(why === undefined ? {} : { notCalled: why }), ...(settledAt === undefined ? {} : { settledAt }), untold: [...call.untold, fact] } as PlacedCall;
}
