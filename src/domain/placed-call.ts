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

/** The agent is on the line: from here on it is a contact. */
export function began(call: PlacedCall, at: Instant, id: string, isReported = false): PlacedCall {
  if (!mayGoOn(call) || call.call !== undefined) return call;
  return told({ ...placed(call, at), call: id, isReported }, { is: 'began', at });
}

export function dialling(call: PlacedCall, at: Instant): PlacedCall {
  if (!mayGoOn(call) || call.stage === 'dialling') return call;
  return told({ ...placed(call, at), stage: 'dialling' }, { is: 'dialled', at });
}

export function reached(call: PlacedCall, at: Instant): PlacedCall {
  if (!mayGoOn(call)) return call;
  return told({ ...dialling(call, at), stage: 'reached', settledAt: at, result: 'answered' }, { is: 'reached', at });
}

export function notReached(call: PlacedCall, at: Instant, result: CallResult): PlacedCall {
  if (!mayGoOn(call)) return call;
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
  return told({ ...settled, isOver: true }, { is: 'over', at });
}

/** What the log knows already, because someone else told it. */
export function settledElsewhere(call: PlacedCall, at: Instant, stage: 'reached' | 'not-reached' | 'not-called'): PlacedCall {
  return isOpen(call) ? { ...call, stage, settledAt: at } : call;
}

/** Facts that were written into the log meanwhile. */
export function toldOf(call: PlacedCall, facts: readonly CallFact[]): PlacedCall {
  return { ...call, untold: call.untold.filter((fact) => !facts.some(({ is }) => is === fact.is)) };
}

function told<Call extends PlacedCall>({ notCalled: why, settledAt, ...call }: Omit<Call, 'notCalled' | 'settledAt'> & { notCalled?: NotCalled | undefined; settledAt?: Instant | undefined }, fact: CallFact): PlacedCall {
  return { ...call, ...(why === undefined ? {} : { notCalled: why }), ...(settledAt === undefined ? {} : { settledAt }), untold: [...call.untold, fact] } as PlacedCall;
}
