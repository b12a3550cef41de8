import type { AgentRow, ChannelRow, QueueRow, ServerState, SourceRow, Tile } from '../contract/board.js';
import type { ContactLane } from '../contract/contact.js';
import { count } from '../domain/metric.js';
import type { ReadingKey } from '../domain/metric.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveState, LiveStep, LiveStreet } from '../ports/live-state.js';
import type { Titles } from '../views/lane.js';
import type { Metrics } from '../views/numbers.js';
import { AgentsOnBoard } from './agents-on-board.js';
import { ContactsOnBoard } from './contacts-on-board.js';
import { DayStarts } from './day-starts.js';
import { headlineOf } from './headline.js';
import type { Callers } from './headline.js';
import { queueRows } from './queue-rows.js';
import { SameRows } from './same-rows.js';
import type { Sight } from './sight.js';
import type { Sources } from './sources.js';
import type { FloorNow } from './waiting.js';
import type { Lists } from '../views/scope.js';

/** Lanes a room is sent: flagged contacts first, then the longest. */
const MOST_LANES = 200;
const TREND_MINUTES = 30;

/** What a room shows of contacts. */
export interface ContactsInView {
  readonly lanes: readonly ContactLane[];
  readonly open: number;
  readonly callers: Callers;
}

/** Everything the board shows, computed once a tick and shared by all rooms. */
export class FloorView {
  private readonly contacts: ContactsOnBoard;
  private readonly onFloor: AgentsOnBoard;
  private now: FloorNow = { queues: new Map(), inMenu: new Map(), open: new Map(), channels: new Map() };
  private readonly trends: { at: Instant; waiting: number; inMenu: number }[] = [];
  private readonly sameQueues = new SameRows<QueueRow>(({ id }) => id);
  private readonly sameAgents = new SameRows<AgentRow>(({ id }) => id);
  private readonly sameSources = new SameRows<SourceRow>(({ source }) => source);
  /** Sources that are not heard and should be. */
  private away: ReadonlyMap<string, Instant> = new Map();
  private readonly sameChannels = new SameRows<ChannelRow>(({ channel }) => channel);
  queues: readonly QueueRow[] = [];
  agents: readonly AgentRow[] = [];
  private agentsBy = indexOf([]);
  sources: readonly SourceRow[] = [];
  channels: readonly ChannelRow[] = [];
  at: Instant = 0;
  private today: Instant = 0;
  private readonly dayStarts: DayStarts;
  /** Counted, so that a room knows whether what it has drawn is of this tick. */
  ticks = 0;

  constructor(
    private readonly state: LiveState,
    private readonly street: LiveStreet,
    private readonly metrics: Metrics,
    titles: Titles,
    private readonly heard: Sources,
  ) {
    this.contacts = new ContactsOnBoard(state, titles, heard);
    this.dayStarts = new DayStarts(state);
    this.onFloor = new AgentsOnBoard(state);
  }

  take(step: LiveStep): void {
    this.contacts.take(step);
    this.onFloor.take(step);
  }

  /** Everything that is open, to be read at the first tick. */
  begin(): void {
    for (const held of this.state.contacts.values()) if (held.contact.endedAt === undefined) this.contacts.touch(held);
  }

  /** `today`: when it began. */
  forget(contacts: readonly string[]): void {
    this.contacts.forget(contacts);
  }

  tick(at: Instant, today: Instant): void {
    this.at = at;
    this.today = today;
    this.ticks += 1;
    this.now = this.contacts.tick(at);
    this.onFloor.tick(at);
    this.sources = this.sameSources.keep(this.heard.rows(at));
    this.away = this.heard.away(at);
    const staleSince = (queue: string): Instant | undefined => this.heard.missing(this.away, [queue])?.since;
    this.queues = this.sameQueues.keep(queueRows(this.state, this.now, this.onFloor.standings(), this.metrics, at, this.dayStarts.at(at, today), staleSince));
    this.agents = this.sameAgents.keep(this.onFloor.rows());
    this.agentsBy = indexOf(this.agents);
    this.channels = this.sameChannels.keep(this.channelRows(at));
    this.remember(at);
  }

  contactsIn(sight: Sight): ContactsInView {
    const { lanes, counts } = this.contacts.in(sight, MOST_LANES, this.away);
    return { lanes, open: counts.open, callers: counts };
  }

  /** The agents whom one of these lists may let in: those of its queues and teams, each once. */
  agentsOf({ queues, teams }: Lists): Iterable<AgentRow> {
    return new Set([...(queues ?? []).flatMap((queue) => this.agentsBy.queues.get(queue) ?? []), ...(teams ?? []).flatMap((team) => this.agentsBy.teams.get(team) ?? [])]);
  }

  headlineIn(sight: Sight, callers: Callers, recoveryOpen: number): Tile[] {
    const queues = sight.isEverything ? null : this.queues.filter((row) => row.channel === 'voice' && sight.seesQueue(row.id)).map((row) => row.id);
    const line = (of: (point: { waiting: number; inMenu: number }) => number): (number | null)[] => (queues === null ? this.trends.map(of) : []);
    const missing = this.heard.missing(this.away, queues);
    return headlineOf({
      ...(missing === undefined ? {} : { stale: { since: missing.since, sources: missing.names } }),
      state: this.state, metrics: this.metrics, now: this.now, queues, callers, at: this.at, today: this.today, recoveryOpen,
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

  private channelRows(at: Instant): ChannelRow[] {
    const names = new Set([...this.now.channels.keys(), ...this.state.daily.keys('arrival').filter(isTotal).map((key) => key.slice(0, key.indexOf('/')))]);
    names.delete('voice');
    return [...names].toSorted().map((channel) => {
      const sums = this.state.daily.sums('arrival', `${channel}/total`, this.today, at + MINUTE);
      const { open, waiting } = this.now.channels.get(channel) ?? { open: 0, waiting: 0 };
      return { channel, open, waiting, offeredToday: count(sums, 'offered'), answeredToday: count(sums, 'answered') };
    });
  }

  /** A point a minute for the two live counts. */
  private remember(at: Instant): void {
    if (at - (this.trends.at(-1)?.at ?? 0) < MINUTE) return;
    const waiting = [...this.now.queues].reduce((sum, [key, queue]) => sum + (key.startsWith('voice/') ? queue.waiting : 0), 0);
    this.trends.push({ at, waiting, inMenu: this.now.inMenu.size });
    if (this.trends.length > TREND_MINUTES) this.trends.shift();
  }
}

function isTotal(key: ReadingKey): boolean {
  return key.endsWith('/total');
}

interface AgentIndex {
  readonly queues: ReadonlyMap<string, readonly AgentRow[]>;
  readonly teams: ReadonlyMap<string, readonly AgentRow[]>;
}

function indexOf(rows: readonly AgentRow[]): AgentIndex {
  const queues = new Map<string, AgentRow[]>();
  const teams = new Map<string, AgentRow[]>();
  const add = (index: Map<string, AgentRow[]>, key: string, row: AgentRow): void => {
    const known = index.get(key);
    if (known) known.push(row);
    else index.set(key, [row]);
  };
  for (const row of rows) {
    for (const queue of row.queues) add(queues, queue, row);
    if (row.team !== undefined) add(teams, row.team, row);
  }
  return { queues, teams };
}
