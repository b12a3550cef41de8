import type { Contact } from './contact.js';

/** Someone sits there and waits: callers and chats. A mail may lie for hours, and who is called back has hung up. */
export function waitsLive(contact: Contact): boolean {
  return contact.direction === 'inbound' && (contact.channel === 'voice' || contact.channel === 'chat');
}
