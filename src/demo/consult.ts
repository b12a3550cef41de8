import type { Pause } from './agenda.js';
import type { Center } from './center.js';
import { between } from './chance.js';
import type { Contact } from './contact.js';
import type { Segment } from './converse.js';
import { setState } from './seat.js';

/** Asks a colleague while the caller is on hold, then hands over. Nobody free: undefined, after a try. */
export function* consult(center: Center, contact: Contact, { seat, id }: Segment, toQueue: string): Generator<Pause, Segment | undefined, void> {
  const { chance, lines } = center;
  const from = seat.agent;
  contact.tell('transfer.started', { kind: 'consult', toQueue, from, segment: id });
  const colleague = lines.idleSeat(toQueue);
  if (colleague === undefined) {
    yield between(chance, 3_000, 8_000);
    contact.tell('transfer.failed', { kind: 'consult', toQueue, from, segment: id });
    return undefined;
  }
  colleague.reserved = true;
  contact.tell('hold.started', { agent: from, segment: id });
  setState(center, colleague, 'ringing');
  contact.tell('agent.offered', { agent: colleague.agent, queue: toQueue });
  yield between(chance, 2_000, 5_000);
  contact.tell('agent.offer.ended', { agent: colleague.agent, reason: 'answered' });
  setState(center, colleague, 'on-contact');
  contact.tell('party.joined', { role: 'consulted', party: colleague.agent });
  yield between(chance, 14_000, 40_000);
  contact.tell('party.left', { role: 'consulted', party: colleague.agent });
  contact.tell('hold.ended', { agent: from, segment: id });
  contact.tell('transfer.completed', { kind: 'consult', toQueue, toAgent: colleague.agent, from, segment: id });
  const segment = contact.nextSegment();
  contact.tell('agent.connected', { agent: colleague.agent, queue: toQueue, purpose: 'transfer', segment });
  return { seat: colleague, id: segment };
}
