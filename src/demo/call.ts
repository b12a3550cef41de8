import { SECOND } from '../domain/time.js';
import type { Pause, Script } from './agenda.js';
import { callBack } from './call-back.js';
import type { Center } from './center.js';
import { between } from './chance.js';
import { openContact } from './contact.js';
import type { Contact } from './contact.js';
import { converse } from './converse.js';
import type { Segment } from './converse.js';
import type { Plan } from './plan.js';
import { visitQueue } from './visit.js';
import { walkMenu } from './walk-menu.js';

/** How a call ended for the caller, which decides whether they call again. */
export type Ending = 'served-by-menu' | 'resolved' | 'unresolved' | 'left-menu' | 'abandoned' | 'turned-away' | 'promised';

/** A call from dialling to hanging up. `afterwards` is told how it ended. */
export function* call(center: Center, plan: Plan, afterwards: (ending: Ending) => void): Script {
  const { number } = plan.customer;
  const from = number === undefined ? {} : { from: number };
  const contact = openContact(center, { customer: plan.customer, channel: 'voice', direction: 'inbound', to: plan.entry, ...from });
  // The greeting.
  yield between(center.chance, 3_000, 6_000);
  const isOffers = center.floor.entries[plan.entry]?.owner === 'marketing';
  const landing = yield* walkMenu(center, contact, plan, isOffers ? 'rebate' : 'main');
  switch (landing.at) {
    case 'queue': return afterwards(yield* seekAgent(center, contact, plan, landing.queue));
    case 'served': {
      contact.tell('contact.ended', { by: 'customer', cause: 'normal-clearing' });
      return afterwards('served-by-menu');
    }
    default: {
      contact.tell('contact.ended', { by: landing.at === 'dead-end' ? 'system' : 'customer', cause: 'normal-clearing' });
      return afterwards('left-menu');
    }
  }
}

/** From queue to agent, and on through transfers until somebody hangs up. */
function* seekAgent(center: Center, contact: Contact, plan: Plan, first: string): Generator<Pause, Ending, void> {
  let queue = first;
  let segment: Segment | undefined;
  for (const [passed, talk] of plan.talks.entries()) {
    if (segment === undefined) {
      const wayOut = passed === 0 ? plan.wayOut : undefined;
      const visit = yield* visitQueue(center, contact, { queue, patienceMs: passed === 0 ? plan.patienceMs : plan.patienceAfterMs ?? plan.patienceMs, wayOut, priority: passed });
      if (visit.end === 'left') return yield* sendOff(center, contact, plan, queue, visit.reason);
      segment = { seat: visit.seat, id: visit.segment };
    }
    const after = yield* converse(center, contact, plan, talk, segment);
    if (after.next === 'ended') return plan.resolved === 'yes' ? 'resolved' : 'unresolved';
    if (after.next === 'gave-up') return 'abandoned';
    segment = after.next === 'colleague' ? after.segment : undefined;
    if (after.next === 'queue') queue = after.queue;
  }
  throw new Error(`The plan of ${contact.id} ends in a transfer: its last talk has to end with a hang-up.`);
}

/** The end of a call that no agent answered. */
function* sendOff(center: Center, contact: Contact, plan: Plan, queue: string, reason: string): Generator<Pause, Ending, void> {
  const { agenda, chance } = center;
  switch (reason) {
    case 'abandoned':
      contact.tell('contact.ended', { by: 'customer', cause: 'normal-clearing' });
      return 'abandoned';
    case 'exit-key': {
      yield between(chance, 1_000, 3_000);
      agenda.begin(callBack(center, contact, plan, queue));
      yield between(chance, 4_000, 7_000);
      contact.tell('contact.ended', { by: 'system', cause: 'callback-registered' });
      return 'promised';
    }
    case 'voicemail': {
      const seconds = between(chance, 9, 40);
      yield seconds * SECOND;
      contact.tell('voicemail.left', { queue, seconds });
      contact.tell('contact.ended', { by: 'customer', cause: 'normal-clearing' });
      return 'promised';
    }
    default:
      yield between(chance, 5_000, 8_000);
      contact.tell('contact.ended', { by: 'system', cause: `queue-${reason}` });
      return 'turned-away';
  }
}
