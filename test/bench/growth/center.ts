import type { EarshotEvent, EventData, EventType } from '../../../src/domain/event.js';
import { SECOND } from '../../../src/domain/time.js';
import type { Instant, Millis } from '../../../src/domain/time.js';

/** How large a center is. */
export interface Center {
  readonly queues: number;
  readonly agents: number;
  /** Callers are drawn evenly from so many. */
  readonly customers: number;
}

/** How long a call of the center lasts from its start to the end of its wrap-up. */
export const CALL: Millis = 300 * SECOND;

/** One call with its twenty events in order: eight in ten are served, one gives up in the queue, one meets the menu thrice first. */
export function callOf(center: Center, number: number, startsAt: Instant): EarshotEvent[] {
  const subject = `call-${number}`;
  const queue = `queue-${number % center.queues}`;
  const agent = `agent-${(number * 7) % center.agents}`;
  const events: EarshotEvent[] = [];
  let at = startsAt;
  const say = <T extends EventType>(after: number, type: T, data: EventData[T]): void => {
    at += after * SECOND;
    events.push({ id: `${subject}-${events.length}`, source: 'bench', type, time: at, subject, data } as EarshotEvent);
  };
  say(0, 'contact.started', { direction: 'inbound', customer: customerOf(center, number), to: 'line-1' });
  for (let lap = 0; lap < (number % 10 === 3 ? 3 : 1); lap += 1) {
    say(2, 'ivr.node.entered', { node: 'main', options: [{ key: '1' }, { key: '2' }] });
    say(5, 'ivr.input', { node: 'main', kind: 'key', key: '1' });
  }
  say(1, 'ivr.node.entered', { node: 'billing' });
  say(6, 'ivr.input', { node: 'billing', kind: 'slot', slot: 'account', length: 8 });
  say(1, 'ivr.node.left', { node: 'billing' });
  say(0, 'contact.reason', { reason: 'billing' });
  say(1, 'queue.entered', { queue, position: 1 });
  say(0, 'estimate.announced', { seconds: 30 });
  if (number % 10 === 7) {
    say(70, 'queue.left', { queue, reason: 'abandoned', waitMs: 70_000 });
    say(0, 'contact.ended', { by: 'customer' });
    return events;
  }
  say(12, 'agent.offered', { agent, queue });
  say(3, 'agent.offer.ended', { agent, reason: 'answered' });
  say(0, 'queue.left', { queue, reason: 'answered', waitMs: 15_000 });
  say(0, 'agent.connected', { agent, queue });
  say(90, 'hold.started', { agent });
  say(30, 'hold.ended', { agent });
  say(90, 'closing.asked', { agent });
  say(20, 'agent.left', { agent, by: 'customer' });
  say(0, 'contact.ended', { by: 'customer' });
  say(1, 'wrapup.started', { agent });
  say(38, 'wrapup.ended', { agent, disposition: 'done', resolved: 'yes' });
  return events;
}

/** Neighbouring calls are of customers far apart, and every customer has had one call once `customers` calls are made. */
function customerOf({ customers }: Center, number: number): string {
  return `customer-${(number * 7_919) % customers}`;
}
