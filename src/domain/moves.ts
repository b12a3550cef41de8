import type { EventType } from './event.js';

/** The event types that can change what a contact's stays in queues and parts with agents say: for rules that name them. */
export const movesQueues: readonly EventType[] = ['contact.started', 'queue.entered', 'queue.left', 'callback.requested', 'agent.connected', 'contact.ended'];
export const movesAgents: readonly EventType[] = ['contact.started', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'];
export const movesHolds: readonly EventType[] = [...movesAgents, 'hold.started', 'hold.ended', 'park.started', 'park.ended'];
/** Where callers were in the menu, and how they got out of it. */
export const movesMenu: readonly EventType[] = [
  'contact.started', 'ivr.node.entered', 'ivr.input', 'ivr.no-input', 'ivr.no-match', 'ivr.outcome', 'voicemail.left', 'queue.entered', 'queue.left', 'agent.connected', 'contact.ended',
];
