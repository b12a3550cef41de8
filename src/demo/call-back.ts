import { MINUTE, SECOND } from '../domain/time.js';
import type { Pause, Script } from './agenda.js';
import type { Center } from './center.js';
import { between, happens } from './chance.js';
import { openContact } from './contact.js';
import type { Contact } from './contact.js';
import { converse } from './converse.js';
import type { PlaceInLine } from './lines.js';
import type { Plan, Talk } from './plan.js';
import { setState, settle } from './seat.js';
import type { Seat } from './seat.js';

const DUE_WITHIN = 30 * MINUTE;
const REACHED = 0.8;

/** Promises a call, and returns it once an agent has time: waiting callers go first. */
export function* callBack(center: Center, promised: Contact, plan: Plan, queue: string): Script {
  const { agenda, chance } = center;
  const { number } = promised.customer;
  const callback = `${promised.id}-b1`;
  promised.tell('callback.requested', { callback, due: agenda.now + DUE_WITHIN, ...(number === undefined ? {} : { number }) });
  if (number === undefined) return;
  yield between(chance, 4 * MINUTE, 15 * MINUTE);
  for (let tries = 0; tries < 2; tries++) {
    const seat = yield* seatFor(center, queue);
    promised.tell('callback.attempted', { callback, agent: seat.agent });
    if (yield* dial(center, promised, plan, seat, callback)) return;
    yield between(chance, 5 * MINUTE, 10 * MINUTE);
  }
  promised.tell('callback.cancelled', { callback });
}

function* seatFor({ agenda, lines }: Center, queue: string): Generator<Pause, Seat, void> {
  const place: PlaceInLine = { queue, since: agenda.now, priority: -1, bell: {} };
  lines.join(place);
  while (place.seat === undefined) yield { bell: place.bell, atMost: 60 * MINUTE };
  return place.seat;
}

/** The returned call is a contact of its own, linked to the one that asked for it. Says whether the customer was reached. */
function* dial(center: Center, promised: Contact, plan: Plan, seat: Seat, callback: string): Generator<Pause, boolean, void> {
  const { chance } = center;
  const to = promised.customer.number ?? '';
  setState(center, seat, 'outbound');
  const contact = openContact(center, { customer: promised.customer, channel: 'voice', direction: 'callback', from: plan.entry, to });
  contact.tell('contact.linked', { contact: promised.id, relation: 'callback' });
  contact.tell('outbound.dialed', { to });
  yield between(chance, 6 * SECOND, 22 * SECOND);
  if (!happens(chance, REACHED)) {
    contact.tell('outbound.result', { result: 'no-answer' });
    contact.tell('contact.ended', { by: 'agent', cause: 'no-answer' });
    settle(center, seat);
    return false;
  }
  contact.tell('outbound.result', { result: 'answered' });
  promised.tell('callback.reached', { callback, agent: seat.agent });
  const segment = { seat, id: contact.nextSegment() };
  contact.tell('agent.connected', { agent: seat.agent, purpose: 'callback', segment: segment.id });
  setState(center, seat, 'on-contact');
  const talk: Talk = { talkMs: plan.reason.talkMs, holds: [], ends: { by: 'customer' } };
  yield* converse(center, contact, plan, talk, segment);
  return true;
}
