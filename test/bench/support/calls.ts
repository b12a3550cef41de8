import type { EarshotEvent, EventData, EventType } from '../../../src/domain/event.js';

/** Endless calls of some twenty events each, dated now, a few hundred open at a time, in batches. */
export function* callsOf(connection: number, perBatch: number): Generator<EarshotEvent[]> {
  let batch: EarshotEvent[] = [];
  for (let call = 0; ; call += 1) {
    for (const event of callEvents(`b${connection}-${process.pid}-${Date.now()}-${call}`, call)) {
      batch.push(event);
      if (batch.length < perBatch) continue;
      yield batch;
      batch = [];
    }
  }
}

function callEvents(subject: string, call: number): EarshotEvent[] {
  const now = Date.now();
  const queue = `queue-${call % 20}`;
  const agent = `agent-${call % 200}`;
  let place = 0;
  const event = <T extends EventType>(type: T, data: EventData[T]): EarshotEvent =>
    ({ id: `${subject}-${place}`, source: 'bench', type, time: now + place++, subject, data }) as EarshotEvent;
  return [
    event('contact.started', { direction: 'inbound', from: `+1202555${String(call % 9_000).padStart(4, '0')}`, to: '+12025550100' }),
    event('ivr.node.entered', { node: 'main', options: [{ key: '1' }, { key: '2' }] }),
    event('ivr.input', { node: 'main', kind: 'key', key: '1' }),
    event('ivr.node.entered', { node: 'billing' }),
    event('ivr.input', { node: 'billing', kind: 'slot', slot: 'account', length: 8 }),
    event('ivr.node.left', { node: 'billing' }),
    event('contact.reason', { reason: 'billing' }),
    event('queue.entered', { queue, position: 1 }),
    event('estimate.announced', { seconds: 30 }),
    event('agent.offered', { agent, queue }),
    event('agent.offer.ended', { agent, reason: 'answered' }),
    event('queue.left', { queue, reason: 'answered', waitMs: 12_000 }),
    event('agent.connected', { agent, queue }),
    event('hold.started', { agent }),
    event('hold.ended', { agent }),
    event('closing.asked', { agent }),
    event('agent.left', { agent, by: 'customer' }),
    event('contact.ended', { by: 'customer' }),
    event('wrapup.started', { agent }),
    event('wrapup.ended', { agent, disposition: 'done', resolved: 'yes' }),
  ];
}
