import type { FeedFact, Frame, RecoveryLine, ScopeView, Snapshot, WatchRequest } from '../contract/board.js';
import { asTheirs, personIn } from '../domain/alias.js';
import { nameOf } from '../domain/floor.js';
import { owedUntil } from '../domain/call-back.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Reader } from '../domain/reader.js';
import { isPast, MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import type { BoardView, GlanceAsk, GlancedCustomer } from '../ports/board-view.js';
import type { Clock } from '../ports/clock.js';
import type { LiveState, LiveStep, LiveStreet } from '../ports/live-state.js';
import { Customers } from './customers.js';
import { Feed } from './feed.js';
import type { PlacedFact, RuleTexts } from './feed.js';
import { FloorView } from './floor-view.js';
import type { Metrics } from '../views/numbers.js';
import { isOwed, RecoveryList } from './recovery.js';
import { Room } from './room.js';
import { isEverything, listsOf, roomOf, scopeOf, seesQueue } from '../views/scope.js';
import type { Scope } from '../views/scope.js';
import { shownSince } from './shown-since.js';
import { Sight } from './sight.js';
import type { Sources } from './sources.js';

/** What the board is handed by the app. */
export interface BoardParts {
  readonly state: LiveState;
  readonly street: LiveStreet;
  readonly metrics: Metrics;
  readonly rules: RuleTexts;
  readonly sources: Sources;
  readonly clock: Clock;
}

/** Carries frames and facts out; the gateway implements it with socket.io. */
export interface Outlet {
  frame(room: string, frame: Frame): void;
  fact(room: string, fact: FeedFact): void;
}

/** The live board: a fold over the pipeline's steps, told to rooms once a tick. */
export class Board implements BoardView {
  readonly recovery: RecoveryList;
  readonly customers: Customers;
  readonly feed: Feed;
  readonly view: FloorView;
  private readonly rooms = new Map<string, Room>();
  private since: Instant = 0;
  private lookedUp: { readonly minute: number; readonly zone: string; readonly today: Instant } | undefined;
  private isFeedBegun = false;
  private toldAt: Instant = 0;
  private outlet: Outlet | undefined;

  constructor(private readonly parts: BoardParts) {
    const titles = new Map([...parts.rules].map(([id, { title }]) => [id, title]));
    this.recovery = new RecoveryList(({ customer, id }) => (customer === undefined ? id : personIn(parts.state.journeys, customer)));
    this.customers = new Customers(parts.state);
    this.feed = new Feed(parts.rules, parts.clock.now());
    this.view = new FloorView(parts.state, parts.street, parts.metrics, titles, parts.sources);
    parts.street.onStep((step) => this.take(step));
  }

  /** How far the log is folded that is shown. */
  get position(): number {
    return this.parts.state.position;
  }

  /** From now on frames and facts go out there. */
  connect(outlet: Outlet): void {
    this.outlet = outlet;
  }

  /** Before the first tick: who was let down of late and what else they called, from the rows, and what is open, from the memory. */
  begin(stored: readonly ContactSummary[]): void {
    const { state, clock } = this.parts;
    const since = this.shownSince();
    const held = [...state.contacts.values()].map(({ summary }) => summary);
    // What is in memory is the newest word of a contact.
    const known = [...new Map([...stored, ...held].map((summary) => [summary.id, summary])).values()];
    this.recovery.take(known.filter((summary) => isOwed(since, summary)), state.floor, since);
    this.recovery.take(known.filter((summary) => !isOwed(since, summary)), state.floor, since);
    this.customers.begin(clock.now());
    this.view.begin();
    this.since = since;
    this.tick();
  }

  /** Alerts that stood before a restart stand after it, as they are once everything was read again: not before. */
  private beginFeed(): void {
    const { state, street, clock } = this.parts;
    if (this.isFeedBegun || street.state.is !== 'live') return;
    this.isFeedBegun = true;
    const flags = [...state.contacts.values(), ...state.journeys.values(), ...state.cohorts.values()].flatMap((held) => held.flags);
    this.publish(this.feed.take(flags.filter((flag) => flag.retractedAt === undefined).map((flag) => ({ kind: 'raised' as const, flag })), state.floor, clock.now()));
    this.publishMarks(state.contacts.values());
  }

  /** Every 200 ms, while catching up every second: one frame a room, with the rows that changed. */
  tick(): void {
    const { state, street, clock } = this.parts;
    const at = clock.now();
    // Who catches up after a start has better to do: drawing what changed took half of the replay's time.
    if (street.state.is === 'catching-up' && !isPast(this.toldAt, SECOND, at)) return;
    this.toldAt = at;
    const since = this.shownSince();
    if (since !== this.since) this.recovery.retake(state.floor, since);
    this.since = since;
    this.beginFeed();
    this.customers.tick(at);
    this.publish(this.feed.tick(at));
    // A floor at which nobody looks is drawn for who asks once, and not five times a second: that was an eighth of the thread at a peak.
    if (this.rooms.size > 0 || isPast(this.view.at, SECOND, at)) this.view.tick(at, this.today());
    for (const room of this.rooms.values()) {
      this.outlet?.frame(room.name, room.frame());
    }
  }

  /** Who comes while nobody looked finds the floor of now, as everybody else does. */
  private look(): void {
    const at = this.parts.clock.now();
    if (this.rooms.size === 0 && isPast(this.view.at, TICK, at)) this.view.tick(at, this.today());
  }

  /** Opens the room of a scope, if it is not open, and tells its name. */
  enter(reader: Reader, request: WatchRequest): Room {
    const { state } = this.parts;
    const scope: Scope = { allowed: listsOf(reader), chosen: { queues: request.queues ?? null, teams: request.teams ?? null } };
    const name = roomOf(scope);
    const known = this.rooms.get(name);
    if (known) return known;
    this.look();
    const room = new Room(name, scope, this.view, this.recovery, this.feed, () => state.floor);
    this.rooms.set(name, room);
    return room;
  }

  /** An erased customer is on no board any more, and in no snapshot; pages load anew what they hold when their next frame says so. */
  forget(customer: string, contacts: readonly string[]): void {
    this.customers.forget(customer);
    this.recovery.forget(customer, contacts);
    this.feed.forgetContacts(new Set(contacts));
    this.view.forget(contacts);
  }

  /** Nobody is left in it. */
  close(name: string): void {
    this.rooms.delete(name);
  }

  snapshot(room: Room, reader: Reader, since: number | undefined): Snapshot {
    return { ...room.snapshot(since), scope: this.scopeView(reader) };
  }

  /** Its own room, so that asking once does not spend the budget of those who watch. */
  snapshotFor(reader: Reader): Snapshot {
    const { state } = this.parts;
    this.look();
    const room = new Room('', scopeOf(reader), this.view, this.recovery, this.feed, () => state.floor);
    return this.snapshot(room, reader, undefined);
  }

  recoveryFor(reader: Reader): readonly RecoveryLine[] {
    const { floor } = this.parts.state;
    const scope = scopeOf(reader);
    return this.recovery.all().filter((line) => isEverything(scope) || (line.queue !== undefined && seesQueue(scope, floor, line.queue.id)));
  }

  customersFor(reader: Reader, ask: GlanceAsk): readonly GlancedCustomer[] {
    return this.customers.listed(new Sight(scopeOf(reader), () => this.parts.state.floor), ask, this.parts.clock.now());
  }

  private scopeView(reader: Reader): ScopeView {
    const { floor } = this.parts.state;
    const lists = listsOf(reader);
    const allowed = scopeOf(reader);
    const queues = new Set([...Object.keys(floor.queues), ...this.view.queues.map((row) => row.id.replace(`${row.channel}/`, ''))]);
    const teams = Object.keys(floor.teams).filter((team) => lists.queues === null && lists.teams === null || lists.teams?.includes(team));
    return {
      who: reader.who, role: reader.role, zone: floor.zone, answerWithinMs: floor.targets.answerWithinMs, callsBack: floor.callbacks.way !== undefined,
      queues: [...queues].filter((queue) => seesQueue(allowed, floor, queue)).map((id) => ({ id, name: nameOf(floor.queues, id) })),
      teams: teams.map((id) => ({ id, name: nameOf(floor.teams, id) })),
    };
  }

  private take(step: LiveStep): void {
    const { state } = this.parts;
    // It is the wall clock's: while the log is read again its days pass by, and nobody is to be called back for them.
    const since = this.shownSince();
    const summaries = step.contacts.map((held) => held.summary);
    this.recovery.take([...summaries, ...this.newlyLost(step)], state.floor, since);
    if (step.settingsChanged) this.recovery.retake(state.floor, since);
    this.customers.take(step);
    this.view.take(step);
    if (!step.live || !this.isFeedBegun) return;
    this.publish(this.feed.take(step.flags, state.floor, step.now));
    this.publishMarks(step.contacts);
  }

  private publishMarks(contacts: Iterable<LiveStep['contacts'][number]>): void {
    for (const { id, contact: { marks } } of contacts) if (marks.length > 0) this.publish(this.feed.mark(id, marks));
  }

  /** When the day began. Asked at every step, and looked up once a minute: a day begins on a full one, and looking formats several dates. */
  private today(): Instant {
    const { zone } = this.parts.state.floor;
    const minute = Math.floor(this.parts.clock.now() / MINUTE);
    if (this.lookedUp?.minute !== minute || this.lookedUp.zone !== zone) this.lookedUp = { minute, zone, today: dayStart(zone, minute * MINUTE) };
    return this.lookedUp.today;
  }

  private shownSince(): Instant {
    return shownSince(this.today(), this.parts.clock.now());
  }

  /** A person's first loss brings the contacts of the day that came before it: one of them may have been served since. */
  private newlyLost(step: LiveStep): LiveStep['contacts'][number]['summary'][] {
    return step.journeys.flatMap(({ journey }) => (journey.contacts.some((each) => owedUntil(each) !== undefined) ? [...asTheirs(journey)] : []));
  }

  private publish(facts: readonly PlacedFact[]): void {
    const now = this.parts.clock.now();
    for (const fact of facts) {
      for (const room of this.rooms.values()) {
        if (room.passes(fact, now)) this.outlet?.fact(room.name, { number: fact.number, line: fact.line });
      }
    }
  }
}

/** An event waits half of it on average: with 250 ms the median from event to board was past 150. */
export const TICK = SECOND / 5;
