import type { ContactLane } from '../contract/contact.js';
import { journeyOf } from '../domain/alias.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact, LiveJourney, LiveState, LiveStep } from '../ports/live-state.js';
import { laneOf } from '../views/lane.js';
import type { Titles } from '../views/lane.js';
import { Due } from './due.js';
import type { Sources } from './sources.js';
import { count, nobody, QueueContacts, sumOf } from './queue-contacts.js';
import type { Counts } from './queue-contacts.js';
import { firstOver } from './ranking.js';
import { show } from './shown.js';
import type { Shown } from './shown.js';
import type { Sight } from './sight.js';
import { FloorCount } from './waiting.js';
import type { FloorNow } from './waiting.js';

/** Where contacts are kept that have touched no queue yet. */
const NO_QUEUE = Symbol('no queue');

/**
 * Every contact that is open or ended lately. What the pipeline touches is only noted, and read once at the next tick,
 * however often it changed until then; a lane is drawn only for a room that shows it. Nothing here walks through all of them.
 */
export class ContactsOnBoard {
  private readonly shown = new Map<string, Shown>();
  private readonly byQueue = new Map<string | typeof NO_QUEUE, QueueContacts>();
  private readonly counts = new FloorCount();
  private readonly due = new Due();
  private readonly touched = new Map<string, LiveContact>();
  private readonly touchedJourneys = new Set<LiveJourney>();
  private at: Instant = 0;

  constructor(private readonly state: LiveState, private readonly titles: Titles, private readonly sources: Sources) {}

  take(step: LiveStep): void {
    for (const held of step.contacts) this.touch(held);
    for (const journey of step.journeys) this.touchedJourneys.add(journey);
    if (step.settingsChanged) for (const { held } of this.shown.values()) this.touch(held);
  }

  forget(contacts: readonly string[]): void {
    for (const id of contacts) {
      const shown = this.shown.get(id);
      if (shown) this.drop(shown);
      this.touched.delete(id);
    }
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
    return this.counts.at(at);
  }

  /** The first lanes that a scope sees, and counts of all that it sees. */
  in(sight: Sight, mostLanes: number, away: ReadonlyMap<string, Instant>): { readonly lanes: ContactLane[]; readonly counts: Counts } {
    const seen = [...this.byQueue].filter(([queue]) => sight.isEverything || queue !== NO_QUEUE && sight.seesQueue(queue)).map(([, contacts]) => contacts);
    const several = { ...nobody };
    for (const shown of new Set(seen.flatMap((contacts) => [...contacts.several.values()]))) count(several, shown, 1);
    return {
      lanes: firstOver(seen.map(({ ranking }) => ranking), mostLanes).map(({ id }) => this.laneOf(this.shown.get(id) as Shown, away)),
      counts: sumOf([several, ...seen.map(({ counts }) => counts)]),
    };
  }

  /** The same object as before while it says the same. */
  private laneOf(shown: Shown, away: ReadonlyMap<string, Instant>): ContactLane {
    const drawn = this.drawn(shown);
    if (away.size === 0 || !shown.isOpen) return drawn;
    // Who told of it last is who would tell what comes next.
    const teller = shown.held.kept.events.findLast(({ source }) => !source.startsWith('earshot/'))?.source;
    const since = teller === undefined ? undefined : away.get(teller);
    if (since === undefined) return drawn;
    if (shown.stale?.of !== drawn || shown.stale.lane.staleSince !== since) shown.stale = { of: drawn, lane: { ...drawn, staleSince: since } };
    return shown.stale.lane;
  }

  private drawn(shown: Shown): ContactLane {
    if (shown.lane && shown.isDrawn) return shown.lane.drawn;
    const drawn = laneOf(shown.held.contact, shown.flags, shown.customer?.journey, this.state.floor, this.titles, this.at);
    const text = JSON.stringify(drawn);
    if (shown.lane?.text !== text) shown.lane = { drawn, text };
    shown.isDrawn = true;
    return shown.lane.drawn;
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
    const shown = show(held, journeyOf(this.state.journeys, customer), this.state.floor, this.at, before);
    // An import or a late event tells of what nobody looks at any more.
    if (shown.goesAt < this.at) return before && this.drop(before);
    this.shown.set(held.id, shown);
    this.counts.put(shown, before);
    for (const queue of bucketsOf(shown)) this.contactsOf(queue).enter(shown, before && bucketsOf(before).includes(queue) ? before : undefined);
    for (const queue of before ? bucketsOf(before) : []) if (before && !bucketsOf(shown).includes(queue)) this.contactsOf(queue).leave(before);
    if (shown.dueAt !== before?.dueAt) this.due.add(held.id, shown.dueAt);
    if (before?.queues.length !== shown.queues.length) this.noteSources(shown);
  }

  private drop(shown: Shown): void {
    this.shown.delete(shown.held.id);
    this.counts.drop(shown);
    for (const queue of bucketsOf(shown)) this.contactsOf(queue).leave(shown);
  }

  /** Something about it came due: it goes, or a flag on it is no longer live. What is a moment early is noted again. */
  private look(id: string): void {
    const shown = this.shown.get(id);
    if (!shown) return;
    if (shown.goesAt < this.at) this.drop(shown);
    else if (shown.dueAt <= this.at && shown.dueAt !== shown.goesAt) this.put(shown.held);
    else this.due.add(id, shown.dueAt);
  }

  private contactsOf(queue: string | typeof NO_QUEUE): QueueContacts {
    let contacts = this.byQueue.get(queue);
    if (!contacts) this.byQueue.set(queue, contacts = new QueueContacts());
    return contacts;
  }

  /** Read when a contact comes, and when it comes to another queue: to look at each change would cost more than it tells. */
  private noteSources({ held, channel, queues }: Shown): void {
    const { events } = held.kept;
    const isCall = channel === 'voice';
    const begun = events.find(({ source }) => !source.startsWith('earshot/'));
    if (begun !== undefined) this.sources.tells(begun.source, [], isCall, this.at);
    for (const event of events) if (event.type === 'queue.entered' && queues.includes(event.data.queue)) this.sources.tells(event.source, [event.data.queue], isCall, this.at);
  }
}

const noQueue = [NO_QUEUE] as const;

function bucketsOf({ queues }: Shown): readonly (string | typeof NO_QUEUE)[] {
  return queues.length > 0 ? queues : noQueue;
}
