import type { EventType } from '../event.js';

/**
 * Events that change nothing of what their contact adds to the readings nor of its summary, when they come last: half of a
 * call's events. A contact that is told only of these need not be counted anew, which is a third of what an event costs.
 * That it is so is a law (silent.spec.ts).
 */
const silent: ReadonlySet<string> = new Set<EventType | 'other'>([
  'contact.linked', 'ivr.input', 'ivr.no-input', 'ivr.no-match', 'ivr.node.left', 'estimate.announced', 'agent.offered', 'agent.offer.ended', 'message.received',
  'message.sent', 'hold.started', 'hold.ended', 'park.started', 'park.ended', 'party.joined', 'party.left', 'closing.asked', 'speech.silence', 'speech.sentiment', 'transfer.started', 'transfer.failed',
  'callback.offered', 'other',
]);

export function isSilent(type: string): boolean {
  return silent.has(type);
}
