import type { EarshotEvent, EventData, EventType } from '../../../src/domain/event.js';

/** A floor of fifty queues with so many contacts open, that moves by so many events a second. */
export class MovingFloor {
  private readonly contacts: { readonly id: string; readonly number: number; step: number }[] = [];
  private begun = 0;
  private turn = 0;

  constructor(private readonly open: number) {}

  /** What brings everyone in. */
  beginning(now: number): EarshotEvent[] {
    return Array.from({ length: this.open }, () => this.begin()).flatMap((contact) => {
      this.contacts.push(contact);
      return [this.next(contact, now), this.next(contact, now)];
    });
  }

  /** Each belongs to another contact; one that is over makes room for a new one. */
  changes(count: number, now: number): EarshotEvent[] {
    return Array.from({ length: count }, () => {
      const slot = this.turn;
      this.turn = (this.turn + 1) % this.contacts.length;
      const contact = this.contacts[slot] as (typeof this.contacts)[number];
      const event = this.next(contact, now);
      if (contact.step === steps.length) this.contacts[slot] = this.begin();
      return event;
    });
  }

  private begin(): (typeof this.contacts)[number] {
    this.begun += 1;
    // Met at any of their events, so that not all of them move on together.
    return { id: `b-${this.begun}`, number: this.begun, step: 0 };
  }

  private next(contact: (typeof this.contacts)[number], now: number): EarshotEvent {
    const [type, dataOf] = steps[contact.step] as (typeof steps)[number];
    contact.step += 1;
    return { id: `${contact.id}-${contact.step}`, source: 'bench', subject: contact.id, type, time: now, data: dataOf(`queue-${contact.number % 50}`, `agent-${contact.number % 400}`, contact.number) } as EarshotEvent;
  }
}

function step<T extends EventType>(type: T, data: (queue: string, agent: string, number: number) => EventData[T]): readonly [EventType, (queue: string, agent: string, number: number) => object] {
  return [type, data];
}

const steps = [
  step('contact.started', (_queue, _agent, number) => ({ direction: 'inbound', from: `+1202${String(5_000_000 + number).slice(0, 7)}`, to: '+12025550100' })),
  step('queue.entered', (queue) => ({ queue, position: 1 })),
  step('agent.offered', (queue, agent) => ({ agent, queue })),
  step('queue.left', (queue) => ({ queue, reason: 'answered', waitMs: 12_000 })),
  step('agent.connected', (queue, agent) => ({ agent, queue })),
  step('hold.started', (_queue, agent) => ({ agent })),
  step('hold.ended', (_queue, agent) => ({ agent })),
  step('agent.left', (_queue, agent) => ({ agent, by: 'customer' })),
  step('contact.ended', () => ({ by: 'customer' })),
];
