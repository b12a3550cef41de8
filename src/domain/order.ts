import type { EarshotEvent, EventType } from './event.js';

/** A type's place in a call: entered before left, connected before ended. Breaks ties between events of one instant. */
const ranks: Readonly<Record<EventType, number>> = {
  'contact.started': 0, 'contact.linked': 1, 'customer.identified': 2, 'contact.reason': 3, 'outbound.dialed': 4, 'outbound.result': 5,
  'ivr.node.entered': 10, 'ivr.input': 11, 'ivr.no-input': 12, 'ivr.no-match': 13, 'ivr.outcome': 14, 'ivr.node.left': 15,
  'queue.entered': 20, 'estimate.announced': 21, 'callback.offered': 22, 'agent.offered': 23, 'agent.offer.ended': 24, 'queue.left': 25,
  'agent.connected': 30, 'message.received': 31, 'message.sent': 32, 'speech.silence': 31, 'speech.sentiment': 32, 'hold.started': 33, 'hold.ended': 34, 'park.started': 35, 'park.ended': 36,
  'party.joined': 37, 'party.left': 38, 'closing.asked': 39,
  'transfer.started': 40, 'transfer.completed': 41, 'transfer.failed': 42, 'agent.left': 43,
  'promise.made': 50, 'promise.fulfilled': 51, 'voicemail.left': 52,
  'callback.requested': 53, 'callback.attempted': 54, 'callback.reached': 55, 'callback.cancelled': 56, 'callback.claimed': 57, 'callback.released': 58,
  'prompt.shown': 60, 'prompt.answered': 61, 'prompt.expired': 62,
  'contact.ended': 70, 'wrapup.started': 71, 'wrapup.ended': 72,
  'survey.sent': 80, 'survey.delivered': 81, 'survey.answered': 82, 'survey.expired': 83, 'survey.stopped': 84, 'feedback.received': 85, 'flag.marked': 86,
  'agent.signed-in': 90, 'agent.state': 91, 'agent.signed-out': 92,
  'hours.changed': 95, 'source.heartbeat': 96, 'source.gap': 97,
};

/**
 * The one total order in which a contact's events are folded: time, sequence (absent = 0), the type's rank in a call,
 * id, source, content. Two events that compare equal are the same event with the same content.
 */
export function compareEvents(a: EarshotEvent, b: EarshotEvent): number {
  return a.time - b.time
    || (a.sequence ?? 0) - (b.sequence ?? 0)
    || rankOf(a) - rankOf(b)
    || compareText(a.id, b.id)
    || compareText(a.source, b.source)
    || compareText(contentOf(a), contentOf(b));
}

/** Same source and id: the same event, whatever it says. */
export function isSameEvent(a: EarshotEvent, b: EarshotEvent): boolean {
  return a.id === b.id && a.source === b.source;
}

/**
 * Whether what is said of an event now takes the place of what was said of it before: whichever comes first, one of both holds.
 * The greater one does, but of two without a time of their own the earlier: the later one is a retry.
 */
export function supersedes(now: EarshotEvent, before: EarshotEvent): boolean {
  if (now.undated !== before.undated) return now.undated === undefined;
  const order = compareEvents(now, before);
  return now.undated ? order < 0 : order > 0;
}

function rankOf(event: EarshotEvent): number {
  return event.type === 'other' ? 99 : ranks[event.type];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same text for the same content, whatever the order of its keys. */
function contentOf(event: EarshotEvent): string {
  return `${event.type === 'other' ? event.sentType : event.type} ${event.subject} ${canonical(event.data)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, held]) => held !== undefined).toSorted(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
}
