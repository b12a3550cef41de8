import { MINUTE, SECOND } from '../domain/time.js';
import type { Pause, Script } from './agenda.js';
import type { Center } from './center.js';
import { between, happens, lognormal, pickWeighted, weibull } from './chance.js';
import { openContact } from './contact.js';
import type { Contact } from './contact.js';
import { reasons } from './reasons.js';
import { visitQueue } from './visit.js';
import { wrapUp } from './wrap-up.js';

/** A chat from the first line to the last; what is written is never told. */
export function* chat(center: Center): Script {
  const { agenda, chance, customers } = center;
  const customer = customers.someone(agenda.now);
  const contact = openContact(center, { customer, channel: 'chat', direction: 'inbound' });
  contact.tell('customer.identified', { customer: customer.id });
  contact.tell('message.received', { party: 'customer' });
  const visit = yield* visitQueue(center, contact, { queue: 'chat', patienceMs: weibull(chance, 6 * MINUTE, 1.3), priority: 0 });
  if (visit.end === 'left') return contact.tell('contact.ended', { by: visit.reason === 'abandoned' ? 'customer' : 'system' });
  yield* write(center, contact, visit.segment);
  const agent = visit.seat.agent;
  const isResolved = happens(chance, 0.85);
  contact.tell('agent.left', { agent, by: 'customer', segment: visit.segment });
  contact.tell('contact.ended', { by: 'customer', cause: 'closed' });
  const reason = pickWeighted(chance, reasons).id;
  const said = isResolved ? { disposition: 'solved', resolved: 'yes' as const } : { disposition: 'open', resolved: 'no' as const };
  agenda.begin(wrapUp(center, contact, { seat: visit.seat, id: visit.segment }, { ...said, reason }));
}

function* write({ chance }: Center, contact: Contact, segment: string): Generator<Pause, void, void> {
  const turns = between(chance, 3, 9);
  for (let turn = 0; turn < turns; turn++) {
    yield Math.max(6 * SECOND, lognormal(chance, 18 * SECOND, 0.5));
    contact.tell('message.sent', { party: 'agent', segment });
    yield Math.max(5 * SECOND, lognormal(chance, 15 * SECOND, 0.6));
    contact.tell('message.received', { party: 'customer', segment });
  }
}
