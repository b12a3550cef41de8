import type { ContactLane } from '../contract/contact.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact, LiveJourney, LiveState, LiveStep } from '../ports/live-state.js';
import { laneOf } from '../views/lane.js';
import type { Titles } from '../views/lane.js';
import { show } from './shown.js';
import type { Shown } from './shown.js';
import type { Sight } from './sight.js';
import { countFloor } from './waiting.js';
import type { FloorNow } from './waiting.js';

/**
 * Every contact that is open or ended lately. What the pipeline touches is only noted, and read once at the next tick,
 * however often it changed until then; a lane is drawn only for a room that shows it.
 */
export class ContactsOnBoard {
  private readonly shown = new Map<string, Shown>();
  private readonly byQueue = new Map<string, Map<string, Shown>>();
  private readonly touched = new Map<string, LiveContact>();
  private readonly touchedJourneys = new Set<LiveJourney>();
  private readonly sources = new Map<string, string>();
  private at: Instant = 0;

  constructor(private readonly state: LiveState, private readonly titles: Titles) {}

  take(step: LiveStep): void {
    for (const held of step.contacts) this.touch(held);
    for (const journey of step.journeys) this.touchedJourneys.add(journey);
    if (step.settingsChanged) for (const { held } of this.shown.values()) this.touch(held);
  }

  touch(held: LiveContact): void {
    this.touched.set(held.id, held);
  }

  tick(at: Instant): FloorNow {
    this.at = at;
    this.touchJourneys();
    for (const held of this.touched.values()) this.put(held);
    this.touched.clear();
    for (const shown of this.shown.values()) {
      if (shown.goesAt < at) this.drop(shown);
      else if (shown.lapsesAt <= at) this.put(shown.held);
    }
    return countFloor(this.shown.values(), at);
  }

  /** Those that a scope sees, each once. */
  * in(sight: Sight): Iterable<Shown> {
    if (sight.isEverything) return yield* this.shown.values();
    for (const [queue, contacts] of this.byQueue) {
      if (!sight.seesQueue(queue)) continue;
      for (const shown of contacts.values()) if (shown.queues.find((each) => sight.seesQueue(each)) === queue) yield shown;
    }
  }

  /** The same object as before while it says the same. */
  laneOf(shown: Shown): ContactLane {
    if (shown.lane && shown.isDrawn) return shown.lane.drawn;
    const drawn = laneOf(shown.held.contact, shown.flags, shown.customer?.journey, this.state.floor, this.titles, this.at);
    const text = JSON.stringify(drawn);
    if (shown.lane?.text !== text) shown.lane = { drawn, text };
    shown.isDrawn = true;
    return shown.lane.drawn;
  }

  /** Where a queue's events come from. */
  sourceOf(queue: string): string | undefined {
    return this.sources.get(queue);
  }

  private touchJourneys(): void {
    for (const { journey } of this.touchedJourneys) {
      for (const { id } of journey.contacts) {
        const shown = this.shown.get(id);
        if (shown && !this.touched.has(id)) this.touch(shown.held);
      }
    }
    this.touchedJourneys.clear();
  }

  private put(held: LiveContact): void {
    const { customer } = held.summary;
    const before = this.shown.get(held.id);
    if (before) this.drop(before);
    const shown = show(held, customer === undefined ? undefined : this.state.journeys.get(customer), this.state.floor, this.at, before?.lane);
    // An import or a late event tells of what nobody looks at any more.
    if (shown.goesAt < this.at) return;
    this.shown.set(held.id, shown);
    for (const queue of shown.queues) this.queueOf(queue).set(held.id, shown);
    const source = held.kept.events[0]?.source;
    if (source !== undefined) for (const { queue } of held.contact.visits) this.sources.set(queue, source);
  }

  private drop({ held, queues }: Shown): void {
    this.shown.delete(held.id);
    for (const queue of queues) this.byQueue.get(queue)?.delete(held.id);
  }

  private queueOf(queue: string): Map<string, Shown> {
    let contacts = this.byQueue.get(queue);
    if (!contacts) this.byQueue.set(queue, contacts = new Map<string, Shown>());
    return contacts;
  }
}
