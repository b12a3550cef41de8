import type { EndedBy } from '../../domain/event.js';
import { nameOf } from '../../domain/floor.js';
import type { Sentences } from './said.js';
import { bad, good, plain, where } from './said.js';

/** How a contact begins and ends, and what it is about. */
export const call: Sentences<
  | 'contact.started' | 'contact.linked' | 'customer.identified' | 'contact.reason' | 'contact.ended'
  | 'outbound.dialed' | 'outbound.result' | 'message.received' | 'message.sent'
> = {
  'contact.started': ({ direction, to }, { floor, contact }) => {
    const entry = to === undefined ? '' : ` ${nameOf(floor.entries, to)}`;
    switch (direction) {
      case 'outbound': return plain('An agent called the customer');
      case 'callback': return plain('The customer was called back');
      case 'internal': return plain('An internal call began');
      default: return plain(contact.channel === 'voice' ? `Called${entry}` : `Began by ${contact.channel}${where('at', entry.trim() || undefined)}`);
    }
  },
  'contact.linked': ({ relation }) => plain(`Belongs to another contact (${relation})`),
  'customer.identified': () => plain('The customer was recognised'),
  'contact.reason': ({ reason }) => plain(`Reason: ${reason}`),
  'contact.ended': ({ by, cause }) => (by === 'system' ? bad : plain)(`${endings[by ?? 'unsaid']}${cause === undefined ? '' : ` (${cause})`}`),
  'outbound.dialed': () => plain('Dialled the customer'),
  'outbound.result': ({ result }) => (result === 'answered' ? good('The customer picked up') : plain(`The customer was not reached: ${result}`)),
  'message.received': () => plain('Wrote a message'),
  'message.sent': () => plain('Was sent a message'),
};

const endings: Readonly<Record<EndedBy | 'unsaid', string>> = {
  customer: 'The customer hung up',
  agent: 'The agent hung up',
  system: 'The connection was ended by the system',
  inferred: 'Nothing more was heard: taken as ended',
  unsaid: 'Ended',
};
