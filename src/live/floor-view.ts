import type { AgentRow, ChannelRow, QueueRow, ServerState, SourceRow, Tile } from '../contract/board.js';
import type { ContactLane } from '../contract/contact.js';
import type { AgentStanding } from '../domain/agent.js';
import { isLive } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import { count } from '../domain/metric.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { dayStart } from '../domain/zone.js';
import type { LiveContact, LiveState, LiveStep, LiveStreet } from '../ports/live-state.js';
import { agentRows } from './agent-rows.js';
import { headlineOf } from './headline.js';
import { laneOf } from '../views/lane.js';
import type { Titles } from '../views/lane.js';
import type { Metrics } from '../views/numbers.js';
import { queueRows, standingsOf } from './queue-rows.js';
import type { RecoveryList } from './recovery.js';
import { isEverything, seesContact, seesQueue } from '../views/scope.js';
import type { Scope } from '../views/scope.js';
import type { Sources } from './sources.js';
import { floorNow } from './waiting.js';
import type { FloorNow } from './waiting.js';

/** How long a contact that is over stays on the board. */
const LINGER = 15 * SECOND;
/** Lanes a room is sent: flagged contacts first, then the longest. */
const MOST_LANES = 200;
const TREND_MINUTES = 30;

/** Everything the board shows, computed once a tick and shared by all rooms. */
export class FloorView {
  private lanes = new Map<string, { lane: ContactLane; held: LiveContact }>();
  private now: FloorNow = { queues: new Map(), inMenu: [], open: [], channels: new Map() };
  private standings: ReadonlyMap<string, AgentStanding> = new Map();
  private readonly trends: { at: Instant; waiting: number; inMenu: number }[] = [];
  private readonly sourceOf = new Map<string, string>();
  queues: readonly QueueRow[] = [];
  agents: readonly AgentRow[] = [];
  sources: readonly SourceRow[] = [];
  channels: readonly ChannelRow[] = [];
  at: Instant = 0;

  constructor(
    private readonly state: LiveState,
    private readonly street: LiveStreet,
    private readonly metrics: Metrics,
    private readonly titles: Titles,
    private readonly recovery: RecoveryList,
    private readonly heard: Sources,
  ) {}

  /** A lane changes when its contact does, or a flag on it. */
  take(step: LiveStep): void {
    for (const held of step.contacts) this.draw(held, step.now);
    for (const { journey } of step.journeys) {
      for (const { id } of journey.contacts) {
        const held = this.lanes.get(id)?.held;
        if (held) this.draw(held, step.now);
      }
    }
    if (step.settingsChanged) for (const { held } of this.lanes.values()) this.draw(held, step.now);
  }

  /** Everything that is open, drawn at the start. */
  begin(at: Instant): void {
    for (const held of this.state.contacts.values()) if (held.contact.endedAt === undefined) this.draw(held, at);
  }

  tick(at: Instant): void {
    this.at = at;
    for (const [id, { lane, held }] of this.lanes) {
      if (lane.endedAt !== undefined && lane.endedAt < at - LINGER && lane.stage !== 'wrap-up' || lane.stage === 'wrap-up' && lane.since < at - 5 * MINUTE) this.lanes.delete(id);
      else if (hasLapsed(lane, this.flagsOn(held), at)) this.draw(held, at);
    }
    this.now = floorNow(this.state.contacts.values(), this.state.floor, at);
    this.standings = standingsOf(this.state);
    this.queues = queueRows(this.state, this.now, this.standings, this.metrics, at, (queue) => this.staleSince(queue, at));
    this.agents = agentRows(this.state, this.standings, at);
    this.sources = this.heard.rows(at);
    this.channels = this.channelRows(at);
    this.remember(at);
  }

  lanesIn(scope: Scope): { lanes: ContactLane[]; open: number } {
    const { floor } = this.state;
    const mine = [...this.lanes.values()].filter(({ held }) => isEverything(scope) || seesContact(scope, floor, held.contact)).map(({ lane }) => lane);
    const open = mine.filter((lane) => lane.endedAt === undefined).length;
    if (mine.length <= MOST_LANES) return { lanes: mine, open };
    return { lanes: mine.toSorted(byNeed).slice(0, MOST_LANES), open };
  }

  headlineIn(scope: Scope): Tile[] {
    const { floor } = this.state;
    const queues = isEverything(scope) ? null : this.queues.filter((row) => row.channel === 'voice' && seesQueue(scope, floor, row.id)).map((row) => row.id);
    const contacts = this.now.open.filter((held) => held.contact.channel === 'voice' && seesContact(scope, floor, held.contact));
    const line = (of: (point: { waiting: number; inMenu: number }) => number): (number | null)[] => (queues === null ? this.trends.map(of) : []);
    return headlineOf({
      state: this.state, metrics: this.metrics, now: this.now, queues, contacts, at: this.at,
      recoveryOpen: this.recovery.all().filter((each) => isEverything(scope) || (each.queue !== undefined && seesQueue(scope, floor, each.queue.id))).length,
      waitingTrend: line((point) => point.waiting),
      menuTrend: line((point) => point.inMenu),
    });
  }

  serverState(): ServerState {
    const { state } = this.street;
    if (state.is === 'live') return { is: 'live' };
    if (state.is === 'catching-up') {
      return { is: 'catching-up', behindMs: Math.max(0, this.at - this.state.now), done: (state.position - state.from) / Math.max(1, state.head - state.from) };
    }
    return { is: 'catching-up', behindMs: 0, done: 0 };
  }

  private draw(held: LiveContact, at: Instant): void {
    const { contact, summary } = held;
    if (contact.direction === 'outbound' || contact.direction === 'internal') return;
    const customer = summary.customer === undefined ? undefined : this.state.journeys.get(summary.customer);
    if (contact.endedAt !== undefined && contact.endedAt < at - MINUTE) {
      this.lanes.delete(contact.id);
      return;
    }
    const lane = laneOf(contact, this.flagsOn(held), customer?.journey, this.state.floor, this.titles, at);
    this.lanes.set(contact.id, { lane, held });
    const source = held.kept.events[0]?.source;
    if (source !== undefined) for (const visit of contact.visits) this.sourceOf.set(visit.queue, source);
  }

  /** Its own, and those that its customer's journey puts on it. */
  private flagsOn({ contact, summary, flags }: LiveContact): readonly Flag[] {
    const journey = summary.customer === undefined ? undefined : this.state.journeys.get(summary.customer);
    return [...flags, ...journey?.flags.filter((flag) => flag.contact === contact.id) ?? []];
  }

  private staleSince(queue: string, at: Instant): Instant | undefined {
    const source = this.sourceOf.get(queue);
    const row = source === undefined ? undefined : this.heard.rows(at).find((each) => each.source === source);
    return row === undefined || row.state === 'heard' ? undefined : row.since;
  }

  private channelRows(at: Instant): ChannelRow[] {
    const today = dayStart(this.state.floor.zone, at);
    const names = new Set([...this.now.channels.keys(), ...this.state.daily.keys('arrival').filter((key) => key.endsWith('/total')).map((key) => key.slice(0, key.indexOf('/')))]);
    names.delete('voice');
    return [...names].toSorted().map((channel) => {
      const sums = this.state.daily.sums('arrival', `${channel}/total`, today, at + MINUTE);
      const { open, waiting } = this.now.channels.get(channel) ?? { open: 0, waiting: 0 };
      return { channel, open, waiting, offeredToday: count(sums, 'offered'), answeredToday: count(sums, 'answered') };
    });
  }

  /** A point a minute for the two live counts. */
  private remember(at: Instant): void {
    if (at - (this.trends.at(-1)?.at ?? 0) < MINUTE) return;
    const waiting = [...this.now.queues].reduce((sum, [key, queue]) => sum + (key.startsWith('voice/') ? queue.waiting : 0), 0);
    this.trends.push({ at, waiting, inMenu: this.now.inMenu.length });
    if (this.trends.length > TREND_MINUTES) this.trends.shift();
  }
}

/** A flag on the lane is no longer live though its contact did not change. */
function hasLapsed(lane: ContactLane, flags: readonly Flag[], at: Instant): boolean {
  const shown = lane.flags.filter((chip) => chip.live).length;
  return shown > 0 && shown !== flags.filter((flag) => flag.class === 'alert' && isLive(flag, at)).length;
}

function byNeed(a: ContactLane, b: ContactLane): number {
  return need(b) - need(a) || a.startedAt - b.startedAt;
}

function need(lane: ContactLane): number {
  return lane.flags.reduce((sum, chip) => sum + (chip.live ? 10 : 1), lane.endedAt === undefined ? 1 : 0);
}
