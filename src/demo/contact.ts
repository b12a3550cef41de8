import type { Channel, Direction } from '../domain/event.js';
import type { Center, Tell } from './center.js';
import type { Customer } from './customers.js';

/** One interaction under way. */
export interface Contact {
  readonly id: string;
  readonly customer: Customer;
  readonly channel: Channel;
  readonly tell: Tell;
  nextVisit(): string;
  nextSegment(): string;
}

export interface Opening {
  readonly customer: Customer;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly from?: string;
  readonly to?: string;
}

export function openContact(center: Center, { customer, channel, ...opening }: Opening): Contact {
  const id = center.voice.newContact();
  let visits = 0;
  let segments = 0;
  const contact: Contact = {
    id, customer, channel,
    tell: center.voice.of(id),
    nextVisit: () => `${id}-v${++visits}`,
    nextSegment: () => `${id}-s${++segments}`,
  };
  contact.tell('contact.started', { channel, ...opening });
  return contact;
}
