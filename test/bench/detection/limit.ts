import type { EarshotEvent } from '../../../src/domain/event.js';
import { compareEvents } from '../../../src/domain/order.js';
import type { Instant } from '../../../src/domain/time.js';
import type { Contender } from './contender.js';
import { LimitCall } from './limit-call.js';

/**
 * The limit: a Map of mutable calls, and the ten rules as branches on what the one event changed. No options, no names, no
 * evidence in words, no versions: what a good program for these rules alone would do. Each call keeps its events; where one
 * comes late or twice, the call is told again from its beginning.
 */
export class Limit implements Contender {
  told = 0;
  private readonly calls = new Map<string, LimitCall>();
  private readonly journeys = new Map<string, LimitCall[]>();

  take(events: readonly EarshotEvent[], now: Instant): void {
    for (const event of events) {
      let call = this.calls.get(event.subject);
      if (!call) this.calls.set(event.subject, call = new LimitCall());
      const { flags, customer } = call;
      const before = flags.size;
      if (!this.fold(call, event)) continue;
      call.askClock(now);
      if (call.customer !== undefined && customer === undefined) this.join(call, call.customer);
      if (call.customer !== undefined && (event.type === 'contact.started' || event.type === 'contact.ended')) this.askJourney(call.customer);
      if (call.flags.size > before) this.told += call.flags.size - before;
    }
  }

  flags(now: Instant): Set<string> {
    const standing = new Set<string>();
    for (const [id, call] of this.calls) {
      call.askClock(now);
      for (const flag of call.flags) standing.add(`${id} ${flag}`);
    }
    return standing;
  }

  /** Says whether the event was news. */
  private fold(call: LimitCall, event: EarshotEvent): boolean {
    const { events } = call;
    const last = events[events.length - 1];
    for (let place = events.length - 1; place >= 0; place -= 1) if ((events[place] as EarshotEvent).id === event.id) return false;
    if (last === undefined || compareEvents(last, event) < 0) {
      events.push(event);
      call.fold(event);
      return true;
    }
    let place = events.length;
    while (place > 0 && compareEvents(events[place - 1] as EarshotEvent, event) > 0) place -= 1;
    events.splice(place, 0, event);
    call.refold();
    return true;
  }

  private join(call: LimitCall, customer: string): void {
    const journey = this.journeys.get(customer);
    if (!journey) this.journeys.set(customer, [call]);
    else if (!journey.includes(call)) journey.push(call);
  }

  /** repeat-contact: another of the customer's calls ended within seven days before this one began. */
  private askJourney(customer: string): void {
    const journey = this.journeys.get(customer) ?? [];
    if (journey.length < 2) return;
    for (const call of journey) {
      const repeats = journey.some((other) => other !== call && other.endedAt > 0 && other.startedAt < call.startedAt
        && other.endedAt <= call.startedAt && call.startedAt - other.endedAt <= 604_800_000);
      if (repeats) call.flags.add('repeat-contact contact');
      else call.flags.delete('repeat-contact contact');
    }
  }
}
