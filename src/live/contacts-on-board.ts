import type { ContactLane } from '../contract/contact.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact, LiveJourney, LiveState, LiveStep } from '../ports/live-state.js';
import { laneOf } from '../views/lane.js';
import type { Titles } from '../views/lane.js';
import { Due } from './due.js';
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
  private readonly due = new Due();
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
    for (const id of this.due.take(at)) this.look(id);
    return countFloor(this.shown.values(), at);
  }

  /** Those that a scope sees, each once. */
  * in(sight: Sight): Iterable<Shown> {
    if (sight.isEverything) return yield* this.shown.values();
    for (const [queue, contacts] of this.byQueue) {
      if (!sight.seesQueue(queue)) continue;
      for (const shown of contacts.values()) if (shown.queues.length === 1 || shown.queues.find((each) => sight.seesQueue(each)) === queue) yield shown;
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
    const shown = show(held, customer === undefined ? undefined : this.state.journeys.get(customer), this.state.floor, this.at, before?.lane);
    if (before) this.leaveQueues(before, shown.queues);
    // An import or a late event tells of what nobody looks at any more.
    if (shown.goesAt < this.at) return void this.shown.delete(held.id);
    this.shown.set(held.id, shown);
    this.enterQueues(shown);
    if (shown.dueAt !== before?.dueAt) this.due.add(held.id, shown.dueAt);
  }

  /** Something about it came due: it goes, or a flag on it is no longer live. What is a moment early is noted again. */
  private look(id: string): void {
    const shown = this.shown.get(id);
    if (!shown) return;
    if (shown.goesAt < this.at) {
      this.shown.delete(id);
      this.leaveQueues(shown, []);
    } else if (shown.dueAt <= this.at && shown.dueAt !== shown.goesAt) this.put(shown.held);
    else this.due.add(id, shown.dueAt);
  }

  private leaveQueues({ held, queues }: Shown, but: readonly string[]): void {
    for (const queue of queues) if (!but.includes(queue)) this.byQueue.get(queue)?.delete(held.id);
  }

  private enterQueues(shown: Shown): void {
    const { held, queues } = shown;
    for (const queue of queues) this.queueOf(queue).set(held.id, shown);
    const source = held.kept.events[0]?.source;
    if (source !== undefined) for (const { queue } of held.contact.visits) if (this.sources.get(queue) !== source) this.sources.set(queue, source);
  }

  private queueOf(queue: string): Map<string, Shown> {
    let contacts = this.byQueue.get(queue);
    if (!contacts) this.byQueue.set(queue, contacts = new Map<string, Shown>());
    return contacts;
  }
}
