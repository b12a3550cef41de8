import { HOUR, MINUTE } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Script } from './agenda.js';
import { call } from './call.js';
import type { Ending } from './call.js';
import type { Center } from './center.js';
import { exponential, happens, lognormal, pickWeighted } from './chance.js';
import { chat } from './chat.js';
import type { Customer } from './customers.js';
import { meanGapAt } from './day.js';
import { drawPlan } from './draw-plan.js';
import type { Entries } from './draw-plan.js';
import type { Plan } from './plan.js';
import { reasonOf, reasons } from './reasons.js';

/** How often and how soon people call again about the same thing. */
const returns: Readonly<Record<Ending, { readonly share: number; readonly medianMs: Millis; readonly spread: number }>> = {
  abandoned: { share: 0.65, medianMs: 6 * MINUTE, spread: 0.9 },
  'turned-away': { share: 0.65, medianMs: 9 * MINUTE, spread: 0.9 },
  'left-menu': { share: 0.5, medianMs: 5 * MINUTE, spread: 0.9 },
  unresolved: { share: 0.42, medianMs: 20 * MINUTE, spread: 1.2 },
  'served-by-menu': { share: 0.05, medianMs: 1 * HOUR, spread: 1 },
  resolved: { share: 0.035, medianMs: 3 * HOUR, spread: 1 },
  promised: { share: 0.1, medianMs: 45 * MINUTE, spread: 0.8 },
};

const CALLS_A_CHAT = 15;

/** Calls and chats come independently of each other, as many a minute as the hour has it. */
export function* callers(center: Center): Script {
  const { agenda, chance, floor, customers, quiet } = center;
  for (;;) {
    // Returning callers come on top of these first calls.
    yield exponential(chance, quiet * meanGapAt(agenda.now, floor.zone) / 0.86);
    const plan = drawPlan(chance, customers.someone(agenda.now), pickWeighted(chance, reasons), entriesOf(center));
    agenda.begin(callAndReturn(center, plan));
  }
}

export function* chatters(center: Center): Script {
  for (;;) {
    yield exponential(center.chance, center.quiet * CALLS_A_CHAT * meanGapAt(center.agenda.now, center.floor.zone));
    center.agenda.begin(chat(center));
  }
}

/** The call, and, for some, the next one about the same thing. */
export function callAndReturn(center: Center, plan: Plan): Script {
  return call(center, plan, (ending) => {
    const { chance, agenda } = center;
    const { share, medianMs, spread } = returns[ending];
    if (!happens(chance, share)) return;
    const again = drawPlan(chance, plan.customer, plan.reason, entriesOf(center));
    agenda.begin(callAndReturn(center, again), agenda.now + 30_000 + lognormal(chance, medianMs, spread));
  });
}

/** Who was not helped on an earlier day, and what about. */
export interface Unhelped {
  readonly customer: Customer;
  readonly reason: string;
}

const RETURN_EVERY = 3 * MINUTE;

/** One after the other they call about it again. */
export function* returning(center: Center, unhelped: readonly Unhelped[]): Script {
  for (const { customer, reason } of unhelped) {
    yield exponential(center.chance, RETURN_EVERY);
    center.agenda.begin(callAndReturn(center, drawPlan(center.chance, customer, reasonOf(reason), entriesOf(center))));
  }
}

export function entriesOf({ floor }: Center): Entries {
  const [service, offers] = Object.keys(floor.entries);
  if (service === undefined) throw new Error('The demo needs an entry number: name one under "entries" in its floor file.');
  return { service, offers: offers ?? service };
}
