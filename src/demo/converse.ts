import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Pause } from './agenda.js';
import type { Center } from './center.js';
import { between } from './chance.js';
import { consult } from './consult.js';
import type { Contact } from './contact.js';
import type { Hold, Plan, Talk } from './plan.js';
import type { Seat } from './seat.js';
import { wrapUp } from './wrap-up.js';

/** An agent's part of a contact. */
export interface Segment {
  readonly seat: Seat;
  readonly id: string;
}

/** Where the caller stands after one conversation. */
export type After =
  | { readonly next: 'ended' }
  | { readonly next: 'gave-up' }
  | { readonly next: 'queue'; readonly queue: string }
  | { readonly next: 'colleague'; readonly segment: Segment };

export function* converse(center: Center, contact: Contact, plan: Plan, talk: Talk, segment: Segment): Generator<Pause, After, void> {
  const givesUp = talk.ends.by === 'giving-up';
  const spoken = yield* holdAndTalk(contact, segment, givesUp ? talk.holds.slice(0, -1) : talk.holds);
  const last = talk.holds.at(-1);
  if (givesUp && last !== undefined) {
    yield last.afterMs;
    contact.tell('hold.started', { agent: segment.seat.agent, segment: segment.id });
    yield last.forMs;
    end(center, contact, plan, segment, 'customer');
    return { next: 'gave-up' };
  }
  yield* talk.sours === true ? sour(contact, segment, talk.talkMs - spoken) : pause(talk.talkMs - spoken);
  if (talk.ends.by === 'transfer') return yield* transfer(center, contact, plan, segment, talk.ends);
  if (talk.closesEarly === true) contact.tell('closing.asked', { agent: segment.seat.agent, segment: segment.id });
  end(center, contact, plan, segment, ENDS[talk.ends.by]);
  return { next: 'ended' };
}

/** Says how much was talked between the holds. */
function* holdAndTalk(contact: Contact, { seat, id }: Segment, holds: readonly Hold[]): Generator<Pause, number, void> {
  let spoken = 0;
  for (const { afterMs, forMs } of holds) {
    yield afterMs;
    contact.tell('hold.started', { agent: seat.agent, segment: id });
    yield forMs;
    contact.tell('hold.ended', { agent: seat.agent, segment: id });
    spoken += afterMs;
  }
  return spoken;
}

function* transfer(
  center: Center, contact: Contact, plan: Plan, segment: Segment, { kind, toQueue }: { kind: 'blind' | 'consult'; toQueue: string },
): Generator<Pause, After, void> {
  const colleague = kind === 'consult' ? yield* consult(center, contact, segment, toQueue) : undefined;
  const from = segment.seat.agent;
  if (colleague === undefined) {
    contact.tell('transfer.started', { kind: 'blind', toQueue, from, segment: segment.id });
    yield between(center.chance, 800, 2_500);
    contact.tell('transfer.completed', { kind: 'blind', toQueue, from, segment: segment.id });
  }
  contact.tell('agent.left', { agent: from, by: 'transfer', segment: segment.id });
  center.agenda.begin(wrapUp(center, contact, segment, { disposition: 'transferred', reason: plan.reason.id }));
  return colleague === undefined ? { next: 'queue', queue: toQueue } : { next: 'colleague', segment: colleague };
}

const ENDS = { customer: 'customer', agent: 'agent', 'giving-up': 'customer', line: 'system' } as const;
/** How the customer sounds, remark by remark, when a talk goes wrong. */
const SOURING = [0.4, 0.2, -0.2, -0.6, -0.9];

function* pause(ms: Millis): Generator<Pause, void, void> {
  yield ms;
}

function* sour(contact: Contact, { id, seat }: Segment, ms: Millis): Generator<Pause, void, void> {
  for (const [place, score] of SOURING.entries()) {
    yield ms / SOURING.length;
    contact.tell('speech.sentiment', { score, of: 'customer', segment: id });
    if (place === 1) contact.tell('speech.silence', { seconds: Math.round(ms / SOURING.length / SECOND) + 1, agent: seat.agent, segment: id });
  }
}

function end(center: Center, contact: Contact, { reason, resolved }: Plan, segment: Segment, by: 'customer' | 'agent' | 'system'): void {
  const { id, offer } = reason;
  contact.tell('contact.reason', { reason: id, ...(offer === undefined ? {} : { offer }) });
  if (resolved === 'yes' && by !== 'system') contact.tell('closing.asked', { agent: segment.seat.agent, segment: segment.id });
  contact.tell('agent.left', { agent: segment.seat.agent, by, segment: segment.id });
  contact.tell('contact.ended', { by, cause: by === 'system' ? 'network-out-of-order' : 'normal-clearing' });
  const disposition = { yes: 'solved', partly: 'workaround', no: 'open' }[resolved];
  center.agenda.begin(wrapUp(center, contact, segment, { disposition, reason: id, resolved }));
}
