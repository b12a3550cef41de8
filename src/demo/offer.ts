import { SECOND } from '../domain/time.js';
import type { Pause } from './agenda.js';
import type { Center } from './center.js';
import { between, happens } from './chance.js';
import type { Contact } from './contact.js';
import { setAside, setState, settle } from './seat.js';
import type { Seat } from './seat.js';
import type { Ends } from './visit.js';

export interface Offer {
  readonly queue: string;
  readonly visit: string;
  readonly seat: Seat;
  /** When the caller leaves if nobody picks up before. */
  readonly until: Ends;
}

export type Answer =
  | { readonly end: 'answered'; readonly segment: string }
  | { readonly end: 'gave-up' | 'not-answered' };

const NOT_ANSWERED = 0.025;
const RINGS_FOR = 20 * SECOND;

/** Rings one agent's phone. */
export function* offer(center: Center, contact: Contact, { queue, visit, seat, until }: Offer): Generator<Pause, Answer, void> {
  const { agenda, chance } = center;
  const agent = seat.agent;
  setState(center, seat, 'ringing');
  contact.tell('agent.offered', { agent, queue, visit });
  const isMissed = happens(chance, NOT_ANSWERED);
  const ringMs = isMissed ? RINGS_FOR : between(chance, 1_500, 6_000);
  if (agenda.now + ringMs >= until.at) {
    yield until.at - agenda.now;
    contact.tell('agent.offer.ended', { agent, visit, reason: 'cancelled' });
    settle(center, seat);
    return { end: 'gave-up' };
  }
  yield ringMs;
  if (isMissed) {
    contact.tell('agent.offer.ended', { agent, visit, reason: 'timeout' });
    agenda.begin(setAside(center, seat, between(chance, 20 * SECOND, 60 * SECOND)));
    return { end: 'not-answered' };
  }
  const segment = contact.nextSegment();
  contact.tell('agent.offer.ended', { agent, visit, reason: 'answered' });
  contact.tell('queue.left', { queue, visit, reason: 'answered' });
  contact.tell('agent.connected', { agent, queue, visit, segment });
  setState(center, seat, 'on-contact');
  return { end: 'answered', segment };
}
